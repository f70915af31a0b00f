import { Figure } from "../charts/figure";
import { Scatter, type Dot } from "../charts/scatter";
import { dominatedBy, noDifference } from "../dominance";
import { lawMark } from "../law";
import { half, month, value } from "../numbers";
import type { Run } from "../run";
import { levels, type Point } from "../run_data";
import { useWords } from "../words";
import { dateText, type View } from "./view";

interface Side {
  name: string;
  unit: string;
  of: (scenario: number) => Point | undefined;
  differenceInEach: (scenario: number) => (Point | undefined)[];
}

/** The baseline has none from itself. */
const inEach = (run: Run, scenario: number, side: Side): (Point | undefined)[] =>
  scenario === 0 ? run.data.worlds.map(() => noDifference) : side.differenceInEach(scenario);

function Tradeoff({ view, x, y }: { view: View; x: Side; y: Side }) {
  const { language, say } = useWords();
  const { run, scenario } = view;
  const placed = run.data.scenarios.flatMap((described, s) => {
    const [px, py] = [x.of(s), y.of(s)];
    return px && py && Number.isFinite(px.mean) && Number.isFinite(py.mean) ? [{ described, s, px, py }] : [];
  });
  if (placed.length < 2) {
    return null;
  }
  const dominated = dominatedBy(
    placed.map(({ described, s }) => ({
      scenario: s,
      outsidePresentLaw: described.outside_present_law,
      x: inEach(run, s, x),
      y: inEach(run, s, y),
    })),
  );
  const dots: Dot[] = placed.map(({ described, s, px, py }) => ({
    scenario: s,
    name: described.plain_title ?? described.title,
    mark: lawMark(described, language),
    x: px.mean,
    y: py.mean,
    xHalf: px.half,
    yHalf: py.half,
    dominated: dominated.has(s),
  }));
  const title = say(`${y.name}, selon ${x.name.toLowerCase()}`, `${y.name}, by ${x.name.toLowerCase()}`);
  return (
    <Figure
      title={title}
      note={say(
        "Mieux vers le bas et la gauche. ✕ : stratégie dominée, une autre fait mieux sur les deux axes, d'un écart apparié discernable de zéro sur chacun (dans chaque monde, s'il y en a) ; une stratégie hors du droit présent n'en domine aucune qui soit dans le droit. L'attente n'est que celle des ménages logés : elle baisse aussi quand ceux qui attendent depuis longtemps sont moins logés. Traits : intervalle à 95 % de la moyenne, sans appariement.",
        "Better towards the lower left. ✕: dominated strategy, another does better on both axes, by a paired difference told from zero on each (in every monde, if there are any); a strategy outside present law dominates no lawful one. The wait is that of housed households only: it also falls when those who have waited long are housed less. Bars: 95 % interval of the mean, unpaired.",
      )}
      table={() => ({
        caption: title,
        head: [say("Stratégie", "Strategy"), x.name, y.name, say("Dominée par", "Dominated by")],
        rows: placed.map(({ described, s, px, py }) => [
          described.title,
          `${value(px.mean, x.unit, language)} ${half(px, x.unit, language, "level")}`,
          `${value(py.mean, y.unit, language)} ${half(py, y.unit, language, "level")}`,
          dominated.has(s) ? run.data.scenarios[dominated.get(s)!].title : "–",
        ]),
      })}
    >
      <Scatter
        dots={dots}
        chosen={scenario}
        xLabel={x.name}
        yLabel={y.name}
        xUnit={x.unit}
        yUnit={y.unit}
        label={title}
      />
    </Figure>
  );
}

export function Tradeoffs(view: View) {
  const { language, say } = useWords();
  const { run, date } = view;
  const at = dateText(view);
  const poverty: Side = {
    name: say("Pauvreté en QPV", "Poverty in QPV"),
    unit: "1",
    of: (s) => run.level(s, "poverty_rate_in_qpv", at),
    differenceInEach: (s) => run.differenceInEach(s, "poverty_rate_in_qpv", at),
  };
  const wait: Side = {
    name: say("Attente moyenne du 1er quartile logé (mois)", "Mean wait of the first quartile housed (months)"),
    unit: "month",
    of: (s) => levels(run.leases(s)?.waits?.[0])?.[date],
    differenceInEach: (s) => run.waitDifferenceInEach(s, 0, date),
  };
  if (run.data.scenarios.length < 2 || run.qpvNames.length === 0) {
    return null;
  }
  return (
    <section id="arbitrages" aria-labelledby="arbitrages-title">
      <h2 id="arbitrages-title">
        {say("Arbitrages", "Trade-offs")} <small>{month(at, language)}</small>
      </h2>
      <Tradeoff view={view} x={wait} y={poverty} />
    </section>
  );
}
