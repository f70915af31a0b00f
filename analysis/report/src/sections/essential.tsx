import { memo } from "preact/compat";
import { BelowFirstScreen } from "../chapter";
import { DataTable } from "../charts/figure";
import { AcrossMark, Difference, EvidenceKey } from "../charts/mark";
import { evidenceOf, whatIntervalsBear } from "../evidence";
import { count, month, value } from "../numbers";
import type { Run } from "../run";
import { differences, type Scenario } from "../run_data";
import { useWords } from "../words";
import { povertyFalls, povertySentence, waitSentence } from "../verdict";
import { ForWhom } from "./for_whom";
import type { Shown } from "./view";

export function LawBanner({ run, scenario }: { run: Run; scenario: number }) {
  const { say } = useWords();
  const { outside_present_law, legal_status } = run.data.scenarios[scenario];
  if (!outside_present_law) {
    return null;
  }
  return (
    <p class="law" role="note">
      <b>{say("Hors du droit présent", "Outside present law")}</b>{" "}
      {say(`(${legal_status}) : à lire comme une comparaison, jamais comme une recommandation.`, `(${legal_status}): to be read as a comparison, never as a recommendation.`)}
    </p>
  );
}

/** Of a hundred households of the first quartile housed in the QPV where poverty falls most. */
function WhereSentence({ run, scenario }: { run: Run; scenario: number }) {
  const { language, say } = useWords();
  if (!povertyFalls(run, scenario)) {
    return null;
  }
  const change = (date: number, qpv: number) => {
    const difference = run.difference(scenario, "poverty_rate", run.data.dates[date], qpv);
    return difference && evidenceOf(difference) !== "indistinct" ? difference.mean : 0;
  };
  const falls = run.qpvNames.map((_, qpv) => Math.min(...run.shownDates.map((date) => change(date, qpv))));
  const qpv = falls.indexOf(Math.min(...falls));
  const shares = (s: number) => {
    const found = run.residences(s, qpv, 24);
    if (!found || found.waiting === null || found.shares.some((share) => share === null)) {
      return undefined;
    }
    const hundred = found.shares.map((share) => 100 * share!);
    return {
      qpv: count(hundred[0] + hundred[1], language),
      elsewhere: count(hundred[2], language),
      privately: count(hundred[3] + hundred[4], language),
      hosted: count(hundred[5], language),
      gone: count(hundred[6] + hundred[7], language),
      waiting: count(100 * found.waiting, language),
    };
  };
  const [before, after] = [shares(0), shares(scenario)];
  if (!before || !after) {
    return (
      <p>
        <b>{say("Où sont-ils ?", "Where are they?")}</b>{" "}
        {say("Ce résultat ne permet pas de le dire.", "This result does not allow to say.")}
      </p>
    );
  }
  return (
    <p>
      <b>{say("Où sont-ils ?", "Where are they?")}</b>{" "}
      {say(
        `Sur 100 ménages du 1er quartile que la référence loge dans le quartier ${run.qpvNames[qpv]}, deux ans plus tard, sous cette stratégie (et, entre parenthèses, sous la référence) : social en QPV, ${after.qpv} (${before.qpv}) ; social ailleurs, ${after.elsewhere} (${before.elsewhere}) ; parc privé, ${after.privately} (${before.privately}) ; hébergés, ${after.hosted} (${before.hosted}) ; partis ou dissous, ${after.gone} (${before.gone}). Où qu'ils vivent, ${after.waiting} ont une demande en cours (${before.waiting}).`,
        `Of 100 households of the first quartile that the baseline houses in ${run.qpvNames[qpv]}, two years later, under this strategy (and, in brackets, under the baseline): social housing in a QPV, ${after.qpv} (${before.qpv}); social housing elsewhere, ${after.elsewhere} (${before.elsewhere}); private stock, ${after.privately} (${before.privately}); hosted, ${after.hosted} (${before.hosted}); left or dissolved, ${after.gone} (${before.gone}). Wherever they live, ${after.waiting} have an open request (${before.waiting}).`,
      )}
    </p>
  );
}

