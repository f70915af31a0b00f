import { reviewYears } from "../cia";
import { costOfAPoint, extraAllowance, extraCost, monthsInYear, requestsPerLease, type CostOfAPoint } from "../costs";
import { DataTable } from "../charts/figure";
import { strategyHead } from "../law";
import { count, difference, half, month, value } from "../numbers";
import { differences, floats, levels, type Costs, type Point } from "../run_data";
import { povertyFalls } from "../verdict";
import { needNames, useWords } from "../words";
import { BeyondDelay } from "./for_whom";
import { dateText, type View } from "./view";
import { Whereabouts } from "./whereabouts";

const amounts: { of: Exclude<keyof Costs, "rent_mass">; fr: string; en: string }[] = [
  { of: "rent_lost", fr: "Loyers perdus par la vacance", en: "Rents lost to vacancy" },
  { of: "rent_lost_in_qpv", fr: "dont en QPV", en: "of which in QPV" },
  { of: "allowance", fr: "APL versée aux locataires sociaux", en: "APL paid to social tenants" },
  { of: "programme", fr: "Travaux et programmes", en: "Works and programmes" },
];

function Amounts(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const held = amounts.filter(({ of }) => run.world.costs[scenario]?.[of]);
  if (held.length === 0) {
    return <p class="notice">{say("Ce résultat ne mesure pas les coûts.", "This result does not measure costs.")}</p>;
  }
  const since = month(run.monthTexts[0], language);
  return (
    <DataTable
      caption={say(
        `Coûts cumulés de ${since} à ${month(dateText(view), language)}`,
        `Costs added up from ${since} to ${month(dateText(view), language)}`,
      )}
      head={[
        say("Montant", "Amount"),
        say("Référence", "Baseline"),
        ...(scenario === 0 ? [] : [strategyHead(run.data.scenarios[scenario], language), say("Écart", "Difference"), say("Intervalle à 95 %", "95 % interval")]),
      ]}
      rows={held.map(({ of, fr, en }) => {
        const gap = differences(run.world.costs[scenario][of])?.[date];
        const level = (s: number) => value(levels(run.world.costs[s][of])?.[date]?.mean, "EUR", language);
        return [
          say(fr, en),
          level(0),
          ...(scenario === 0 ? [] : [level(scenario), difference(gap, "EUR", language), half(gap, "EUR", language)]),
        ];
      })}
    />
  );
}

/** What a point of poverty less costs, strategy by strategy. */
function CostPerPoint(view: View) {
  const { language, say } = useWords();
  const { run, date } = view;
  const strategies = run.data.scenarios.map((_, s) => s).slice(1);
  if (strategies.length === 0 || run.qpvNames.length === 0 || extraCost(run, strategies[0], date) === undefined) {
    return null;
  }
  const withInterval = (more: Point | undefined): string =>
    `${difference(more, "EUR", language)} ${half(more, "EUR", language)}`.trim();
  const told = (cost: CostOfAPoint): string =>
    cost.kind === "euros"
      ? value(cost.euros, "EUR", language)
      : {
          no_fall: say("pas de baisse établie", "no fall established"),
          no_cost: say("pas de surcoût", "no extra cost"),
          unclear: say("surcoût non discernable", "extra cost not distinguishable"),
          unknown: "–",
        }[cost.kind];
  return (
    <>
      <DataTable
        caption={say(
          `Euros par point de pauvreté en moins, ${month(dateText(view), language)}`,
          `Euros per point of poverty less, ${month(dateText(view), language)}`,
        )}
        head={[
          say("Stratégie", "Strategy"),
          say("Surcoût : travaux et loyers perdus", "Extra cost: works and rents lost"),
          say("À part : APL des locataires sociaux", "Apart: APL of social tenants"),
          ...run.qpvNames.map((name) => say(`par point, ${name}`, `per point, ${name}`)),
        ]}
        rows={strategies.map((s) => [
          run.data.scenarios[s].title,
          withInterval(extraCost(run, s, date)),
          withInterval(extraAllowance(run, s, date)),
          ...run.qpvNames.map((_, qpv) => told(costOfAPoint(run, s, date, qpv))),
        ])}
      />
      <p class="note">
        {say(
          "Surcoût : travaux et loyers perdus par la vacance, de plus que sous la référence, depuis le départ. Tout le surcoût est rapporté à chaque QPV : les colonnes ne s'additionnent pas. L'APL est à part et n'y entre pas : ce résultat ne compte que celle des locataires sociaux, et ce que les mêmes ménages toucheraient dans le parc privé n'en est pas déduit. L'intervalle du surcoût est au plus large : la somme de ceux de ses deux parts. Le coût d'un point est un rapport de deux moyennes, sans intervalle. Un point en moins dans un QPV dit où vivent les ménages, pas qu'ils vont mieux.",
          "Extra cost: works and rents lost to vacancy, beyond the baseline's, since the fork. The whole of it is set against each QPV: columns do not add up. APL stands apart and is not part of it: this result counts that of social tenants only, and what the same households would draw in the private stock is not deducted. The interval of the extra cost is at its widest: the sum of those of its two parts. The cost of a point is a ratio of two means, without an interval. A point less in a QPV tells where households live, not that they fare better.",
        )}
      </p>
      {povertyFalls(run, view.scenario) && <Whereabouts {...view} months={24} />}
    </>
  );
}

