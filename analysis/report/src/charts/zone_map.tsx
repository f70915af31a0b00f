import * as Plot from "@observablehq/plot";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { difference, tick, value } from "../numbers";
import type { Run } from "../run";
import { useWords } from "../words";
import { fitsInside, mapLayout, placedNames, type Layout } from "./map_layout";

interface Props {
  run: Run;
  /** Of each zone; undefined where there is nothing to measure. */
  values: (number | undefined)[];
  /** Of all strategies and dates, so that colours keep their meaning. */
  extent: [number, number];
  kind: "level" | "difference";
  unit: string;
  chosen: number;
  choose: (zone: number) => void;
  label: string;
}

function colours(kind: Props["kind"], extent: [number, number]): Plot.ScaleOptions {
  if (kind === "level") {
    return { type: "linear", scheme: "YlGnBu", domain: extent, range: [0.04, 0.92] as never };
  }
  const most = Math.max(Math.abs(extent[0]), Math.abs(extent[1])) || 1;
  return { type: "diverging", scheme: "PuOr", domain: [-most, most], pivot: 0, reverse: true } as Plot.ScaleOptions;
}

function isDark(colour: string): boolean {
  const [r, g, b] = (colour.match(/\d+(\.\d+)?/g) ?? ["255", "255", "255"]).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b < 140;
}

export function ZoneMap({ run, values, extent, kind, unit, chosen, choose, label }: Props) {
  const { language } = useWords();
  const layout = useMemo(() => mapLayout(run), [run]);
  const scale = colours(kind, extent);
  const colour = Plot.scale({ color: scale });
  const show = kind === "level" ? value : difference;
  const names = useMemo(() => namesOn(layout, run), [layout]);
  const fill = (of: number | undefined) => (of === undefined || !Number.isFinite(of) ? "#ffffff" : (colour.apply(of) as string));
  return (
    <div class="map">
      <Legend scale={scale} unit={unit} />
      <svg viewBox={layout.box.join(" ")} role="img" aria-label={label}>
        {layout.shapes.map((shape) => {
          const isQpv = run.qpvZones.includes(shape.zone);
          const classes = `zone${isQpv ? " qpv" : ""}${shape.zone === chosen ? " chosen" : ""}`;
          const of = values[shape.zone];
          const title = `${run.zoneNames[shape.zone]} : ${show(of, unit, language)}`;
          return shape.path ? (
            <path class={classes} d={shape.path} fill={fill(of)} onClick={() => choose(shape.zone)} key={shape.zone}>
              <title>{title}</title>
            </path>
          ) : (
            <circle
              class={classes}
              cx={shape.x}
              cy={shape.y}
              r={shape.radius}
              fill={fill(of)}
              onClick={() => choose(shape.zone)}
              key={shape.zone}
            >
              <title>{title}</title>
            </circle>
          );
        })}
        {layout.shapes.map((shape) => {
          const isQpv = run.qpvZones.includes(shape.zone);
          if (shape.radius === 0 ? !isQpv : shape.radius < 17) {
            return null;
          }
          const of = values[shape.zone];
          const name = run.zoneNames[shape.zone];
          const named = !isQpv && fitsInside(shape, name);
          const ink = shape.radius > 0 && isDark(fill(of)) ? "white" : "#17233b";
          return (
            <g class="zone-label" key={shape.zone} aria-hidden="true">
              <text
                x={shape.x}
                y={shape.y + (named ? 12 : 4)}
                fill={ink}
                class={shape.radius === 0 ? "halo" : undefined}
              >
                {of === undefined || !Number.isFinite(of) ? "" : tick(unit, language)(of)}
              </text>
              {named && (
                <text class="inside" x={shape.x} y={shape.y - 2} fill={ink}>
                  {name}
                </text>
              )}
            </g>
          );
        })}
        {names.map((label) => (
          <text class="zone-name" x={label.x} y={label.y} key={label.zone} aria-hidden="true">
            {run.zoneNames[label.zone]}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** QPV first, then communes by size; the zones of a commune cut into several have numbers for names. */
function namesOn(layout: Layout, run: Run) {
  const communes = run.data.zones!.commune;
  const isAlone = (zone: number) => communes.filter((commune) => commune === communes[zone]).length === 1;
  const isQpv = (zone: number) => run.qpvZones.includes(zone);
  const wanted = layout.shapes
    .filter((shape) => isQpv(shape.zone) || (isAlone(shape.zone) && !fitsInside(shape, run.zoneNames[shape.zone])))
    .sort((a, b) => Number(isQpv(b.zone)) - Number(isQpv(a.zone)) || b.radius - a.radius);
  return placedNames(layout, wanted, run.qpvZones, run.zoneNames);
}

function Legend({ scale, unit }: { scale: Plot.ScaleOptions; unit: string }) {
  const { language } = useWords();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const legend = Plot.legend({ color: { ...scale, tickFormat: tick(unit, language) } as never, width: 260, ticks: 4 } as never);
    ref.current?.replaceChildren(legend as Node);
  }, [JSON.stringify(scale), unit, language]);
  return <div class="legend" aria-hidden="true" ref={ref} />;
}
