import { Figure } from "../charts/figure";
import { stepsOf } from "../charts/steps";
import { Waterfall } from "../charts/waterfall";
import { Difference } from "../charts/mark";
import { count, month, value } from "../numbers";
import type { Run } from "../run";
import { differences, floats, levels, type Point } from "../run_data";
import { groupNames, nameIn, useWords } from "../words";
import { dateText, type Shown, type View } from "./view";

/** Poor households of the QPV at the start and the changes of their number since, by cause. */
export function ledgerOf(run: Run, scenario: number, qpv: number, date: number) {
  const ledger = run.world.ledgers[scenario];
  const changes = levels(ledger.ledger_poor_households);
  const poor = levels(ledger.poor_households);
  const causes = run.data.axes.poverty_cause?.codes ?? [];
  const dates = run.data.dates.length;
  const end = poor?.[qpv * dates + date]?.mean;
  if (!changes || end === undefined || !Number.isFinite(end)) {
    return undefined;
  }
  const byCause = causes.map((cause, c) => ({ cause, change: changes[(qpv * causes.length + c) * dates + date].mean }));
  return { start: end - byCause.reduce((sum, { change }) => sum + change, 0), byCause, end };
}

function Ledgers(view: View) {
  const { language, say, named } = useWords();
  const { run, scenario, date } = view;
  const at = month(dateText(view), language);
  const ledgers = run.qpvNames.map((_, qpv) => ledgerOf(run, scenario, qpv, date));
  if (ledgers.every((ledger) => ledger === undefined)) {
    return (
      <p class="notice">
        {say("Ce résultat ne tient pas le registre des causes.", "This result does not keep the ledger of causes.")}
      </p>
    );
  }
  const title = say(`Ménages pauvres de chaque QPV : d'où vient le changement, jusqu'à ${at}`, `Poor households of each QPV: where the change comes from, to ${at}`);
  return (
    <Figure
      title={title}
      note={say(
        "Registre comptable, non causal : chaque ménage est compté au moment où il devient pauvre, cesse de l'être, entre ou sort. À périmètre constant. Revenus sur place : emploi et retraite ; démographie : naissances, âges, unions, séparations, décès, décohabitations ; baux sociaux : qui entre dans le parc social du QPV ou y change de logement. L'échelle ne part pas de zéro.",
        "An accounting ledger, not a causal one: each household is counted when it becomes poor, ceases to be, comes or goes. In constant outlines. Incomes in place: work and retirement; demography: births, ages, unions, separations, deaths, children who leave; social lettings: who comes to the social stock of the QPV or moves within it. The scale does not start at zero.",
      )}
      table={() => ({
        caption: title,
        head: ["QPV", say("Au départ", "At the start"), ...(ledgers.find(Boolean)?.byCause ?? []).map(({ cause }) => named("cause", cause)), at],
        rows: run.qpvNames.flatMap((name, qpv) => {
          const ledger = ledgers[qpv];
          return ledger
            ? [[name, count(ledger.start, language, 1), ...ledger.byCause.map(({ change }) => count(change, language, 1)), count(ledger.end, language, 1)]]
            : [];
        }),
      })}
    >
      <div class="multiples">
        {ledgers.map((ledger, qpv) =>
          ledger ? (
            <div key={qpv}>
              <h3>{run.qpvNames[qpv]}</h3>
              <Waterfall
                label={`${title}, ${run.qpvNames[qpv]}`}
                steps={stepsOf(
                  ledger.start,
                  ledger.byCause.map(({ cause, change }) => ({ name: named("cause", cause), change })),
                  { start: say("Au départ", "At the start"), end: at },
                )}
              />
            </div>
          ) : null,
        )}
      </div>
    </Figure>
  );
}

