import { useState } from "preact/hooks";
import { Figure } from "../charts/figure";
import { ZoneMap } from "../charts/zone_map";
import { Difference } from "../charts/mark";
import { difference, half, month, value } from "../numbers";
import type { Run } from "../run";
import type { Point } from "../run_data";
import { useWords } from "../words";
import { dateText, type View } from "./view";
import { Whereabouts } from "./whereabouts";

const extents = new WeakMap<Run, Map<string, [number, number]>>();

/** Over all dates, and all strategies or their differences, so that a colour keeps its meaning. */
function extentOf(run: Run, measure: string, kind: "level" | "difference"): [number, number] {
  const known = extents.get(run) ?? new Map<string, [number, number]>();
  extents.set(run, known);
  const key = `${kind} ${measure}`;
  if (!known.has(key)) {
    known.set(key, measuredExtent(run, measure, kind));
  }
  return known.get(key)!;
}

function measuredExtent(run: Run, measure: string, kind: "level" | "difference"): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  run.data.scenarios.forEach((_, s) => {
    run.data.dates.forEach((_, date) => {
      run.zoneNames.forEach((_, zone) => {
        const of = (kind === "level" ? run.zoneLevel(s, measure, date, zone) : run.zoneDifference(s, measure, date, zone))?.mean;
        if (of !== undefined && Number.isFinite(of)) {
          least = Math.min(least, of);
          most = Math.max(most, of);
        }
      });
    });
  });
  return least <= most ? [least, most] : [0, 1];
}

/** What the territory's files say of where its zones stand. */
const zonesOf = (run: Run): string | undefined => run.data.inputs.find(([file]) => file === "zones.csv")?.[1];

export function Zones(view: View) {
  const { language, say, named } = useWords();
  const { run, scenario, date } = view;
  const measures = run.data.measures.filter((measure) => measure.each_qpv);
  const [id, setId] = useState(measures[0]?.id ?? "");
  const [wished, setKind] = useState<"level" | "difference">("level");
  const [zone, setZone] = useState(run.qpvZones[0] ?? 0);
  const kind = scenario === 0 ? "level" : wished;
  const measure = run.measure(id);
  const title = say("Carte", "Map");
  if (!run.data.zones || !measure) {
    return (
      <section id="carte" aria-labelledby="carte-title">
        <h2 id="carte-title">{title}</h2>
        <p class="notice">
          {say("Ce résultat ne garde pas la place des zones : pas de carte.", "This result does not keep where zones are: no map.")}
        </p>
      </section>
    );
  }
  const points = run.zoneNames.map((_, z) =>
    kind === "level" ? run.zoneLevel(scenario, id, date, z) : run.zoneDifference(scenario, id, date, z),
  );
  const name = named("measure", measure.id);
  const shown = run.data.scenarios[scenario].title;
  const label = `${name}, ${kind === "level" ? shown : say(`${shown}, écart à la référence`, `${shown}, difference from the baseline`)}, ${month(dateText(view), language)}`;
  const told = zonesOf(run);
  const whence = told ? say(` Source des places : ${told}.`, ` Source of the places, in its own words: ${told}.`) : "";
  const show = (point: Point | undefined) =>
    kind === "level" ? value(point?.mean, measure.unit, language) : difference(point, measure.unit, language);
  return (
    <section id="carte" aria-labelledby="carte-title">
      <h2 id="carte-title">{title}</h2>
      <div class="controls">
        <label>
          {say("Indicateur", "Indicator")}
          <select id="map-indicator" value={id} onChange={(event) => setId(event.currentTarget.value)}>
            {measures.map((one) => (
              <option value={one.id} key={one.id}>
                {named("measure", one.id)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say("Montrer", "Show")}
          <select
            id="map-kind"
            value={kind}
            disabled={scenario === 0}
            onChange={(event) => setKind(event.currentTarget.value as "level" | "difference")}
          >
            <option value="level">{say("la valeur", "the value")}</option>
            <option value="difference">{say("l'écart à la référence", "the difference from the baseline")}</option>
          </select>
        </label>
        <label>
          {say("Zone", "Zone")}
          <select id="map-zone" value={zone} onChange={(event) => setZone(Number(event.currentTarget.value))}>
            {run.zoneNames.map((of, z) => (
              <option value={z} key={z}>
                {of}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Figure
        title={label}
        note={
          run.data.outlines
            ? say("Contours fournis à la commande ; les QPV sont cernés.", "Outlines given to the command; QPV have a thick border.")
            : say(
                "Carte schématique : un cercle par zone, d'aire proportionnelle à ses ménages ; les QPV sont cernés de noir. Les communes d'une seule zone sont près de leur place ; au sein d'une commune découpée, la place des IRIS et des QPV est celle que donne le territoire, et peut n'avoir pas de rapport avec la vraie. Pas d'indicateur au-dessous de l'IRIS ou du QPV.",
                "Schematic map: a circle a zone, its area as its households; QPV have a black border. Communes of one zone are near their place; within a commune of several, IRIS and QPV stand where the territory's files put them, which may have no relation to where they lie. No indicator below IRIS or QPV.",
              ) + whence
        }
        table={() => ({
          caption: label,
          head: [say("Zone", "Zone"), name, ...(kind === "difference" ? [say("Intervalle à 95 %", "95 % interval")] : [])],
          rows: run.zoneNames.map((of, z) => [
            of,
            show(points[z]),
            ...(kind === "difference" ? [half(points[z], measure.unit, language)] : []),
          ]),
        })}
      >
        <ZoneMap
          run={run}
          values={points.map((point) => point?.mean)}
          extent={extentOf(run, id, kind)}
          kind={kind}
          unit={measure.unit}
          chosen={zone}
          choose={setZone}
          label={label}
        />
      </Figure>
      <p class="reading" id="map-reading" aria-live="polite">
        <b>{run.zoneNames[zone]}</b>
        {say(" : ", ": ")}
        <span id="map-value">{value(run.zoneLevel(scenario, id, date, zone)?.mean, measure.unit, language)}</span>
        {scenario !== 0 && (
          <>
            {" · "}
            {say("écart à la référence", "difference from the baseline")}{" "}
            <Difference of={run.zoneDifference(scenario, id, date, zone)} unit={measure.unit} brief={false} />
          </>
        )}
      </p>
      {id === "poverty_rate" && <Whereabouts {...view} months={24} />}
    </section>
  );
}
