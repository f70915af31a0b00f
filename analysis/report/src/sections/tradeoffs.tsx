import { Figure } from "../charts/figure";
import { Scatter, type Dot } from "../charts/scatter";
import { dominatedBy } from "../dominance";
import { half, month, value } from "../numbers";
import { levels, type Point } from "../run";
import { useWords } from "../words";
import { dateText, type View } from "./view";

interface Side {
  name: string;
  unit: string;
  of: (scenario: number) => Point | undefined;
}

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
  const dominated = dominatedBy(placed.map(({ s, px, py }) => ({ scenario: s, x: px.mean, y: py.mean })));
  const dots: Dot[] = placed.map(({ described, s, px, py }) => ({
    scenario: s,
    name: described.title,
    x: px.mean,
    y: py.mean,
    xHalf: px.half,
    yHalf: py.half,
    dominated: dominated.has(s),
    outside: described.outside_present_law,
  }));
  const title = say(`${y.name}, selon ${x.name.toLowerCase()}`, `${y.name}, by ${x.name.toLowerCase()}`);
  return (
    <Figure
      title={title}
      note={say(
        "Mieux vers le bas et la gauche. ✕ : stratégie dominée, une autre fait mieux sur les deux axes, en moyenne. Traits : intervalle à 95 % de la moyenne, sans appariement.",
        "Better towards the lower left. ✕: dominated strategy, another does better on both axes, on average. Bars: 95 % interval of the mean, unpaired.",
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
  };
  const wait: Side = {
    name: say("Attente du 1er quartile logé (mois)", "Wait of the first quartile housed (months)"),
    unit: "month",
    of: (s) => levels(run.leases(s)?.waits?.[0])?.[date],
  };
  const vacancy: Side = {
    name: say("Vacance de plus de trois mois", "Vacancy over three months"),
    unit: "1",
    of: (s) => run.level(s, "vacancy_share_over_three_months", at),
  };
  if (run.data.scenarios.length < 2 || run.qpvNames.length === 0) {
    return null;
  }
  return (
    <section id="arbitrages" aria-labelledby="arbitrages-title">
      <h2 id="arbitrages-title">
        {say("Arbitrages", "Trade-offs")} <small>{month(at, language)}</small>
      </h2>
      <div class="pair">
        <Tradeoff view={view} x={wait} y={poverty} />
        <Tradeoff view={view} x={vacancy} y={poverty} />
      </div>
    </section>
  );
}