/** What the strategy does, in its author's words. */
function Description({ of }: { of: Scenario }) {
  const { say } = useWords();
  if (!of.description) {
    return null;
  }
  return (
    <details class="description">
      <summary>
        {say("Ce que fait la stratégie", "What the strategy does")}
        <span class="visually-hidden"> : {of.title}</span>
      </summary>
      <p dir="auto">
        {say(of.description, of.description)} {of.origin && <i>({of.passage ? `${of.origin}, ${of.passage}` : of.origin})</i>}
      </p>
    </details>
  );
}

function Card({ run, scenario, chosen, choose }: { run: Run; scenario: number; chosen: boolean; choose: () => void }) {
  const { language, say } = useWords();
  const { title } = run.data.scenarios[scenario];
  const last = run.data.dates.length - 1;
  return (
    <article class={`card${chosen ? " chosen" : ""}`}>
      <h3 dir="auto">{title}</h3>
      <LawBanner run={run} scenario={scenario} />
      <Description of={run.data.scenarios[scenario]} />
      {run.qpvNames.length > 0 &&
        run.shownDates.map((date) => <p key={date}>{povertySentence(run, scenario, run.data.dates[date], language)}</p>)}
      <WhereSentence run={run} scenario={scenario} />
      <p>{waitSentence(run, scenario, run.data.dates[last], language)}</p>
      <ForWhom run={run} scenario={scenario} date={last} />
      <button type="button" class="choose" onClick={choose} aria-pressed={chosen}>
        {chosen ? say("Montrée sur la page", "Shown on the page") : say("Montrer cette stratégie", "Show this strategy")}
        <span class="visually-hidden"> : {title}</span>
      </button>
    </article>
  );
}