function RentsByLandlord(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const names = run.data.axes.landlord?.names ?? [];
  const of = (s: number) => levels(run.world.costs[s]?.rent_mass);
  const [before, after, gaps] = [of(0), of(scenario), differences(run.world.costs[scenario]?.rent_mass)];
  if (!before || !after || names.length === 0) {
    return null;
  }
  return (
    <DataTable
      caption={say(`Masse des loyers par bailleur, par mois, ${month(dateText(view), language)}`, `Rents by landlord, a month, ${month(dateText(view), language)}`)}
      head={[say("Bailleur", "Landlord"), say("Référence", "Baseline"), ...(scenario === 0 ? [] : [strategyHead(run.data.scenarios[scenario], language), say("Écart", "Difference"), say("Intervalle à 95 %", "95 % interval")])]}
      rows={names.flatMap((name, l) => {
        const at = l * run.data.dates.length + date;
        const [was, is] = [before[at].mean, after[at].mean];
        return was + is === 0
          ? []
          : [
              [
                name,
                value(was, "EUR/month", language),
                ...(scenario === 0
                  ? []
                  : [
                      value(is, "EUR/month", language),
                      difference(gaps?.[at], "EUR/month", language),
                      half(gaps?.[at], "EUR/month", language),
                    ]),
              ],
            ];
      })}
    />
  );
}

function TensionByType(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const packed = run.leases(scenario)?.tension;
  if (!packed) {
    return null;
  }
  const numbers = floats(packed);
  const months = monthsInYear(run, date);
  return (
    <DataTable
      caption={say(`Tension par type, ${dateText(view).slice(0, 4)} (mutations exclues)`, `Tension by type, ${dateText(view).slice(0, 4)} (transfers left out)`)}
      head={[
        say("Besoin", "Need"),
        say("Demandes en cours, en moyenne", "Open requests, on average"),
        say("Baux signés", "Leases signed"),
        say("Demandes par bail d'une année", "Requests per lease of a year"),
      ]}
      rows={needNames.map((name, need) => {
        const at = 2 * (need * run.data.dates.length + date);
        const [requests, housed] = [numbers[at] / months, numbers[at + 1]];
        return [
          say(...name),
          value(requests, "", language),
          value(housed, "", language),
          value(requestsPerLease(requests, housed, months), "ratio", language),
        ];
      })}
    />
  );
}

/** Of fewer leases a year, their number to a request says nothing. */
const fewestLeases = 3;

function Communes(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const packed = run.world.communes[scenario];
  const names = run.data.axes.commune?.names ?? [];
  if (!packed || names.length === 0) {
    return null;
  }
  const numbers = floats(packed);
  const review = run.leases(scenario)?.review?.commune;
  const leases = review ? floats(review) : undefined;
  const dates = run.data.dates.length;
  const months = monthsInYear(run, date);
  const at = month(dateText(view), language);
  return (
    <details class="communes">
      <summary>{say(`Part de logements sociaux et tension par commune, ${at}`, `Share of social housing and tension by commune, ${at}`)}</summary>
      <DataTable
        caption={say(`Part de logements sociaux (approche du taux SRU) et tension par commune, ${at}`, `Share of social housing (proxy of the SRU rate) and tension by commune, ${at}`)}
        head={[
          "Commune",
          say("Logements sociaux", "Social dwellings"),
          say("Ménages", "Households"),
          say("Part (approche SRU)", "Share (SRU proxy)"),
          say("Demandes qui la nomment", "Requests that name it"),
          say("Baux de l'année", "Leases of the year"),
          say("Demandes par bail d'une année", "Requests per lease of a year"),
        ]}
        rows={names.map((name, c) => {
          const [stock, households, requests] = numbers.slice(3 * (c * dates + date));
          const signed = leases ? reviewYears(leases, c, dates)[date] : undefined;
          const total = signed ? signed.outside + signed.inQpv : undefined;
          const enough = total !== undefined && (total * 12) / months >= fewestLeases;
          return [
            name,
            value(stock, "", language),
            count(households, language),
            households > 0 ? value(stock / households, "1", language) : "–",
            value(requests, "", language),
            value(total, "", language),
            value(enough ? requestsPerLease(requests, total, months) : undefined, "ratio", language),
          ];
        })}
      />
      <p class="note">
        {say(
          "Logements sociaux familiaux rapportés aux ménages simulés : l'inventaire SRU compte aussi les foyers et les logements conventionnés du parc privé, et les résidences principales ; ce n'est pas le taux légal (20 ou 25 % selon la commune). Une demande nomme une commune en premier ; beaucoup en acceptent d'autres ; pas de rapport sous trois baux par an. Moyenne des réplications ; demandes et baux de l'année civile.",
          "Social family dwellings over simulated households: the SRU inventory also counts hostels and private dwellings under agreement, and principal residences; this is not the legal rate (20 or 25 % by commune). A request names a commune first; many take others; no ratio below three leases a year. Mean of the replications; requests and leases of the calendar year.",
        )}
      </p>
    </details>
  );
}

export function CostsAndTension(view: View) {
  const { language, say } = useWords();
  return (
    <section id="couts" aria-labelledby="couts-title">
      <h2 id="couts-title">
        {say("Coûts et tension", "Costs and tension")}{" "}
        <small dir="auto">
          {view.run.data.scenarios[view.scenario].title}, {month(dateText(view), language)}
        </small>
      </h2>
      <Amounts {...view} />
      <CostPerPoint {...view} />
      <RentsByLandlord {...view} />
      <BeyondDelay {...view} />
      <TensionByType {...view} />
      <Communes {...view} />
    </section>
  );
}
