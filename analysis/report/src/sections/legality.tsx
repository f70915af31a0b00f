import { DataTable } from "../charts/figure";
import { strategyHead } from "../law";
import { count, difference, month } from "../numbers";
import { useWords } from "../words";
import { dateText, type View } from "./view";

/** How often each rule was broken in the twelve months up to the date. */
export function Legality(view: View) {
  const { language, say, named } = useWords();
  const { run, scenario } = view;
  const at = dateText(view);
  const rules = run.data.measures.filter((measure) => measure.block === "legality" && run.level(0, measure.id, at));
  if (rules.length === 0) {
    return null;
  }
  const strategy = scenario === 0 ? [] : [scenario];
  return (
    <section id="legalite" aria-labelledby="legalite-title">
      <h2 id="legalite-title">
        {say("Règles enfreintes", "Rules broken")}{" "}
        <small dir="auto">
          {run.data.scenarios[scenario].title}, {month(at, language)}
        </small>
      </h2>
      <p>
        {say(
          "Chaque bail est recompté par un contrôle qui ne décide de rien. Zéro est attendu partout où la règle est de droit et où la stratégie la suit ; les vetos du maire et les offres DALO en retard se comptent, ils ne s'enfreignent pas bail par bail.",
          "Each lease is counted again by a check that decides nothing. Nought is expected wherever the rule is law and the strategy keeps it; a mayor's vetoes and overdue DALO offers are counts, not breaches lease by lease.",
        )}
      </p>
      <DataTable
        caption={say(`Douze mois jusqu'en ${month(at, language)}, moyenne des réplications`, `Twelve months up to ${month(at, language)}, mean of the replications`)}
        head={[
          say("Règle", "Rule"),
          say("Référence", "Baseline"),
          ...strategy.flatMap((s) => [strategyHead(run.data.scenarios[s], language), say("Écart", "Difference")]),
        ]}
        rows={rules.map((rule) => [
          named("measure", rule.id),
          count(run.level(0, rule.id, at)?.mean ?? NaN, language, 1),
          ...strategy.flatMap((s) => [
            count(run.level(s, rule.id, at)?.mean ?? NaN, language, 1),
            difference(run.difference(s, rule.id, at), rule.unit, language),
          ]),
        ])}
      />
    </section>
  );
}
