import { DataTable } from "../charts/figure";
import { count, french } from "../numbers";
import { useWords } from "../words";
import type { Shown } from "./view";

/** Where the first quartile that the baseline housed in each QPV lives, under the strategy. */
export function Whereabouts({ run, scenario, months }: Shown & { months: 12 | 24 }) {
  const { language, say } = useWords();
  const title = say("Où sont-ils ?", "Where are they?");
  if (run.qpvNames.length === 0) {
    return null;
  }
  const followed = run.qpvNames.flatMap((name, qpv) =>
    (scenario === 0 ? [0] : [0, scenario]).flatMap((s) => {
      const found = run.residences(s, qpv, months);
      return found ? [{ name: `${name} · ${run.data.scenarios[s].title}`, found }] : [];
    }),
  );
  if (followed.length === 0) {
    return (
      <p class="notice">
        <b>{title}</b>{" "}
        {say(
          "Ce résultat ne suit pas les ménages : la question reste sans réponse, et une baisse de pauvreté ne se lit pas seule.",
          "This result does not follow households: the question has no answer here, and a fall of poverty is not to be read alone.",
        )}
      </p>
    );
  }
  const share = (...of: (number | null)[]) =>
    of.some((one) => one === null)
      ? "–"
      : `${count(100 * of.reduce<number>((sum, one) => sum + one!, 0), language)}${french(" %")}`;
  return (
    <div class="whereabouts">
      <DataTable
        caption={`${title} ${say(
          `Les ménages du 1er quartile (seuil gelé) que « ${run.baseline.title} » loge dans le QPV, ${months} mois plus tard`,
          `The households of the first quartile (frozen threshold) that “${run.baseline.title}” houses in the QPV, ${months} months later`,
        )}`}
        head={[
          say("QPV · stratégie", "QPV · strategy"),
          say("Ménages suivis", "Households followed"),
          say("Social, ce QPV", "Social, this QPV"),
          say("Social, autre QPV", "Social, other QPV"),
          say("Social, hors QPV", "Social, outside QPV"),
          say("Locatif privé", "Private rental"),
          say("Propriétaires", "Owners"),
          say("Hébergés", "Hosted"),
          say("Partis ou dissous", "Left or dissolved"),
          say("Avec une demande en cours", "With an open request"),
        ]}
        rows={followed.map(({ name, found }) => [
          name,
          count(found.households, language),
          ...found.shares.slice(0, 6).map((of) => share(of)),
          share(found.shares[6], found.shares[7]),
          share(found.waiting),
        ])}
      />
      <p class="note">
        {say(
          "Les mêmes ménages, suivis d'une stratégie à l'autre. « Avec une demande en cours » (nouvelle demande, ou de mutation) recoupe les autres colonnes : où qu'ils vivent.",
          "The same households, followed from one strategy to the other. “With an open request” (a new one, or for a transfer) overlaps the other columns: wherever they live.",
        )}
      </p>
    </div>
  );
}
