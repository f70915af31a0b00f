import { DataTable } from "../charts/figure";
import { count, french } from "../numbers";
import { useWords } from "../words";
import type { Shown } from "./view";

/** Where the first quartile that the baseline housed in each QPV is, under the strategy. */
export function Whereabouts({ run, scenario, months }: Shown & { months: 12 | 24 }) {
  const { language, say } = useWords();
  const title = say("Où sont-ils ?", "Where are they?");
  const [ofBaseline, ofStrategy] = [run.leases(0)?.destinations, run.leases(scenario)?.destinations];
  if (run.qpvNames.length === 0) {
    return null;
  }
  if (!ofBaseline || !ofStrategy) {
    return (
      <p class="notice">
        <b>{title}</b>{" "}
        {say(
          "Ce résultat ne garde pas les baux : la question reste sans réponse, et une baisse de pauvreté ne se lit pas seule.",
          "This result does not keep the leases: the question has no answer here, and a fall of poverty is not to be read alone.",
        )}
      </p>
    );
  }
  const share = (of: number) => `${count(100 * of, language)}${french(" %")}`;
  const rows = run.qpvNames.flatMap((name, qpv) => {
    const lines = [
      { title: run.baseline.title, found: ofBaseline[qpv].find((d) => d.months === months) },
      ...(scenario === 0
        ? []
        : [{ title: run.data.scenarios[scenario].title, found: ofStrategy[qpv].find((d) => d.months === months) }]),
    ];
    return lines.map((line) => [
      `${name} · ${line.title}`,
      count(line.found?.households ?? NaN, language),
      ...(line.found?.shares?.map(share) ?? ["–", "–", "–", "–"]),
    ]);
  });
  return (
    <div class="whereabouts">
      <DataTable
        caption={`${title} ${say(
          `Les ménages du 1er quartile (seuil gelé) que « ${run.baseline.title} » loge dans le QPV, ${months} mois plus tard, d'après leur dernier bail social`,
          `The households of the first quartile (frozen threshold) that “${run.baseline.title}” houses in the QPV, ${months} months later, by their last social lease`,
        )}`}
        head={[
          say("QPV · stratégie", "QPV · strategy"),
          say("Ménages suivis", "Households followed"),
          say("Dans ce QPV", "In this QPV"),
          say("Autre QPV", "Other QPV"),
          say("Social hors QPV", "Social outside QPV"),
          say("Aucun bail social", "No social lease"),
        ]}
        rows={rows}
      />
      <p class="note">
        {say(
          "Ce sont les mêmes ménages, suivis d'une stratégie à l'autre. Les baux ne disent pas tout : « aucun bail social » réunit le parc privé, l'hébergement, le départ de l'agglomération et l'attente ; et qui a quitté le parc social après son bail compte encore là où il l'a signé.",
          "They are the same households, followed from one strategy to the other. Leases do not tell all: “no social lease” puts together the private stock, being hosted, having left the agglomeration and still waiting; and who left the social stock after a lease still counts where it was signed.",
        )}
      </p>
    </div>
  );
}
