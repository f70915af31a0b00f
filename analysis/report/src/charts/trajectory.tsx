import * as Plot from "@observablehq/plot";
import { month, tick, value, half } from "../numbers";
import type { Milestone, Run } from "../run";
import type { Point } from "../run_data";
import { useWords } from "../words";
import { accent, context, ink, past, Plotted } from "./plotted";
import type { TableData } from "./figure";

interface Row extends Point {
  date: Date;
  month: string;
}

interface Props {
  run: Run;
  scenario: number;
  measure: string;
  place?: number;
  unit: string;
  domain?: [number, number];
  height?: number;
  label: string;
}

function dated(points: Point[] | undefined, dates: Date[], months: string[]): Row[] {
  return (points ?? [])
    .map((point, m) => ({ ...point, date: dates[m], month: months[m] }))
    .filter((row) => Number.isFinite(row.mean));
}

const rows = (run: Run, points: Point[] | undefined): Row[] => dated(points, run.months, run.monthTexts);

/** What a chart shows of a point: its mean and both spreads. */
const shownOf = ({ mean, half = 0, low = mean, high = mean }: Point): number[] => [mean - half, mean + half, low, high];

/** The least and greatest value that any of these charts shows, so that they share an axis. */
export function sharedDomain(run: Run, measure: string, places: number[]): [number, number] | undefined {
  const points = places.flatMap((place) => [
    ...run.data.scenarios.flatMap((_, s) => run.series(s, measure, place) ?? []),
    ...run.histories(measure, place).flat(),
  ]);
  const known = points.flatMap(shownOf).filter(Number.isFinite);
  return known.length > 0 ? [Math.min(...known), Math.max(...known)] : undefined;
}

/** One measure month by month: the baseline, the chosen strategy with its two spreads, the others behind. */
export function Trajectory({ run, scenario, measure, place = 0, unit, domain, height, label }: Props) {
  const { language, say } = useWords();
  const baseline = rows(run, run.series(0, measure, place));
  const chosen = scenario === 0 ? [] : rows(run, run.series(scenario, measure, place));
  const others = run.data.scenarios.flatMap((s, i) =>
    i === 0 || i === scenario ? [] : rows(run, run.series(i, measure, place)).map((row) => ({ ...row, name: s.title })),
  );
  const before = (s: number): Row[] => dated(run.history(s, measure, place), run.historyMonths, run.historyTexts);
  const history = before(0);
  const ownHistory = run.sharesItsHistory(scenario) ? [] : before(scenario);
  const front = scenario === 0 ? baseline : chosen;
  const colour = scenario === 0 ? ink : accent;
  const several = run.historyMonths.length + run.months.length > 96;
  const options = (): Plot.PlotOptions => ({
    marginLeft: 52,
    marginTop: 30,
    marginRight: 14,
    x: { type: "utc", label: null, ticks: (several ? "2 years" : "year") as never },
    y: { label: null, grid: true, domain, nice: true, tickFormat: tick(unit, language) },
    marks: [
      Plot.areaY(
        front.filter((row) => row.low !== undefined),
        { x: "date", y1: "low", y2: "high", fill: colour, fillOpacity: 0.1 },
      ),
      Plot.areaY(
        front.filter((row) => row.half !== undefined),
        {
          x: "date",
          y1: (row: Row) => row.mean - row.half!,
          y2: (row: Row) => row.mean + row.half!,
          fill: colour,
          fillOpacity: 0.28,
        },
      ),
      Plot.areaY(
        history.filter((row) => row.half !== undefined),
        {
          x: "date",
          y1: (row: Row) => row.mean - row.half!,
          y2: (row: Row) => row.mean + row.half!,
          fill: past,
          fillOpacity: 0.25,
        },
      ),
      Plot.lineY(history, { x: "date", y: "mean", stroke: past, strokeWidth: 2 }),
      Plot.lineY(ownHistory, { x: "date", y: "mean", stroke: accent, strokeWidth: 2 }),
      Plot.ruleX(history.length > 0 ? [run.months[0]] : [], { stroke: past }),
      Plot.lineY(others, { x: "date", y: "mean", z: "name", stroke: context, strokeWidth: 1 }),
      Plot.lineY(baseline, { x: "date", y: "mean", stroke: ink, strokeWidth: 2, strokeDasharray: "6 3" }),
      Plot.lineY(chosen, { x: "date", y: "mean", stroke: accent, strokeWidth: 2.4 }),
      ...milestoneMarks(run),
      Plot.tip(
        front,
        Plot.pointerX({
          x: "date",
          y: "mean",
          title: (row: Row) =>
            `${month(row.month, language)}\n${value(row.mean, unit, language)} ${half(row, unit, language, "level")}\n${
              row.low === undefined
                ? ""
                : say(
                    `une histoire : de ${value(row.low, unit, language)} à ${value(row.high, unit, language)}`,
                    `one future: ${value(row.low, unit, language)} to ${value(row.high, unit, language)}`,
                  )
            }`,
        }),
      ),
    ],
  });
  return <Plotted label={label} options={options} height={height} />;
}

