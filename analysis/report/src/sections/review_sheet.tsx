import { memo } from "preact/compat";
import { DataTable } from "../charts/figure";
import { Difference } from "../charts/mark";
import { housedAYear, housedDifference, quartileGroups } from "../housed";
import { month, value } from "../numbers";
import { differences, levels, type Point } from "../run_data";
import { povertySentence, waitSentence } from "../verdict";
import { useWords } from "../words";
import { LawBanner } from "./essential";
import { Alerts, BeyondDelay, housedCaption, quartileName, WaitCaution } from "./for_whom";
import { dateText, type Shown, type View } from "./view";
import { Whereabouts } from "./whereabouts";
import { MovableBase } from "./quarters";

const ofEachQpv = ["poverty_rate", "declared_median", "poorest_quarter_share", "leases_in_zone", "first_quartile_share_frozen_in_zone"];
const ofAgglomeration = [
  "first_quartile_share_outside_qpv_frozen",
  "first_quartile_or_rehoused_share_outside_qpv_legal",
  "upper_quartiles_share_in_qpv_legal",
  "open_requests",
  "vacancy_share_over_three_months",
];

/** Under the strategy; what the baseline gives; the difference. */
function Cell({ level, before, difference, unit }: { level?: Point; before?: Point; difference?: Point; unit: string }) {
  const { language, say } = useWords();
  return (
    <td>
      {value((level ?? before)?.mean, unit, language)}
      {level && (
        <>
          {" "}
          <small>
            ({say("réf. ", "base. ")}
            {value(before?.mean, unit, language)})
          </small>
          <br />
          <Difference of={difference} unit={unit} />
        </>
      )}
    </td>
  );
}

/** What the review looks at, on one page. */
function Sheet({ run, scenario, at }: Shown & { at: string }) {
  const { language, say, named } = useWords();
  const position = run.data.dates.indexOf(at);
  const held = (ids: string[]) => ids.flatMap((id) => run.measure(id) ?? []);
  const title = say(`Indicateurs de chaque QPV, ${month(at, language)}`, `Indicators of each QPV, ${month(at, language)}`);
  const whole = say(`${run.data.title}, ${month(at, language)}`, `${run.data.title}, ${month(at, language)}`);
  const waits = (s: number) => run.leases(s)?.waits?.[0];
  const cell = (id: string, unit: string, place: number) => (
    <Cell
      level={scenario === 0 ? undefined : run.level(scenario, id, at, place)}
      before={run.level(0, id, at, place)}
      difference={run.difference(scenario, id, at, place)}
      unit={unit}
      key={place}
    />
  );
  return (
    <>
      {run.qpvNames.length > 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-label={title}>
          <table class="sheet">
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">{say("Indicateur", "Indicator")}</th>
                {run.qpvNames.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {held(ofEachQpv).map((measure) => (
                <tr key={measure.id}>
                  <th scope="row">{named("measure", measure.id)}</th>
                  {run.qpvNames.map((_, qpv) => cell(measure.id, measure.unit, qpv))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="scroll" tabIndex={0} role="group" aria-label={whole}>
        <table class="sheet">
          <caption>{whole}</caption>
          <tbody>
            {held(ofAgglomeration).map((measure) => (
              <tr key={measure.id}>
                <th scope="row">{named("measure", measure.id)}</th>
                {cell(measure.id, measure.unit, 0)}
              </tr>
            ))}
            {waits(0) && (
              <tr>
                <th scope="row">{say("Attente moyenne du 1er quartile logé dans l'année", "Mean wait of the first quartile housed within the year")}</th>
                <Cell
                  level={scenario === 0 ? undefined : levels(waits(scenario))?.[position]}
                  before={levels(waits(0))?.[position]}
                  difference={differences(waits(scenario))?.[position]}
                  unit="month"
                />
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** As on the strategy's card, the quarters side by side. */
function SheetForWhom(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const caption = housedCaption(month(dateText(view), language), say);
  return (
    <>
      <WaitCaution {...view} />
      {run.leases(scenario)?.groups && (
        <div class="scroll" tabIndex={0} role="group" aria-label={caption}>
          <table class="sheet for-whom">
            <caption>{caption}</caption>
            <thead>
              <tr>
                {quartileGroups.map((group) => (
                  <th scope="col" key={group}>
                    {quartileName(group, say)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {quartileGroups.map((group) => (
                  <Cell
                    level={housedAYear(run, scenario, group, date)}
                    before={housedAYear(run, 0, group, date)}
                    difference={housedDifference(run, scenario, group, date)}
                    unit=""
                    key={group}
                  />
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
      <Alerts {...view} />
      <BeyondDelay {...view} />
    </>
  );
}

function Calendar({ run }: Shown) {
  const { language, say } = useWords();
  if (run.milestones.length === 0) {
    return (
      <p class="notice">
        {say("Ce résultat ne porte pas de calendrier.", "This result carries no calendar.")}
      </p>
    );
  }
  return (
    <DataTable
      caption={say("Calendrier", "Calendar")}
      head={[say("Date", "Date"), say("Rendez-vous", "Appointment"), "Source"]}
      rows={run.milestones.map((milestone) => [
        milestone.everyMonths > 0 ? say(`Tous les ${milestone.everyMonths} mois`, `Every ${milestone.everyMonths} months`) : month(milestone.month, language),
        say(milestone.label.fr, milestone.label.en) +
          (milestone.everyMonths === 0 && !milestone.monthIsKnown ? say(" (mois supposé)", " (month assumed)") : ""),
        say(milestone.source, milestone.source),
      ])}
    />
  );
}

function printSheet() {
  document.body.classList.add("sheet-only");
  window.addEventListener("afterprint", () => document.body.classList.remove("sheet-only"), { once: true });
  window.print();
}

export const ReviewSheet = memo(function ReviewSheet(view: Shown) {
  const { language, say } = useWords();
  const { run, scenario } = view;
  const review = run.milestones.find((milestone) => milestone.kind === "review" && run.data.dates.includes(milestone.month));
  const at = review?.month ?? run.data.dates[run.data.dates.length - 1];
  return (
    <section id="fiche" aria-labelledby="fiche-title">
      <h2 id="fiche-title">
        {review
          ? say(`Fiche du point d'étape, ${month(at, language)}`, `Sheet for the mid-term review, ${month(at, language)}`)
          : say(`Fiche, ${month(at, language)}`, `Sheet, ${month(at, language)}`)}{" "}
        <small dir="auto">{run.data.scenarios[scenario].title}</small>
      </h2>
      <LawBanner run={run} scenario={scenario} />
      <button type="button" class="print" onClick={printSheet}>
        {say("Imprimer cette fiche seule", "Print this sheet alone")}
      </button>
      {scenario !== 0 && run.qpvNames.length > 0 && (
        <p>
          {povertySentence(run, scenario, at, language)} {waitSentence(run, scenario, at, language)}
        </p>
      )}
      <Sheet {...view} at={at} />
      {scenario !== 0 && <SheetForWhom {...view} date={run.data.dates.indexOf(at)} />}
      {run.qpvNames.length > 0 && <MovableBase {...view} />}
      <Whereabouts {...view} months={24} />
      <div class="not-on-sheet">
        <Calendar {...view} />
      </div>
    </section>
  );
});
