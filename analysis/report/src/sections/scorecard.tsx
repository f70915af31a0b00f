import { DataTable } from "../charts/figure";
import { count } from "../numbers";
import type { Run } from "../run";
import { factValue, misses, tally } from "../scorecard";
import { useWords } from "../words";

/** A shape and words for each. */
const verdictWords: Record<string, [string, string]> = {
  pass: ["✓ dans les bornes", "✓ within the bounds"],
  warn: ["△ tout près", "△ just outside"],
  fail: ["✗ hors des bornes", "✗ outside the bounds"],
  "not measured": ["– non mesuré", "– not measured"],
};

/** The reference against published facts: how many it meets, and which it misses, and why. */
export function Scorecard({ run }: { run: Run }) {
  const { language, say, named } = useWords();
  const facts = run.data.scorecard;
  const title = say("La référence face aux faits publiés", "The reference against published facts");
  if (!facts) {
    return (
      <>
        <h3>{title}</h3>
        <p class="note">
          {say(
            "Cette page n'a pas reçu le bulletin de validation : « mixite validate --format json » l'établit, « mixite report --scorecard » le montre ici.",
            "This page was given no scorecard: “mixite validate --format json” makes it, “mixite report --scorecard” shows it here.",
          )}
        </p>
      </>
    );
  }
  const missed = misses(facts);
  return (
    <>
      <h3>{title}</h3>
      <DataTable
        caption={say(`${facts.length} faits publiés`, `${facts.length} published facts`)}
        head={[
          say("Verdict", "Verdict"),
          say("Bornes officielles, du contrat ou de la littérature", "Bounds official, of the contract or of the literature"),
          say("Autres bornes", "Other bounds"),
        ]}
        rows={tally(facts).map(({ verdict, firm, others }) => [say(...verdictWords[verdict]), count(firm, language), count(others, language)])}
      />
      {missed.length > 0 && (
        <DataTable
          caption={say("Ce que la référence manque, et pourquoi", "What the reference misses, and why")}
          head={[
            say("Fait", "Fact"),
            say("Simulé", "Simulated"),
            say("Bornes", "Bounds"),
            say("Verdict", "Verdict"),
            say("Statut des bornes", "Status of the bounds"),
            say("Explication", "Explanation"),
            "Source",
          ]}
          rows={missed.map((fact) => [
            `${say(fact.label_fr, fact.label_en)} (${fact.from === fact.to ? fact.from : `${fact.from} – ${fact.to}`})${fact.held_out ? say(", gardé pour l'épreuve", ", held out") : ""}`,
            factValue(fact.value, fact.unit, language),
            say(
              `de ${factValue(fact.bounds[0], fact.unit, language)} à ${factValue(fact.bounds[1], fact.unit, language)}`,
              `${factValue(fact.bounds[0], fact.unit, language)} to ${factValue(fact.bounds[1], fact.unit, language)}`,
            ),
            say(...verdictWords[fact.verdict]),
            named("status", fact.status),
            say(fact.explanation_fr, fact.explanation_en) || "–",
            say(fact.source, fact.source),
          ])}
        />
      )}
      <p class="note">
        {say(
          "« Tout près » : hors des bornes d'un dixième de leur largeur au plus. Un fait manqué et expliqué vaut mieux qu'un réglage sur une borne supposée.",
          "“Just outside”: outside the bounds by a tenth of their width at most. A fact missed and explained is worth more than a fit to an assumed bound.",
        )}
      </p>
    </>
  );
}
