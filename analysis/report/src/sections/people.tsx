import { Difference } from "../charts/mark";
import { month, value } from "../numbers";
import { differences, levels } from "../run";
import { groupNames, nameIn, useWords } from "../words";
import { dateText, type View } from "./view";
import { Whereabouts } from "./whereabouts";

const audited = [
  "quartile_1", "quartile_2", "quartile_3", "quartile_4", "priority", "dalo", "disability", "persons_1", "persons_2",
  "persons_3_4", "persons_5", "under_30", "from_30_to_59", "from_60", "living_in_qpv", "living_elsewhere", "from_outside",
];

function GroupTable(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const groups = run.leases(scenario)?.groups;
  if (!groups) {
    return (
      <p class="notice">
        {say(
          "Ce résultat ne garde pas de quoi distinguer les ménages logés.",
          "This result does not keep what tells the housed households apart.",
        )}
      </p>
    );
  }
  const years = run.monthPosition(dateText(view)) + 1;
  const yearly = (of: number | undefined) => (of === undefined ? undefined : (12 * of) / years);
  const title = say(
    `Ménages logés par an depuis le début, jusqu'à ${month(dateText(view), language)}`,
    `Households housed a year from the beginning to ${month(dateText(view), language)}`,
  );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="groups">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say("Ménages", "Households")}</th>
            <th scope="col">{say("Logés par an", "Housed a year")}</th>
            <th scope="col">{say("Écart par an", "Difference a year")}</th>
            <th scope="col">{say("dont en QPV, par an", "of which in QPV, a year")}</th>
            <th scope="col">{say("Attente moyenne", "Mean wait")}</th>
            <th scope="col">{say("Écart d'attente", "Difference in wait")}</th>
          </tr>
        </thead>
        <tbody>
          {audited.map((group) => {
            const all = run.groupPoint(levels(groups.all), group, date);
            const inQpv = run.groupPoint(levels(groups.in_qpv), group, date);
            const wait = run.groupPoint(levels(groups.mean_wait), group, date);
            const more = run.groupPoint(differences(groups.all), group, date);
            const longer = run.groupPoint(differences(groups.mean_wait), group, date);
            const scaled = more && {
              mean: yearly(more.mean)!,
              half: yearly(more.half),
              low: yearly(more.low),
              high: yearly(more.high),
            };
            return (
              <tr key={group}>
                <th scope="row">{nameIn(groupNames, group, say)}</th>
                <td>{value(yearly(all?.mean), "", language)}</td>
                <td>{scaled ? <Difference of={scaled} unit="" /> : "–"}</td>
                <td>{value(yearly(inQpv?.mean), "", language)}</td>
                <td>{value(wait?.mean, "month", language)}</td>
                <td>{longer ? <Difference of={longer} unit="month" /> : "–"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export function People(view: View) {
  const { say } = useWords();
  return (
    <section id="menages" aria-labelledby="menages-title">
      <h2 id="menages-title">
        {say("Qui gagne, qui perd", "Who gains, who loses")}{" "}
        <small dir="auto">{view.run.data.scenarios[view.scenario].title}</small>
      </h2>
      <p>
        {say(
          "Par groupes, qui se recoupent. Ce tableau sert aussi d'examen de discrimination indirecte : une stratégie qui loge moins, ou fait attendre davantage, un groupe protégé (âge, handicap, situation de famille, lieu de résidence, vulnérabilité économique) doit pouvoir s'en expliquer.",
          "By groups, which overlap. The table also serves as an audit of indirect discrimination: a strategy that houses a protected group less, or makes it wait longer (age, disability, family situation, residence, economic vulnerability), has to account for it.",
        )}
      </p>
      <GroupTable {...view} />
      <p class="note">
        {say(
          "L'attente est celle des ménages logés : un groupe que la stratégie ne loge plus n'y paraît pas, d'où la première colonne. Les baux ne disent pas si un parent est seul : les familles monoparentales ne sont pas distinguées. Ménage par ménage, gagnants et perdants dépendent de la façon dont le hasard est partagé entre stratégies ; seuls les groupes se lisent.",
          "The wait is that of housed households: a group that the strategy no longer houses does not show in it, hence the first column. Leases do not say whether a parent is alone: single parents are not told apart. Household by household, gains and losses depend on how chance is shared between strategies; only groups are to be read.",
        )}
      </p>
      <Whereabouts {...view} months={12} />
    </section>
  );
}
