import { DataTable } from "../charts/figure";
import { Difference } from "../charts/mark";
import { accessAlerts, aYear, fairnessDifference, housedAYear, housedDifference } from "../housed";
import { strategyHead, withLawMark } from "../law";
import { count, difference, month, value } from "../numbers";
import type { Run } from "../run";
import { differences, levels } from "../run_data";
import { groupNames, nameIn, useWords, type Say } from "../words";
import { dateText, type Shown, type View } from "./view";
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
  const title = say(
    `Ménages logés par an depuis le début, jusqu'à ${month(dateText(view), language)}, mutations exclues`,
    `Households housed a year from the beginning to ${month(dateText(view), language)}, transfers left out`,
  );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="groups">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say("Ménages", "Households")}</th>
            <th scope="col">{withLawMark(say("Logés par an", "Housed a year"), run.data.scenarios[scenario], language)}</th>
            <th scope="col">{say("Écart par an", "Difference a year")}</th>
            <th scope="col">{say("dont en QPV, par an", "of which in QPV, a year")}</th>
            <th scope="col">{say("Attente moyenne", "Mean wait")}</th>
            <th scope="col">{say("Écart d'attente moyenne", "Difference in mean wait")}</th>
          </tr>
        </thead>
        <tbody>
          {audited.map((group) => {
            const inQpv = aYear(run, date, run.groupPoint(levels(groups.in_qpv), group, date));
            const wait = run.groupPoint(levels(groups.mean_wait), group, date);
            const more = housedDifference(run, scenario, group, date);
            const longer = run.groupPoint(differences(groups.mean_wait), group, date);
            return (
              <tr key={group}>
                <th scope="row">{nameIn(groupNames, group, say)}</th>
                <td>{value(housedAYear(run, scenario, group, date)?.mean, "", language)}</td>
                <td>{more ? <Difference of={more} unit="" /> : "–"}</td>
                <td>{value(inQpv?.mean, "", language)}</td>
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

/** How much of who gains and who loses any change at all sets off. */
function reshufflingNote(run: Run, scenario: number, say: Say): string {
  if (run.witness === undefined) {
    return say(
      "Une grande part de ces gains et pertes n'est que brassage : tout changement, même sans politique, en provoque autant. Simulez scenarios/temoin.toml avec les stratégies pour en connaître la part.",
      "Much of these gains and losses is mere reshuffling: any change, even without policy, sets off as much. Simulate scenarios/temoin.toml with the strategies to know how much.",
    );
  }
  return run.witness === scenario
    ? say(
        "Tout ici n'est que brassage : le témoin ne change aucune politique.",
        "All of this is mere reshuffling: the witness changes no policy.",
      )
    : say(
        "Le témoin ne change aucune politique : ce qui ne dépasse pas ses nombres n'est pas un effet sur des personnes. Une stratégie qui commence plus tard brasse moins.",
        "The witness changes no policy: what does not exceed its numbers is no effect on persons. A strategy that begins later reshuffles less.",
      );
}

function Fates({ run, scenario }: Shown) {
  const { language, say, named } = useWords();
  const fates = run.leases(scenario)?.fates ?? [];
  if (scenario === 0 || fates.length === 0) {
    return null;
  }
  const bounds = ([low, high]: [number | null, number | null]) =>
    low === null || high === null ? "–" : `${count(low, language)} – ${count(high, language)}`;
  const beside = run.witness !== undefined && run.witness !== scenario ? (run.leases(run.witness)?.fates ?? []) : [];
  const reshuffled = (group: string, of: "only_baseline" | "only_scenario") => {
    const fate = beside.find((found) => found.group === group);
    return beside.length === 0 ? [] : [fate ? count(fate[of], language) : "–"];
  };
  const reshuffledHead = beside.length === 0 ? [] : [say("autant sans politique (témoin)", "as many without policy (witness)")];
  return (
    <>
      <DataTable
        caption={say(
          "Ménage par ménage : logés dans un groupe sous une stratégie et pas sous l'autre, sur toute la période, mutations exclues",
          "Household by household: housed in a group under one strategy and not under the other, over the period, transfers left out",
        )}
        head={[
          say("Ménages", "Households"),
          say("Logés par la référence", "Housed by the baseline"),
          say("Par la stratégie", "By the strategy"),
          say("Par les deux", "By both"),
          say("Par la référence seule", "By the baseline only"),
          ...reshuffledHead,
          say("bornes", "bounds"),
          say("dont logés par les deux, autre groupe", "of them housed by both, another group"),
          say("Par la stratégie seule", "By the strategy only"),
          ...reshuffledHead,
          say("bornes", "bounds"),
          say("dont logés par les deux, autre groupe", "of them housed by both, another group"),
          say("Attente moyenne, si logés par les deux", "Mean wait, if housed by both"),
        ]}
        rows={fates.map((fate) => [
          named("fate", fate.group),
          count(fate.baseline, language),
          count(fate.under_scenario, language),
          count(fate.both, language),
          count(fate.only_baseline, language),
          ...reshuffled(fate.group, "only_baseline"),
          bounds(fate.only_baseline_bounds),
          count(fate.leave_group, language, 1),
          count(fate.only_scenario, language),
          ...reshuffled(fate.group, "only_scenario"),
          bounds(fate.only_scenario_bounds),
          count(fate.join_group, language, 1),
          difference(fate.months_longer ?? undefined, "month", language),
        ])}
      />
      <p class="note">
        {say(
          "Sous chaque stratégie, un ménage est du groupe que son propre bail montre : logé plus tard, il peut être d'un autre quartile. Qui gagne et qui perd dépend de la façon dont le hasard est partagé entre stratégies : les bornes (Fréchet) disent ce que tout autre partage donnerait. Combien sont logés dans un groupe n'en dépend pas.",
          "Under each strategy a household is of the group that its own lease shows: housed later, it may be of another quartile. Who gains and who loses depends on how chance is shared between strategies: the bounds (Fréchet) tell what any other sharing would give. How many are housed in a group does not depend on it.",
        )}
      </p>
      <p class="note">{reshufflingNote(run, scenario, say)}</p>
    </>
  );
}

function Fairness({ run, scenario }: Shown) {
  const { language, say, named } = useWords();
  const lines = run.leases(scenario)?.fairness ?? [];
  const alerts = accessAlerts(run, scenario);
  if (scenario === 0 || lines.length === 0) {
    return null;
  }
  const title = say("Équité d'accès et examen de discrimination", "Fairness of access and discrimination audit");
  return (
    <>
      <h3>{title}</h3>
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <table class="fairness">
          <caption>{say("Sur toute la période, mutations exclues", "Over the period, transfers left out")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("Mesure", "Measure")}</th>
              <th scope="col">{say("Référence", "Baseline")}</th>
              <th scope="col">{strategyHead(run.data.scenarios[scenario], language)}</th>
              <th scope="col">{say("Écart", "Difference")}</th>
              <th scope="col">{say("Alerte", "Warning")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.measure}>
                <th scope="row">{named("fairness", line.measure)}</th>
                <td>{value(line.baseline ?? undefined, line.unit, language)}</td>
                <td>{value(line.scenario ?? undefined, line.unit, language)}</td>
                <td>
                  <Difference of={fairnessDifference(line)} unit={line.unit} />
                </td>
                <td class="text">{alerts.includes(line) ? say("▼ accès en baisse", "▼ access falls") : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="note">
        {say(
          "À besoin égal : rapport des chances d'être logé, classe de besoin par classe de besoin (Mantel-Haenszel). 1 : mêmes chances que tous les autres demandeurs. Dans les douze mois : des demandes déposées douze mois ou plus avant la fin ; les suivantes, qui ne peuvent être suivies douze mois, sont écartées.",
          "At equal need: ratio of the chances of being housed, class of need by class of need (Mantel-Haenszel). 1: the same chances as all other applicants. Within twelve months: of the requests opened twelve months or more before the end; later ones, which cannot be followed for twelve months, are left out.",
        )}
      </p>
    </>
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
          "L'attente est la moyenne de celle des ménages logés : un groupe que la stratégie ne loge plus n'y paraît pas, d'où la première colonne. Les groupes se recoupent.",
          "The wait is the mean of that of housed households: a group that the strategy no longer houses does not show in it, hence the first column. Groups overlap.",
        )}
      </p>
      <Fates {...view} />
      <Fairness {...view} />
      <Whereabouts {...view} months={12} />
    </section>
  );
}
