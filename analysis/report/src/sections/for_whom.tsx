import { parameterOf } from "../cia";
import { AcrossMark, Difference } from "../charts/mark";
import { accessAlerts, housedAYear, housedDifference, housedDifferenceInEach, longerWaits, quartileGroups } from "../housed";
import { difference, half, month, value } from "../numbers";
import { groupNames, nameIn, useWords, type Say } from "../words";
import { dateText, type Shown, type View } from "./view";

/** How many requests wait too long, beside the baseline. */
export function BeyondDelay(view: View) {
  const { language, say, named } = useWords();
  const { run, scenario } = view;
  const measure = run.measure("beyond_delay_share");
  const at = dateText(view);
  const level = run.level(scenario, "beyond_delay_share", at);
  if (!measure || !level) {
    return null;
  }
  const delay = parameterOf(run, scenario, "commission.abnormal_delay_months");
  return (
    <p class="beyond-delay">
      <b>{named("measure", measure.id)}</b>
      {delay && say(` (${delay} mois, arrêté préfectoral ; hypothèse du modèle)`, ` (${delay} months, by the prefect's order; the model's assumption)`)}
      {say(" : ", ": ")}
      <span class="value">{value(level.mean, "1", language)}</span>
      {scenario !== 0 && (
        <>
          {" "}
          ({say("référence", "baseline")} {value(run.level(0, "beyond_delay_share", at)?.mean, "1", language)}) ·{" "}
          <Difference of={run.difference(scenario, "beyond_delay_share", at)} unit="1" brief={false} />{" "}
          {run.hasMondes && <AcrossMark inEach={run.differenceInEach(scenario, "beyond_delay_share", at)} brief />}
        </>
      )}
    </p>
  );
}

export const housedCaption = (at: string, say: Say): string =>
  say(
    `Ménages logés par an jusqu'en ${at}, par quartile des demandeurs (seuil gelé), mutations exclues`,
    `Households housed a year to ${at}, by the applicants' quartile (frozen threshold), transfers left out`,
  );
export const quartileName = (group: string, say: Say): string =>
  group === quartileGroups[0] ? say("1er quartile (le plus modeste)", "First quartile (the poorest)") : nameIn(groupNames, group, say);

/** Households housed a year by quarter, so that who loses stands beside who gains. */
function HousedByQuartile({ run, scenario, date }: View) {
  const { language, say } = useWords();
  if (!run.leases(scenario)?.groups) {
    return null;
  }
  return (
    <table class="for-whom">
      <caption>{housedCaption(month(run.data.dates[date], language), say)}</caption>
      <thead>
        <tr>
          <th scope="col">{say("Demandeurs", "Applicants")}</th>
          <th scope="col">{say("Référence", "Baseline")}</th>
          <th scope="col">{say("Écart par an", "Difference a year")}</th>
        </tr>
      </thead>
      <tbody>
        {quartileGroups.map((group) => (
          <tr key={group}>
            <th scope="row">{quartileName(group, say)}</th>
            <td>{value(housedAYear(run, 0, group, date)?.mean, "", language)}</td>
            <td>
              <Difference of={housedDifference(run, scenario, group, date)} unit="" />{" "}
              {run.hasMondes && <AcrossMark inEach={housedDifferenceInEach(run, scenario, group, date)} brief />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whose access falls, and which of the priorities wait longer, beyond chance. */
export function Alerts({ run, scenario, date }: View) {
  const { language, say, named } = useWords();
  if (!run.leases(scenario)?.fairness.length) {
    return null;
  }
  const alerts = accessAlerts(run, scenario).map(
    ({ measure, unit, baseline, scenario: now }) =>
      `${named("fairness", measure)} (${value(baseline ?? undefined, unit, language)} → ${value(now ?? undefined, unit, language)})`,
  );
  const waits = longerWaits(run, scenario, date).map(({ group, difference: longer }) =>
    say(
      `${nameIn(groupNames, group, say)}, attente moyenne s'ils sont logés (${difference(longer, "month", language)} ${half(longer, "month", language)})`,
      `${nameIn(groupNames, group, say)}, mean wait if housed (${difference(longer, "month", language)} ${half(longer, "month", language)})`,
    ),
  );
  const all = [...alerts, ...waits];
  const none =
    run.data.replications < 2
      ? say("une réplication ne permet pas de le dire", "one replication does not allow to say")
      : say("pas de baisse discernable", "no distinguishable fall");
  const ofThisMonde = run.hasMondes ? say(" (dans le monde montré)", " (in the monde shown)") : "";
  return (
    <p class="access">
      <b>
        {all.length > 0 ? say("▼ Accès en baisse", "▼ Access falls") : say("Accès", "Access")}
        {ofThisMonde}
        {say(" :", ":")}
      </b>{" "}
      {all.length > 0 ? all.join(say(" ; ", "; ")) : none}.
    </p>
  );
}

/** The wait flatters a strategy that leaves the longest waiting aside. */
export function WaitCaution({ run, scenario }: Shown) {
  const { say } = useWords();
  if (!run.leases(scenario)?.waits) {
    return null;
  }
  return (
    <p class="note">
      {say(
        "L'attente n'est que celle des ménages logés (mutations comprises) : elle baisse aussi quand ceux qui attendent depuis longtemps sont moins logés.",
        "The wait is that of housed households only (transfers included): it also falls when those who have waited long are housed less.",
      )}
    </p>
  );
}

/** Beside a strategy's gain, who pays for it. */
export function ForWhom(view: View) {
  return (
    <>
      <WaitCaution {...view} />
      <HousedByQuartile {...view} />
      <Alerts {...view} />
      <BeyondDelay {...view} />
    </>
  );
}
