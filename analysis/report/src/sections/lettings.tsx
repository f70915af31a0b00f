import { DataTable } from "../charts/figure";
import { count, month, value } from "../numbers";
import { floats } from "../run";
import { causeNames, holderNames, nameIn, useWords } from "../words";
import { dateText, type Shown, type View } from "./view";

interface Counts {
  outside: number;
  firstOutside: number;
  inQpv: number;
  upperInQpv: number;
}

function countsOf(numbers: number[], unit: number, date: number, dates: number): Counts {
  const at = (unit * dates + date) * 4;
  return { outside: numbers[at], firstOutside: numbers[at + 1], inQpv: numbers[at + 2], upperInQpv: numbers[at + 3] };
}

function Review(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const review = run.leases(scenario)?.review;
  if (!review) {
    return (
      <p class="notice">
        {say("Ce résultat ne garde pas les baux : pas de bilan par bailleur ni réservataire.", "This result does not keep the leases: no review by landlord or holder.")}
      </p>
    );
  }
  const year = dateText(view).slice(0, 4);
  const rowsOf = (names: string[], numbers: number[]) =>
    names.flatMap((name, unit) => {
      const c = countsOf(numbers, unit, date, run.data.dates.length);
      if (c.outside + c.inQpv === 0) {
        return [];
      }
      return [
        [
          name,
          value(c.outside, "", language),
          c.outside > 0 ? value(c.firstOutside / c.outside, "1", language) : "–",
          value(c.inQpv, "", language),
          c.inQpv > 0 ? value(c.upperInQpv / c.inQpv, "1", language) : "–",
        ],
      ];
    });
  const head = (first: string) => [
    first,
    say("Baux hors QPV", "Leases outside QPV"),
    say("dont 1er quartile ou relogés (légal : 25 %)", "of which first quartile or rehoused (law: 25 %)"),
    say("Baux en QPV", "Leases in QPV"),
    say("dont 2e à 4e quartiles (légal : 50 %)", "of which second to fourth quartiles (law: 50 %)"),
  ];
  const communes = communeNumbers(view, floats(review.zone));
  return (
    <>
      <DataTable
        caption={say(`Bilan ${year} par bailleur, seuil légal`, `Review of ${year} by landlord, legal threshold`)}
        head={head(say("Bailleur", "Landlord"))}
        rows={rowsOf(run.data.axes.landlord?.names ?? [], review.landlord ? floats(review.landlord) : [])}
      />
      <DataTable
        caption={say(`Bilan ${year} par réservataire, seuil légal`, `Review of ${year} by holder of reservations, legal threshold`)}
        head={head(say("Réservataire", "Holder"))}
        rows={rowsOf(
          (run.data.axes.holder?.codes ?? []).map((code, i) => holderNames[code] ? nameIn(holderNames, code, say) : run.data.axes.holder.names[i]),
          review.holder ? floats(review.holder) : [],
        )}
      />
      <details>
        <summary>{say(`Bilan ${year} par commune`, `Review of ${year} by commune`)}</summary>
        <DataTable
          caption={say(`Bilan ${year} par commune, seuil légal`, `Review of ${year} by commune, legal threshold`)}
          head={head("Commune")}
          rows={rowsOf(communes.names, communes.numbers)}
        />
      </details>
      <p class="note">
        {say(
          "Tous réservataires, mutations comprises ; moyenne des réplications, de la part d'année simulée.",
          "All holders, transfers included; mean of the replications, of the part of the year that is simulated.",
        )}
      </p>
    </>
  );
}

/** The zones' counts added up by commune; a commune of one zone has its name. */
function communeNumbers({ run }: View, byZone: number[]): { names: string[]; numbers: number[] } {
  const communes = run.data.zones?.commune ?? run.data.axes.zone.codes;
  const length = 4 * run.data.dates.length;
  const sums = new Map<string, number[]>();
  communes.forEach((commune, zone) => {
    const sum = sums.get(commune) ?? new Array<number>(length).fill(0);
    for (let i = 0; i < length; ++i) {
      sum[i] += byZone[zone * length + i];
    }
    sums.set(commune, sum);
  });
  const nameOf = (commune: string) => {
    const zones = communes.flatMap((of, zone) => (of === commune ? [zone] : []));
    return zones.length === 1 ? run.zoneNames[zones[0]] : commonStart(zones.map((zone) => run.zoneNames[zone])) || commune;
  };
  return { names: [...sums.keys()].map(nameOf), numbers: [...sums.values()].flat() };
}

/** The first word that most names begin with. */
function commonStart(names: string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const word = name.split(" ")[0];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [word, times] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  return 2 * times > names.length ? word : "";
}

function Chains({ run, scenario }: Shown) {
  const { language, say } = useWords();
  const chains = run.leases(scenario)?.chains;
  if (!chains || chains.length === 0) {
    return (
      <p class="notice">{say("Ce résultat ne garde pas de chaînes de vacance.", "This result keeps no vacancy chains.")}</p>
    );
  }
  const years = run.data.months.count / 12;
  return (
    <DataTable
      caption={say("Chaînes de vacance : ce qui libère un logement, et combien d'autres il libère", "Vacancy chains: what frees a dwelling, and how many others that frees")}
      head={[
        say("Cause", "Cause"),
        say("Chaînes par an", "Chains a year"),
        say("Longueur moyenne", "Mean length"),
        say("1 logement", "1 dwelling"),
        "2",
        "3",
        say("4 ou plus", "4 or more"),
      ]}
      rows={[...chains]
        .sort((a, b) => b.chains - a.chains)
        .map((chain) => [
          nameIn(causeNames, chain.cause, say),
          value(chain.chains / years, "", language),
          count(chain.mean_length, language, 2),
          ...chain.shares.map((share) => value(share, "1", language)),
        ])}
    />
  );
}

export function Lettings(view: View) {
  const { language, say } = useWords();
  return (
    <section id="attributions" aria-labelledby="attributions-title">
      <h2 id="attributions-title">
        {say("Attributions : le bilan annuel", "Allocations: the yearly review")}{" "}
        <small dir="auto">
          {view.run.data.scenarios[view.scenario].title}, {month(dateText(view), language)}
        </small>
      </h2>
      <Review {...view} />
      <Chains {...view} />
    </section>
  );
}
