import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import { Figure } from "../charts/figure";
import { LineKey, MilestoneKey, sharedDomain, Trajectory, trajectoryTable } from "../charts/trajectory";
import { useWords } from "../words";
import type { Shown } from "./view";
import { Whereabouts } from "./whereabouts";

export const Trajectories = memo(function Trajectories(view: Shown) {
  const { language, say, named } = useWords();
  const { run, scenario } = view;
  const [id, setId] = useState(run.data.measures[0]?.id ?? "");
  const measure = run.measure(id);
  if (!measure) {
    return null;
  }
  const name = named("measure", measure.id);
  const places = measure.each_qpv ? run.qpvNames.map((_, qpv) => qpv) : [0];
  const domain = sharedDomain(run, id, places);
  const title = `${name}${measure.twelve_months ? say(", sur les douze mois écoulés", ", over the last twelve months") : ""}`;
  return (
    <section id="trajectoires" aria-labelledby="trajectoires-title">
      <h2 id="trajectoires-title">{say("Trajectoires", "Trajectories")}</h2>
      <div class="controls">
        <label>
          {say("Mesure", "Measure")}
          <select id="trajectory-measure" value={id} onChange={(event) => setId(event.currentTarget.value)}>
            {[true, false].map((each) => (
              <optgroup label={each ? say("De chaque QPV", "Of each QPV") : say("De l'agglomération", "Of the agglomeration")} key={String(each)}>
                {run.data.measures
                  .filter((one) => one.each_qpv === each)
                  .map((one) => (
                    <option value={one.id} key={one.id}>
                      {named("measure", one.id)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
      </div>
      <Figure
        title={title}
        table={() =>
          trajectoryTable(run, id, places, measure.unit, language, title, { strategy: say("Stratégie", "Strategy") })
        }
      >
        <LineKey run={run} scenario={scenario} />
        <div class="multiples">
          {places.map((place) => (
            <div key={place}>
              {measure.each_qpv && <h3>{run.qpvNames[place]}</h3>}
              <Trajectory
                run={run}
                scenario={scenario}
                measure={id}
                place={place}
                unit={measure.unit}
                domain={domain}
                label={`${title}${measure.each_qpv ? `, ${run.qpvNames[place]}` : ""}`}
              />
            </div>
          ))}
        </div>
        <MilestoneKey run={run} />
      </Figure>
      {id === "poverty_rate" && <Whereabouts {...view} months={24} />}
    </section>
  );
});
