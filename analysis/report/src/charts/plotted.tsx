import * as Plot from "@observablehq/plot";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Width of an element, followed as it changes. */
export function useWidth(): [preact.RefObject<HTMLDivElement>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) {
      return undefined;
    }
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** Draws at once what is near the window; the rest when it comes near, or is printed. */
function useDrawing(ref: preact.RefObject<Element>, draw: () => void) {
  const drawing = useRef({ draw, isNear: false, isStale: true });
  const refresh = () => {
    if (drawing.current.isStale) {
      drawing.current.isStale = false;
      drawing.current.draw();
    }
  };
  useLayoutEffect(() => {
    drawing.current = { ...drawing.current, draw, isStale: true };
    if (drawing.current.isNear) {
      refresh();
    }
  });
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        drawing.current.isNear = entries[entries.length - 1].isIntersecting;
        if (drawing.current.isNear) {
          refresh();
        }
      },
      { rootMargin: "300px" },
    );
    observer.observe(ref.current!);
    window.addEventListener("beforeprint", refresh);
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", refresh);
    };
  }, []);
}

interface Props {
  /** What it shows, in a sentence, for those who do not see it. */
  label: string;
  options: (width: number) => Plot.PlotOptions;
  height?: number;
}

/** A chart of Observable Plot. Its numbers stand in the table of the figure around it. */
export function Plotted({ label, options, height = 260 }: Props) {
  const [ref, width] = useWidth();
  useDrawing(ref, () => {
    if (!ref.current || width === 0) {
      return;
    }
    const chart = Plot.plot({
      height,
      style: { fontFamily: "inherit", fontSize: "12px", background: "transparent", overflow: "visible" },
      ...options(width),
      width,
    });
    // The element around it has the words; those that Plot gives to its groups say nothing more.
    chart.setAttribute("aria-hidden", "true");
    ref.current.replaceChildren(chart);
  });
  return <div class="plot" role="img" aria-label={label} ref={ref} style={{ minHeight: `${height}px` }} />;
}

export const ink = "#17233b";
export const accent = "#b4430f";
export const context = "#aeb6c2";
export const past = "#6b7280";