/** The measures that bound what allocation can move in each QPV. */
export function MovableBase(view: Shown) {
  const { language, say } = useWords();
  const { run, scenario } = view;
  const dates = run.shownDates;
  const review = run.data.dates[dates[0]];
  const last = run.data.dates[dates[dates.length - 1]];
  const title = say("Base mobile et détectabilité", "Movable base and detectability");
  const years = (at: string) => (run.monthPosition(at) + 1) / 12;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">QPV</th>
            <th scope="col">{say("Locataires sociaux", "Social tenants")}</th>
            <th scope="col">{say("Baux signés par an", "Leases signed a year")}</th>
            <th scope="col">
              {say("Au plus, part des ménages entrés par un bail d'ici", "At most, share of households come by a lease by")}{" "}
              {month(last, language, "short")}
            </th>
            <th scope="col">
              {say("Écart de pauvreté visible dans une seule histoire,", "Difference in poverty visible in one history,")}{" "}
              {month(review, language, "short")}
            </th>
          </tr>
        </thead>
        <tbody>
          {run.qpvNames.map((name, qpv) => {
            const social = run.level(scenario, "social_tenant_share", last, qpv)?.mean;
            const leases = run.level(0, "leases_in_zone", last, qpv)?.mean;
            const households = run.level(0, "households", last, qpv)?.mean;
            const entered =
              leases !== undefined && households ? Math.min(social ?? 1, (leases * years(last)) / households) : undefined;
            const seen = run.world.detectability[scenario][qpv]?.[dates[0]] ?? "not_measured";
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value(social, "1", language)}</td>
                <td>{value(leases, "", language)}</td>
                <td>{value(entered, "1", language)}</td>
                <td>
                  {scenario === 0
                    ? "–"
                    : {
                        detectable: say("✓ détectable", "✓ detectable"),
                        within_chance:
                          run.data.drawn_parameters > 0
                            ? say("✗ dans le bruit d'une histoire et des paramètres tirés", "✗ within the noise of one history and of the parameters drawn")
                            : say("✗ dans le bruit d'une histoire", "✗ within the noise of one history"),
                        no_difference: say("○ pas d'écart discernable", "○ no distinguishable difference"),
                        too_few_replications: say("trop peu de réplications pour le dire", "too few replications to tell"),
                        not_measured: "–",
                      }[seen]}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What occupants are told apart by: the end of their indicators' names, and the axis of its classes. */
interface Trait {
  by: string;
  axis: string;
  fr: string;
  en: string;
}
const ofQuartile: Trait = {
  by: "quartile",
  axis: "quartile_frozen",
  fr: "Ressources (quartiles des demandeurs, seuil gelé)",
  en: "Resources (quartiles of the applicants, frozen threshold)",
};
const ofType: Trait = { by: "type", axis: "household_type", fr: "Composition du ménage", en: "Household type" };
const ofAge: Trait = { by: "age", axis: "age_group", fr: "Âge de l'adulte le plus âgé", en: "Age of the eldest adult" };
const ofActivity: Trait = {
  by: "activity",
  axis: "activity",
  fr: "Activité (celle des adultes qui vient la première dans l'ordre ci-dessous)",
  en: "Activity (that of the adults which comes first in the order below)",
};
const traits = [ofQuartile, ofType, ofAge, ofActivity];
/** Of entrants, what their lease tells. */
const toldByLease = ["priority", "living_elsewhere", "from_outside", "transfer"];

type Flow = "occupants" | "entrants" | "leavers";
/** Of a QPV's occupants, or of those who have come or left since the start, class by class. */
function occupancyOf(run: Run, scenario: number, flow: Flow, { by, axis }: Trait, qpv: number, date: number): OccupancyClass[] {
  const codes = run.data.axes[axis]?.codes ?? [];
  const summaries = run.world.occupancy[scenario][`${flow}_by_${by}`];
  const at = (c: number) => (qpv * codes.length + c) * run.data.dates.length + date;
  return codes.map((code, c) => ({
    code,
    households: levels(summaries)?.[at(c)]?.mean ?? NaN,
    difference: differences(summaries)?.[at(c)],
  }));
}
interface OccupancyClass {
  code: string;
  households: number;
  difference: Point | undefined;
}
const householdsOf = (classes: OccupancyClass[]): number => classes.reduce((sum, { households }) => sum + households, 0);

function Occupancy(view: View) {
  const { language, say, named } = useWords();
  const { run, scenario, date } = view;
  if (!run.world.occupancy[scenario].occupants_by_type) {
    return (
      <p class="notice">
        {say("Ce résultat ne décrit pas les occupants des QPV.", "This result does not describe the occupants of the QPV.")}
      </p>
    );
  }
  const years = (run.monthPosition(dateText(view)) + 1) / 12;
  const columns = run.qpvNames.flatMap((name, qpv) => [
    { name, qpv, flow: "occupants" as Flow, heading: say("Occupants", "Occupants"), over: 1 },
    { name, qpv, flow: "entrants" as Flow, heading: say("Entrants", "Entrants"), over: years },
    { name, qpv, flow: "leavers" as Flow, heading: say("Sortants", "Leavers"), over: years },
  ]);
  const classesOf = ({ flow, qpv }: (typeof columns)[0], trait: Trait) => occupancyOf(run, scenario, flow, trait, qpv, date);
  const leases = run.leases(scenario)?.groups?.entrants;
  const shareOfLeases = (qpv: number, group: string) => {
    const of = (one: string) => run.groupPoint(levels(leases?.[qpv]), one, date)?.mean ?? NaN;
    return of(group) / of("all");
  };
  const title = say(
    `Parc social de chaque QPV : occupants en ${month(dateText(view), language)}, entrants et sortants depuis le début`,
    `Social stock of each QPV: occupants in ${month(dateText(view), language)}, entrants and leavers since the beginning`,
  );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="flows">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say("Ménages", "Households")}</th>
            {columns.map(({ name, flow, heading }) => (
              <th scope="col" key={name + flow}>
                <small>{name}</small> {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say("Nombre (entrants, sortants : par an)", "Number (entrants, leavers: a year)")}</th>
            {columns.map((column) => (
              <td key={column.name + column.flow}>{value(householdsOf(classesOf(column, ofType)) / column.over, "", language)}</td>
            ))}
          </tr>
        </tbody>
        {traits.map((trait) => {
          const byColumn = columns.map((column) => classesOf(column, trait));
          return (
            <tbody key={trait.by}>
              <tr>
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  {say(trait.fr, trait.en)}
                </th>
              </tr>
              {byColumn[0].map(({ code }, c) => (
                <tr key={code}>
                  <th scope="row">{named("household_class", code)}</th>
                  {byColumn.map((classes, k) => (
                    <td key={columns[k].name + columns[k].flow}>
                      {value(classes[c].households / householdsOf(classes), "1", language)}
                      {scenario !== 0 && columns[k].flow === "occupants" ? (
                        <>
                          {" "}
                          <Difference of={classes[c].difference} unit="household" />
                        </>
                      ) : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          );
        })}
        {leases ? (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={columns.length + 1}>
                {say("Entrants, par leur bail", "Entrants, by their lease")}
              </th>
            </tr>
            {toldByLease.map((group) => (
              <tr key={group}>
                <th scope="row">{nameIn(groupNames, group, say)}</th>
                {columns.map(({ name, qpv, flow }) => (
                  <td key={name + flow}>{value(flow === "entrants" ? shareOfLeases(qpv, group) : undefined, "1", language)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        ) : null}
      </table>
    </div>
  );
}

function Moves({ run, scenario }: Shown) {
  const { language, say } = useWords();
  const packed = run.leases(scenario)?.moves;
  if (!packed) {
    return null;
  }
  const moves = floats(packed);
  const places = [
    ...run.qpvNames,
    say("Même commune, hors QPV", "Same commune, outside QPV"),
    say("Autres communes", "Other communes"),
  ];
  const years = run.data.months.count / 12;
  const most = Math.max(...moves);
  const title = say("D'où viennent les ménages qui signent un bail social, par an", "Where households who sign a social lease come from, a year");
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={title}>
      <table class="matrix">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say("De ↓ vers →", "From ↓ to →")}</th>
            {places.map((place) => (
              <th scope="col" key={place}>
                {place}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...places, say("Hors de l'agglomération", "Outside the agglomeration")].map((from, f) => (
            <tr key={from}>
              <th scope="row">{from}</th>
              {places.map((to, d) => {
                const of = moves[f * places.length + d];
                return (
                  <td key={to} style={{ "--share": String(most > 0 ? of / most : 0) }}>
                    {value(of / years, "", language)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Quarters(view: View) {
  const { say } = useWords();
  const { run, scenario } = view;
  if (run.qpvNames.length === 0) {
    return null;
  }
  return (
    <section id="quartiers" aria-labelledby="quartiers-title">
      <h2 id="quartiers-title">
        {say("Dans chaque QPV", "In each QPV")} <small dir="auto">{run.data.scenarios[scenario].title}</small>
      </h2>
      <Ledgers {...view} />
      <MovableBase {...view} />
      <p class="note">
        {say(
          "Le parc tourne lentement : l'attribution ne touche que les baux signés. Un effet plus petit que le bruit d'une seule histoire ne se verra pas au point d'étape, même s'il existe.",
          "The stock turns over slowly: allocation touches signed leases only. An effect smaller than the noise of a single history will not be seen at the review, even if it is there.",
        )}
      </p>
      <h3>{say("Occupants, entrants et sortants", "Occupants, entrants and leavers")}</h3>
      <Occupancy {...view} />
      <p class="note">
        {say(
          "Part de chaque classe. Entrants et sortants : quelles que soient leur provenance et leur destination, décès et fins de ménage compris ; les sortants tels qu'ils étaient le mois d'avant. Une mutation à l'intérieur du QPV ne compte pas. Sous une stratégie, dessous : l'écart, par rapport à la référence, du nombre d'occupants.",
          "Share of each class. Entrants and leavers: from anywhere and to anywhere, deaths and ends of households included; leavers as they were the month before. A move within the QPV does not count. Under a strategy, below: the difference from the baseline in the number of occupants.",
        )}
      </p>
      <Moves {...view} />
    </section>
  );
}
