import * as Plot from "@observablehq/plot";
import { tick } from "../numbers";
import { useWords } from "../words";
import { accent, ink, Plotted } from "./plotted";

export interface Dot {
  scenario: number;
  name: string;
  x: number;
  y: number;
  xHalf?: number;
  yHalf?: number;
  dominated: boolean;
  /** Behind the name, whatever its length. */
  mark: string;
}

interface Props {
  dots: Dot[];
  chosen: number;
  xLabel: string;
  yLabel: string;
  xUnit: string;
  yUnit: string;
  label: string;
}

/** Names of the right half stand to the left of their dot, so that the edge cuts none. */
function isToTheRight(dot: Dot, dots: Dot[]): boolean {
  const places = dots.map(({ x }) => x);
  return dot.x > (Math.min(...places) + Math.max(...places)) / 2;
}

const shortened = (name: string): string => (name.length > 30 ? `${name.slice(0, 29)}…` : name);

/** Strategies by two costs: better towards the lower left. Hollow and crossed: another does better on both. */
export function Scatter({ dots, chosen, xLabel, yLabel, xUnit, yUnit, label }: Props) {
  const { language } = useWords();
  const colour = (dot: Dot) => (dot.scenario === chosen ? accent : ink);
  const names = (named: Dot[], textAnchor: "start" | "end") =>
    Plot.text(named, {
      x: "x",
      y: "y",
      text: (dot: Dot) => `${shortened(dot.name)} ${dot.mark}`.trim(),
      dx: textAnchor === "start" ? 10 : -10,
      dy: -8,
      textAnchor,
      fill: colour,
      stroke: "white",
      strokeWidth: 3,
      fontWeight: 600,
    });
  const options = (): Plot.PlotOptions => ({
    marginLeft: 58,
    marginBottom: 44,
    marginRight: 30,
    marginTop: 28,
    inset: 24,
    x: { label: `${xLabel} →`, labelAnchor: "center", tickFormat: tick(xUnit, language), grid: true, nice: true },
    y: { label: `↑ ${yLabel}`, tickFormat: tick(yUnit, language), grid: true, nice: true },
    marks: [
      Plot.link(dots, { x1: (d: Dot) => d.x - (d.xHalf ?? 0), x2: (d: Dot) => d.x + (d.xHalf ?? 0), y1: "y", y2: "y", stroke: colour, strokeOpacity: 0.35 }),
      Plot.link(dots, { y1: (d: Dot) => d.y - (d.yHalf ?? 0), y2: (d: Dot) => d.y + (d.yHalf ?? 0), x1: "x", x2: "x", stroke: colour, strokeOpacity: 0.35 }),
      Plot.dot(dots, {
        x: "x",
        y: "y",
        r: 6,
        symbol: (dot: Dot) => (dot.dominated ? "times" : "circle"),
        stroke: colour,
        strokeWidth: 2,
        fill: (dot: Dot) => (dot.dominated ? "none" : colour(dot)),
      }),
      names(dots.filter((dot) => !isToTheRight(dot, dots)), "start"),
      names(dots.filter((dot) => isToTheRight(dot, dots)), "end"),
    ],
  });
  return <Plotted label={label} options={options} height={360} />;
}