function DifferenceTable({ run }: { run: Run }) {
  const { language, say } = useWords();
  const strategies = run.data.scenarios.map((_, s) => s).slice(1);
  const dates = run.shownDates.map((date) => run.data.dates[date]);
  const last = run.data.dates.length - 1;
  const waits = (s: number) => differences(run.leases(s)?.waits?.[0])?.[last];
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={say("Écarts à la référence", "Differences from the baseline")}>
      <table class="differences">
        <caption>
          {say(
            `Écarts à « ${run.baseline.title} », de la même vie simulée à la même vie simulée`,
            `Differences from “${run.baseline.title}”, the same simulated lives under both`,
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {say("Stratégie", "Strategy")}
            </th>
            {run.qpvNames.map((name) => (
              <th scope="colgroup" colSpan={dates.length} key={name}>
                {say(`Pauvreté, ${name}`, `Poverty, ${name}`)}
              </th>
            ))}
            <th scope="col">{say("Attente moyenne du 1er quartile logé", "Mean wait of the first quartile housed")}</th>
          </tr>
          <tr>
            {run.qpvNames.map((name) =>
              dates.map((date) => (
                <th scope="col" key={name + date}>
                  {month(date, language, "short")}
                </th>
              )),
            )}
            <th scope="col">{month(run.data.dates[last], language, "short")}</th>
          </tr>
        </thead>
        <tbody>
          {strategies.map((s) => (
            <tr key={s}>
              <th scope="row" dir="auto">
                {run.data.scenarios[s].title}
              </th>
              {run.qpvNames.map((name, qpv) =>
                dates.map((date) => (
                  <td key={name + date}>
                    <Difference of={run.difference(s, "poverty_rate", date, qpv)} unit="1" />
                    {run.hasMondes && (
                      <>
                        {" "}
                        <AcrossMark inEach={run.differenceInEach(s, "poverty_rate", date, qpv)} brief />
                      </>
                    )}
                  </td>
                )),
              )}
              <td>
                <Difference of={waits(s)} unit="month" /> {run.hasMondes && <AcrossMark inEach={run.waitDifferenceInEach(s, 0, last)} brief />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One scenario alone: its own levels, nothing to compare with. */
function Levels({ run }: Shown) {
  const { language, say, named } = useWords();
  const at = run.data.dates[run.data.dates.length - 1];
  const shown = run.data.measures.filter((measure) => measure.each_qpv && measure.block === "qpv").slice(0, 4);
  return (
    <>
      <p class="notice">
        {say(
          "Ce résultat ne contient qu'un scénario : il n'y a rien à quoi le comparer.",
          "This result holds one scenario: there is nothing to compare it with.",
        )}
      </p>
      {run.qpvNames.length > 0 && (
        <DataTable
          caption={month(at, language)}
          head={["QPV", ...shown.map((measure) => named("measure", measure.id))]}
          rows={run.qpvNames.map((name, qpv) => [
            name,
            ...shown.map((measure) => value(run.level(0, measure.id, at, qpv)?.mean, measure.unit, language)),
          ])}
        />
      )}
    </>
  );
}

/** In two columns, more than most screens hold. */
const cardsOfFirstScreen = 4;

export const Essential = memo(function Essential(view: Shown & { choose: (scenario: number) => void }) {
  const { say } = useWords();
  const { run, scenario, choose } = view;
  const strategies = run.data.scenarios.map((_, s) => s).slice(1);
  const place = run.data.title;
  const cards = strategies.map((s) => (
    <Card run={run} scenario={s} chosen={s === scenario} choose={() => choose(s)} key={s} />
  ));
  const table = <DifferenceTable run={run} />;
  return (
    <section id="essentiel" aria-labelledby="essentiel-title">
      <h2 id="essentiel-title">{say("L'essentiel", "In short")}</h2>
      <p class="question">
        {say(
          `${place} : que fait chaque manière d'attribuer les logements sociaux à la concentration de la pauvreté dans les quartiers prioritaires, et à ceux qui attendent ?`,
          `${place}: what does each way of allocating social housing do to the concentration of poverty in the priority neighbourhoods, and to those who wait?`,
        )}
      </p>
      {run.qpvNames.length === 0 && (
        <p class="notice">
          {say(
            "Ce territoire n'a pas de QPV : la page montre l'agglomération seule.",
            "This territory has no QPV: the page shows the agglomeration alone.",
          )}
        </p>
      )}
      {strategies.length === 0 ? (
        <Levels {...view} />
      ) : (
        <>
          <div class="cards">
            {cards.slice(0, cardsOfFirstScreen)}
            <BelowFirstScreen>{cards.slice(cardsOfFirstScreen)}</BelowFirstScreen>
          </div>
          {cards.length > cardsOfFirstScreen ? <BelowFirstScreen>{table}</BelowFirstScreen> : table}
          <EvidenceKey />
          {run.data.replications > 1 && run.data.replications < 20 && (
            <p class="notice">
              {say(
                `${run.data.replications} réplications seulement : trop peu pour dire comment varie une histoire. ● veut dire ici « le même sens dans presque toutes les réplications ».`,
                `${run.data.replications} replications only: too few to tell how a single future varies. ● here means “the same direction in nearly all replications”.`,
              )}
            </p>
          )}
          <ul class="uncertainty">
            <li>
              <b>{say("Le hasard de la moyenne", "Chance in the mean")}</b>{" "}
              {say(
                "± : intervalle à 95 % de l'écart moyen. Il rétrécit avec le nombre de réplications.",
                "±: 95 % interval of the mean difference. It narrows with the number of replications.",
              )}
            </li>
            <li>
              <b>{say("Une histoire seule", "A single future")}</b>{" "}
              {say(
                "● ou ◐ : l'agglomération ne vivra qu'une histoire ; ◐ dit qu'elle peut aller dans l'autre sens.",
                "● or ◐: the agglomeration will live one future only; ◐ says that it may go the other way.",
              )}
            </li>
            <li>
              <b>{say("Ce qu'on ne sait pas", "What is not known")}</b>{" "}
              {run.hasMondes
                ? say(
                    `▲ ou ▼ : le signe tient dans les ${run.data.worlds.length} mondes, explications rivales des mêmes faits ; ~ ou ⇅ : il n'y est pas établi, pas de verdict.`,
                    `▲ or ▼: the sign holds in all ${run.data.worlds.length} mondes, rival explanations of the same facts; ~ or ⇅: it is not established in all, no verdict.`,
                  )
                : ""}{" "}
              {whatIntervalsBear(run, say)}{" "}
              {say("Voir « Quelle certitude ».", "See “How sure”.")}
            </li>
          </ul>
        </>
      )}
    </section>
  );
});
