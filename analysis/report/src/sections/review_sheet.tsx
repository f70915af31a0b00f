import { memo } from "preact/compat";
import { DataTable } from "../charts/figure";
import { Difference } from "../charts/mark";
import { month, value } from "../numbers";
import { differences, levels } from "../run";
import { povertySentence, waitSentence } from "../verdict";
import { measureName, useWords } from "../words";
import { LawBanner } from "./essential";
import type { Shown } from "./view";
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

/** What the review looks at, on one page. */
function Sheet(view: Shown & { at: string }) {
  const { language, say } = useWords();
  const { run, scenario, at } = view;
  const position = run.data.dates.indexOf(at);
  const lines = [
    ...ofEachQpv.flatMap((id) => run.qpvNames.map((name, qpv) => ({ id, qpv, place: name }))),
    ...ofAgglomeration.map((id) => ({ id, qpv: 0, place: run.data.title })),
  ].flatMap((line) => {
    const measure = run.measure(line.id);
    return measure ? [{ ...line, measure }] : [];
  });
  const wait = levels(run.leases(scenario)?.waits?.[0])?.[position];
  const waitBefore = levels(run.leases(0)?.waits?.[0])?.[position];
  const title = say(`Indicateurs, ${month(at, language)}`, `Indicators, ${month(at, language)}`);
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="sheet">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say("Indicateur", "Indicator")}</th>
            <th scope="col" dir="auto">{run.baseline.title}</th>
            {scenario !== 0 && <th scope="col" dir="auto">{run.data.scenarios[scenario].title}</th>}
            {scenario !== 0 && <th scope="col">{say("Écart", "Difference")}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, qpv, place, measure }) => (
            <tr key={id + place}>
              <th scope="row">
                {measureName(measure, say)} <small>{place}</small>
              </th>
              <td>{value(run.level(0, id, at, qpv)?.mean, measure.unit, language)}</td>
              {scenario !== 0 && <td>{value(run.level(scenario, id, at, qpv)?.mean, measure.unit, language)}</td>}
              {scenario !== 0 && (
                <td>
                  <Difference of={run.difference(scenario, id, at, qpv)} unit={measure.unit} />
                </td>
              )}
            </tr>
          ))}
          {wait && (
            <tr>
              <th scope="row">
                {say("Attente du 1er quartile logé dans l'année", "Wait of the first quartile housed within the year")}{" "}
                <small>{run.data.title}</small>
              </th>
              <td>{value(waitBefore?.mean, "month", language)}</td>
              {scenario !== 0 && <td>{value(wait.mean, "month", language)}</td>}
              {scenario !== 0 && (
                <td>
                  <Difference of={differences(run.leases(scenario)?.waits?.[0])?.[position]} unit="month" />
                </td>
              )}
            </tr>
          )}
        </tbody>
      </table>
    </div>
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
        milestone.source,
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
          {povertySentence(run, scenario, at, language)} {waitSentence(run, scenario, language)}
        </p>
      )}
      <Sheet {...view} at={at} />
      {run.qpvNames.length > 0 && <MovableBase {...view} />}
      <Whereabouts {...view} months={24} />
      <div class="not-on-sheet">
        <Calendar {...view} />
      </div>
    </section>
  );
});
