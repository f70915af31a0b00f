import * as Plot from "@observablehq/plot";
import { count } from "../numbers";
import { useWords } from "../words";
import { ink, Plotted } from "./plotted";
import type { Step } from "./steps";

export function Waterfall({ steps, label }: { steps: Step[]; label: string }) {
  const { language } = useWords();
  const ends = steps.flatMap((step) => [step.from, step.to]).filter((end) => end !== 0);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const floor = Math.max(0, least - 0.6 * (most - least) - 1);
  const bars = steps.map((step) => ({
    ...step,
    low: step.total ? floor : Math.min(step.from, step.to),
    high: Math.max(step.from, step.to),
    text: step.total ? count(step.to, language) : `${step.to > step.from ? "+" : ""}${count(step.to - step.from, language)}`,
  }));
  const options = (): Plot.PlotOptions => ({
    marginLeft: 150,
    marginRight: 40,
    marginTop: 4,
    marginBottom: 4,
    y: { type: "band", label: null, domain: steps.map((step) => step.name), axis: null },
    x: { axis: null, domain: [floor, most] },
    marks: [
      Plot.barX(bars, {
        y: "name",
        x1: "low",
        x2: "high",
        fill: (bar: Step) => (bar.total ? ink : bar.to > bar.from ? "#b4430f" : "#2b6a8f"),
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.text(bars, { y: "name", x: "high", text: "text", dx: 5, textAnchor: "start", fill: ink, fontWeight: 600 }),
      Plot.text(bars, {
        y: "name",
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: "name",
        lineWidth: 13,
        fill: ink,
      }),
    ],
  });
  return <Plotted label={label} options={options} height={36 * steps.length + 8} />;
}
