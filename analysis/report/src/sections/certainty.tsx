import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import { DataTable } from "../charts/figure";
import { AcrossMark, EvidenceKey } from "../charts/mark";
import { whatIntervalsBear } from "../evidence";
import { count, difference, half, month, value } from "../numbers";
import type { Run } from "../run";
import type { Parameter, Point, UncertainResult } from "../run_data";
import { useWords, type Say } from "../words";
import { Scorecard } from "./scorecard";
import type { Shown } from "./view";

const statuses = ["official", "contract", "literature", "derived", "calibrated", "assumption"];

/** As its file tells it, in French where it does. */
function sourceOf(run: Run, parameter: Parameter, say: Say) {
  const [english, french] = run.data.sources[parameter[6]];
  return say(french || english, english);
}

function Parameters({ run, scenario }: Shown) {
  const { language, say, named } = useWords();
  const [status, setStatus] = useState("assumption");
  const all = run.baseline.parameters;
  const counts = statuses.map((of) => all.filter((row) => row[3] === of).length);
  const most = Math.max(1, ...counts);
  const head = [
    say("Clé", "Key"),
    say("Valeur", "Value"),
    say("Unité", "Unit"),
    say("Statut", "Status"),
    say("Origine", "Origin"),
    say("Droit", "Law"),
    "Source",
  ];
  const row = (parameter: (typeof all)[0]) => [
    parameter[0],
    parameter[1],
    named("parameter_unit", parameter[2]),
    named("status", parameter[3]),
    parameter[4],
    parameter[5],
    sourceOf(run, parameter, say),
  ];
  const changed = scenario === 0 ? [] : run.data.scenarios[scenario].parameters;
  return (
    <>
      <table class="bars">
        <caption>{say("Sur quoi reposent les valeurs de la référence", "What the baseline's values rest on")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("Statut", "Status")}</th>
            <th scope="col">{say("Valeurs", "Values")}</th>
          </tr>
        </thead>
        <tbody>
          {statuses.map((of, i) => (
            <tr key={of}>
              <th scope="row">{named("status", of)}</th>
              <td style={{ "--share": String(counts[i] / most) }}>{count(counts[i], language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changed.length > 0 && (
        <DataTable
          caption={say(
            `Ce que « ${run.data.scenarios[scenario].title} » change à la référence`,
            `What “${run.data.scenarios[scenario].title}” changes in the baseline`,
          )}
          head={head}
          rows={changed.map(row)}
        />
      )}
      <details>
        <summary>{say("Toutes les valeurs de la référence", "All values of the baseline")}</summary>
        <label class="controls">
          {say("Statut", "Status")}
          <select id="parameter-status" value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
            {statuses.map((of) => (
              <option value={of} key={of}>
                {named("status", of)}
              </option>
            ))}
          </select>
        </label>
        <DataTable
          caption={named("status", status)}
          head={head}
          rows={all.filter((parameter) => parameter[3] === status).map(row)}
        />
      </details>
    </>
  );
}

/** Measures that verdicts rest on, beside the poverty of each QPV. */
const across = ["first_quartile_share_outside_qpv_frozen", "upper_quartiles_share_in_qpv_frozen", "open_requests", "refusals_per_offer", "vacancy_share_over_three_months"];

interface MondesRow {
  name: string;
  unit: string;
  inEach: (Point | undefined)[];
}

/** The strategy's differences in each monde, and whether the sign holds in all. */
function Mondes({ run, scenario }: Shown) {
  const { language, say, named } = useWords();
  const last = run.data.dates.length - 1;
  const at = run.data.dates[last];
  const mondes = run.data.mondes.map(({ title }) => title);
  const title = say(
    `Le signe est-il établi dans les ${mondes.length} mondes ? ${run.data.scenarios[scenario].title}, ${month(at, language)}`,
    `Is the sign established in all ${mondes.length} mondes? ${run.data.scenarios[scenario].title}, ${month(at, language)}`,
  );
  const rows: MondesRow[] = [
    ...run.qpvNames.map((name, qpv) => ({
      name: say(`Pauvreté, ${name}`, `Poverty, ${name}`),
      unit: "1",
      inEach: run.differenceInEach(scenario, "poverty_rate", at, qpv),
    })),
    { name: say("Attente moyenne du 1er quartile logé", "Mean wait of the first quartile housed"), unit: "month", inEach: run.waitDifferenceInEach(scenario, 0, last) },
    ...across.flatMap((id) => {
      const measure = run.measure(id);
      return measure ? [{ name: named("measure", measure.id), unit: measure.unit, inEach: run.differenceInEach(scenario, id, at) }] : [];
    }),
  ];
  return (
    <>
      {scenario !== 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-label={title}>
          <table class="mondes">
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">{say("Écart à la référence", "Difference from the baseline")}</th>
                {mondes.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
                <th scope="col">{say("Signe", "Sign")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, unit, inEach }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {inEach.map((point, m) => (
                    <td key={m}>
                      {difference(point, unit, language)} <small>{half(point, unit, language)}</small>
                    </td>
                  ))}
                  <td class="text">
                    <AcrossMark inEach={inEach} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details>
        <summary>{say("Ce qui distingue les mondes", "What tells the mondes apart")}</summary>
        {run.data.mondes.map(({ name, title: monde, parameters }) => (
          <DataTable
            key={name}
            caption={monde}
            head={[say("Clé", "Key"), say("Valeur", "Value"), say("Statut", "Status"), "Source"]}
            rows={parameters.map((parameter) => [parameter[0], parameter[1], named("status", parameter[3]), sourceOf(run, parameter, say)])}
          />
        ))}
      </details>
    </>
  );
}

/** On which of the parameters drawn the results of the strategy, or of the baseline, depend. */
function Dependences({ run, scenario }: Shown) {
  const { language, say, named } = useWords();
  const { sensitivity } = run.data;
  if (!sensitivity) {
    return null;
  }
  const least = count(sensitivity.least_told, language, 2);
  const title = run.data.scenarios[scenario].title;
  const results = sensitivity.results.filter((result) => result.scenario === scenario);
  const nameOf = (result: UncertainResult) =>
    result.qpv === null
      ? named("measure", result.measure)
      : say(`Pauvreté, ${run.qpvNames[result.qpv]}`, `Poverty, ${run.qpvNames[result.qpv]}`);
  const told = (result: UncertainResult) => {
    const unit = run.measure(result.measure)?.unit ?? "1";
    const figure = (of: number) => (scenario === 0 ? value(of, unit, language) : difference(of, unit, language));
    return result.dependences
      .map(([key, low, high]) => `${key} : ${figure(low)} → ${figure(high)}`)
      .join(" ; ");
  };
  const signs = (result: UncertainResult) =>
    say(
      `en baisse dans ${result.below_zero}, en hausse dans ${result.above_zero} sur ${result.replications}`,
      `lower in ${result.below_zero}, higher in ${result.above_zero} of ${result.replications}`,
    );
  return (
    <>
      <DataTable
        caption={
          scenario === 0
            ? say(`De quels paramètres dépend « ${title} »`, `On which parameters “${title}” depends`)
            : say(`De quels paramètres dépend l'effet de « ${title} »`, `On which parameters the effect of “${title}” depends`)
        }
        head={[
          say("Résultat", "Result"),
          ...(scenario === 0 ? [] : [say("Signe, tirage par tirage", "Sign, draw by draw")]),
          say("Paramètres qui pèsent au-delà du hasard", "Parameters that weigh beyond chance"),
        ]}
        rows={results.map((result) => [
          nameOf(result),
          ...(scenario === 0 ? [] : [signs(result)]),
          result.replications < sensitivity.fewest
            ? say(`trop peu de valeurs (${result.replications})`, `too few values (${result.replications})`)
            : told(result) || say("aucun", "none"),
        ])}
      />
      <p>
        {say(
          `${sensitivity.parameters} paramètres sont tirés dans la plage de sa source. À côté de chacun : le résultat moyen là où il est dans le tiers le plus bas de ses tirages → dans le tiers le plus haut. Les valeurs calées, les taux par âge et ce qui n'a pas de plage ne varient pas. Avec ce nombre de réplications, une corrélation de rangs plus faible que ${least} n'est pas dite : « aucun » ne veut pas dire sans lien. Un lien n'est pas une preuve, sur vingt résultats sans aucun lien, un environ en montrerait un, et ce qui monte puis descend n'est pas vu.`,
          `${sensitivity.parameters} parameters are drawn within the range of its source. Beside each: the mean result where it lies in the lowest third of its draws → in the highest. Calibrated values, rates by age and what has no range do not vary. With so many replications a rank correlation weaker than ${least} is not told: “none” does not mean no link. A link is no proof, of twenty results without any link, about one would show one, and what rises and then falls is not seen.`,
        )}
      </p>
    </>
  );
}

export const Certainty = memo(function Certainty(view: Shown) {
  const { language, say } = useWords();
  const { run } = view;
  return (
    <section id="certitude" aria-labelledby="certitude-title">
      <h2 id="certitude-title">{say("Quelle certitude", "How sure")}</h2>
      <p>
        {say(
          `${count(run.data.replications, language)} réplication${run.data.replications > 1 ? "s" : ""}, graine ${run.data.model.seed ?? "–"} : les mêmes vies simulées sous chaque stratégie, de sorte que les écarts ne mêlent pas le hasard à l'effet des règles.`,
          `${count(run.data.replications, language)} replication${run.data.replications > 1 ? "s" : ""}, seed ${run.data.model.seed ?? "–"}: the same simulated lives under each strategy, so that differences do not mix chance with the effect of rules.`,
        )}
      </p>
      {run.data.replications === 1 && (
        <p class="notice">
          {say(
            "Une seule réplication : le hasard n'est pas mesuré, aucun écart ne peut être dit net.",
            "A single replication: chance is not measured, no difference can be called clear.",
          )}
        </p>
      )}
      <div class="three">
        <div>
          <h3>{say("1. La moyenne", "1. The mean")}</h3>
          <p>
            {say(
              "L'intervalle à 95 % (±) dit à quel point la moyenne est connue. Plus de réplications le resserrent.",
              "The 95 % interval (±) tells how well the mean is known. More replications narrow it.",
            )}
          </p>
        </div>
        <div>
          <h3>{say("2. Une histoire", "2. One future")}</h3>
          <p>
            {say(
              "Une histoire simulée de plus tombe dans la bande claire neuf fois sur dix. L'agglomération n'en vivra qu'une : plus de réplications ne la resserrent guère.",
              "One more simulated future falls into the light band nine times of ten. The agglomeration will live a single one: more replications hardly narrow it.",
            )}
          </p>
        </div>
        <div>
          <h3>{say("3. L'ignorance", "3. Ignorance")}</h3>
          <p>
            <b>{whatIntervalsBear(run, say)}</b>{" "}
            {run.hasMondes
              ? say(
                  `Les ${run.data.worlds.length} mondes sont des explications rivales des mêmes faits : un écart dont le signe n'y est pas établi partout ne donne pas de verdict.`,
                  `The ${run.data.worlds.length} mondes are rival explanations of the same facts: a difference of which the sign is not established in all gives no verdict.`,
                )
              : say(
                  "Ce résultat ne confronte pas les explications rivales (mondes) : elles peuvent renverser un classement.",
                  "This result does not confront rival explanations (mondes): they may reverse a ranking.",
                )}
          </p>
        </div>
      </div>
      <EvidenceKey />
      <p class="legal-status">
        <b>{say("Statut juridique", "Legal status")}</b>{" "}
        {say(
          "déclaré par l'auteur de chaque scénario ; contrôle partiel : « mixite check » relève ce qui sort des bornes du droit qu'il connaît, pas tout ce qui peut y contrevenir.",
          "declared by each scenario's author; checked in part: “mixite check” finds what leaves the bounds of the law that it knows, not all that may be against it.",
        )}
      </p>
      {run.hasMondes && <Mondes {...view} />}
      <Dependences {...view} />
      <Scorecard run={run} />
      <Parameters {...view} />
    </section>
  );
});