/** Those that come once, month by month. */
function milestonesByMonth(run: Run): [string, Milestone[]][] {
  const [first, last] = [run.monthTexts[0], run.monthTexts[run.monthTexts.length - 1]];
  const months = new Map<string, Milestone[]>();
  for (const milestone of run.milestones) {
    if (milestone.everyMonths === 0 && milestone.month >= first && milestone.month <= last) {
      months.set(milestone.month, [...(months.get(milestone.month) ?? []), milestone]);
    }
  }
  return [...months].sort(([a], [b]) => a.localeCompare(b));
}

function milestoneMarks(run: Run): Plot.Markish[] {
  const marked = milestonesByMonth(run).map(([at], i) => ({
    date: new Date(`${at}-01T00:00:00Z`),
    number: String(i + 1),
  }));
  const numbers = (rows: typeof marked, dy: number) =>
    Plot.text(rows, { x: "date", frameAnchor: "top", dy, text: "number", fill: "#39455a", fontWeight: 600 });
  // Two heights, so that neighbours do not hide each other.
  return [
    Plot.ruleX(marked, { x: "date", stroke: "#6b7687", strokeDasharray: "2 3" }),
    numbers(marked.filter((_, i) => i % 2 === 0), -9),
    numbers(marked.filter((_, i) => i % 2 === 1), -20),
  ];
}

/** What the numbers above the charts stand for. */
export function MilestoneKey({ run }: { run: Run }) {
  const { language, say } = useWords();
  const shown = milestonesByMonth(run);
  if (shown.length === 0) {
    return (
      <p class="note">
        {say("Ce résultat ne porte pas de jalons du contrat.", "This result carries no milestones of the contract.")}
      </p>
    );
  }
  return (
    <ol class="milestones">
      {shown.map(([at, milestones]) => (
        <li key={at}>
          <b>{month(at, language)}</b> {milestones.map(({ label }) => say(label.fr, label.en)).join(say(" ; ", "; "))}
          {milestones.every(({ monthIsKnown }) => monthIsKnown) ? "" : say(" (mois supposé)", " (month assumed)")}
        </li>
      ))}
    </ol>
  );
}

const year = (text: string): string => text.slice(0, 4);

export function LineKey({ run, scenario }: { run: Run; scenario: number }) {
  const { say } = useWords();
  const [first, last] = [run.historyTexts[0] ?? "", run.historyTexts[run.historyTexts.length - 1] ?? ""].map(year);
  const outsiders = run.data.scenarios.filter((one, s) => s !== 0 && s !== scenario && one.outside_present_law).map(({ title }) => title);
  const whose = run.data.scenarios.every((_, s) => run.sharesItsHistory(s))
    ? ["commune à toutes", "common to all"]
    : ["de la référence ; celle de la stratégie, si elle est autre, dans sa couleur", "the baseline's; the strategy's, if another, in its colour"];
  return (
    <ul class="lines">
      {scenario !== 0 && (
        <li>
          <span class="line chosen" aria-hidden="true" /> {run.data.scenarios[scenario].title}
        </li>
      )}
      <li>
        <span class="line baseline" aria-hidden="true" /> {run.baseline.title} {say("(référence)", "(baseline)")}
      </li>
      {run.data.scenarios.length > 2 && (
        <li>
          <span class="line context" aria-hidden="true" /> {say("autres stratégies", "other strategies")}
          {outsiders.length > 0 && say(`, dont ${outsiders.join(" ; ")}`, `, among them ${outsiders.join("; ")}`)}
        </li>
      )}
      {run.historyMonths.length > 0 && (
        <li>
          <span class="line past" aria-hidden="true" />{" "}
          {say(
            `histoire simulée de ${first} à ${last}, ${whose[0]}`,
            `simulated history from ${first} to ${last}, ${whose[1]}`,
          )}
        </li>
      )}
      {run.data.replications > 1 && (
        <>
          <li>
            <span class="band mean" aria-hidden="true" />{" "}
            {say("intervalle à 95 % de la moyenne", "95 % interval of the mean")}
          </li>
          <li>
            <span class="band future" aria-hidden="true" />{" "}
            {run.data.drawn_parameters > 0
              ? say("une histoire, neuf fois sur dix (paramètres tirés)", "one future, nine times of ten (parameters drawn)")
              : say("une histoire, neuf fois sur dix (à paramètres fixés)", "one future, nine times of ten (at fixed parameters)")}
          </li>
        </>
      )}
    </ul>
  );
}

/** At each year's end: every strategy. */
export function trajectoryTable(
  run: Run,
  measure: string,
  places: number[],
  unit: string,
  language: "fr" | "en",
  caption: string,
  heads: { strategy: string },
): TableData {
  const several = places.length > 1;
  const past = run.historyTexts.map((text, m) => ({ text, m })).filter(({ text }) => text.endsWith("-12"));
  const shown = (point: Point | undefined) => `${value(point?.mean, unit, language)} ${half(point, unit, language, "level")}`.trim();
  return {
    caption,
    head: [heads.strategy, ...[...past.map(({ text }) => text), ...run.data.dates].map((date) => month(date, language, "short"))],
    rows: places.flatMap((place) =>
      run.data.scenarios.map((scenario, s) => [
        several ? `${run.qpvNames[place]} · ${scenario.title}` : scenario.title,
        ...past.map(({ m }) => shown(run.history(s, measure, place)?.[m])),
        ...run.data.dates.map((date) => shown(run.level(s, measure, date, place))),
      ]),
    ),
  };
}
