import { accountName, dueShares, onNoAccount, parameterOf, quotaUses, quotaYears, reviewYears, type ReviewYear } from "../cia";
import { DataTable } from "../charts/figure";
import { count, value } from "../numbers";
import type { Run } from "../run";
import { floats } from "../run_data";
import { holderNames, nameIn, quotaModes, quotaNames, useWords } from "../words";
import { dateText, type Shown, type View } from "./view";

const yearOf = (date: string): string => date.slice(0, 4);

/** The shares are due of the leases of a landlord, a holder or the whole: to those of a commune they are a landmark. */
type Bound = "by law" | "landmark";

function useReviewTable(run: Run, bound: Bound = "by law") {
  const { language, say } = useWords();
  const leases = (of: number) => value(of, "", language);
  const rate = (part: number, whole: number) => (whole > 0 ? value(part / whole, "1", language) : "–");
  const percent = (share: number) => `${count(100 * share, language)} %`;
  const due = dueShares(run);
  const boundHere = bound === "by law";
  const rateHead = (share: number) =>
    boundHere
      ? say(`Taux (loi : ${percent(share)})`, `Rate (law: ${percent(share)})`)
      : say(`Taux (repère : ${percent(share)})`, `Rate (landmark: ${percent(share)})`);
  return {
    head: (first: string) => [
      first,
      say("Baux hors QPV", "Leases outside QPV"),
      say("dont 1er quartile", "of which first quartile"),
      say("dont 1er quartile ou compté avec lui", "of which first quartile or counted with it"),
      rateHead(due.firstQuartileOutside),
      ...(boundHere ? [say("Baux manquants", "Leases missing")] : []),
      say("Baux en QPV", "Leases in QPV"),
      say("dont 2e à 4e quartiles", "of which second to fourth quartiles"),
      rateHead(due.upperQuartilesInQpv),
      ...(boundHere ? [say("Baux manquants en QPV", "Leases missing in QPV")] : []),
    ],
    row: (name: string, of: ReviewYear) => [
      name,
      leases(of.outside),
      leases(of.firstOutside),
      leases(of.firstOrRehousedOutside),
      rate(of.firstOrRehousedOutside, of.outside),
      ...(boundHere ? [leases(of.missingOutside)] : []),
      leases(of.inQpv),
      leases(of.upperInQpv),
      rate(of.upperInQpv, of.inQpv),
      ...(boundHere ? [leases(of.missingInQpv)] : []),
    ],
  };
}

/** Of means that were packed: what is left of nothing is not quite none. */
const isEmpty = (of: ReviewYear): boolean => of.outside + of.inQpv < 1e-3;

/** The yearly review of the agreement on allocations, calendar year by calendar year. */
export function Review(view: View) {
  const { say } = useWords();
  const { run, scenario, date } = view;
  const table = useReviewTable(run);
  const ofCommunes = useReviewTable(run, "landmark");
  const review = run.leases(scenario)?.review;
  if (!review) {
    return (
      <p class="notice">
        {say("Ce résultat ne garde pas les baux : pas de bilan par bailleur ni réservataire.", "This result does not keep the leases: no review by landlord or holder.")}
      </p>
    );
  }
  const years = run.data.dates.map(yearOf);
  const year = years[date];
  const unitsOf = (by: string, names: string[]) => {
    const numbers = review[by] ? floats(review[by]) : [];
    return (review[by] ? names : []).map((name, unit) => ({ name, years: reviewYears(numbers, unit, years.length) }));
  };
  const axisNames = (axis: string) => run.data.axes[axis]?.names ?? [];
  const units = {
    landlord: unitsOf("landlord", axisNames("landlord")),
    holder: unitsOf(
      "holder",
      (run.data.axes.holder?.codes ?? []).map((code, i) => (holderNames[code] ? nameIn(holderNames, code, say) : axisNames("holder")[i])),
    ),
    commune: unitsOf("commune", axisNames("commune")),
  };
  const whole = reviewYears(floats(review.agglomeration), 0, years.length);
  const outOfTurn = {
    name: say("Hors tour de réservataire (mutations, logements rendus)", "Out of the holders' turns (transfers, dwellings given back)"),
    years: whole.map((one, y) => onNoAccount(one, units.holder.map((holder) => holder.years[y]))),
  };
  const byHolder = units.holder.length > 0 ? [...units.holder, outOfTurn] : [];
  const inYear = (of: (typeof units)["landlord"], { row } = table) =>
    of.filter((unit) => !isEmpty(unit.years[date])).map((unit) => row(unit.name, unit.years[date]));
  const inAllYears = (of: (typeof units)["landlord"]) =>
    of.flatMap((unit) => unit.years.flatMap((one, y) => (isEmpty(one) ? [] : [table.row(`${unit.name} · ${years[y]}`, one)])));
  return (
    <>
      <DataTable
        caption={say("Bilan annuel de la CIA, toute l'agglomération, seuil légal", "Yearly review of the CIA, whole agglomeration, legal threshold")}
        head={table.head(say("Année", "Year"))}
        rows={whole.map((one, y) => table.row(years[y], one))}
      />
      <DataTable
        caption={say(`Bilan ${year} par bailleur, seuil légal`, `Review of ${year} by landlord, legal threshold`)}
        head={table.head(say("Bailleur", "Landlord"))}
        rows={inYear(units.landlord)}
      />
      <DataTable
        caption={say(`Bilan ${year} par réservataire, seuil légal`, `Review of ${year} by holder of reservations, legal threshold`)}
        head={table.head(say("Réservataire", "Holder"))}
        rows={inYear(byHolder)}
      />
      <details class="review-communes">
        <summary>{say(`Bilan ${year} par commune`, `Review of ${year} by commune`)}</summary>
        <DataTable
          caption={say(`Bilan ${year} par commune, seuil légal`, `Review of ${year} by commune, legal threshold`)}
          head={ofCommunes.head("Commune")}
          rows={inYear(units.commune, ofCommunes)}
        />
      </details>
      <details class="review-years">
        <summary>{say("Toutes les années, par bailleur et réservataire", "All years, by landlord and holder")}</summary>
        <DataTable
          caption={say("Bilan de chaque année par bailleur, seuil légal", "Review of each year by landlord, legal threshold")}
          head={table.head(say("Bailleur, année", "Landlord, year"))}
          rows={inAllYears(units.landlord)}
        />
        <DataTable
          caption={say("Bilan de chaque année par réservataire, seuil légal", "Review of each year by holder, legal threshold")}
          head={table.head(say("Réservataire, année", "Holder, year"))}
          rows={inAllYears(byHolder)}
        />
      </details>
      <p class="note">
        {say(
          "Baux signés dans l'année civile, tous réservataires, mutations comprises, foyers exclus ; moyenne des réplications, de la part d'année simulée. Le taux rapporte aux baux hors QPV le 1er quartile et ceux que la stratégie compte avec lui : les relogés, sauf autre choix (CCH L.441-1). « Baux manquants » : moyenne des manques de chaque réplication ; il peut en manquer alors que le taux moyen est atteint. Par commune, ces parts ne sont qu'un repère : elles s'imposent aux baux de chaque bailleur et de l'agglomération.",
          "Leases signed in the calendar year, all holders, transfers included, hostels excluded; mean of the replications, of the part of the year that is simulated. The rate is of the first quartile and of those whom the strategy counts with it (the rehoused, unless it says otherwise) among the leases outside QPV (CCH L.441-1). “Leases missing”: mean of the gaps of each replication; some may be missing although the mean rate is reached. By commune these shares are a landmark only: they are due of the leases of each landlord and of the agglomeration.",
        )}
      </p>
    </>
  );
}

/** Whether each quota ever bound, and where each account stands. */
export function Quotas(view: View) {
  const { language, say } = useWords();
  const { run, scenario, date } = view;
  const quotas = run.leases(scenario)?.quotas ?? [];
  if (quotas.length === 0) {
    return (
      <p class="notice">
        {say("Ce résultat ne tient pas les comptes des quotas.", "This result does not keep the accounts of quotas.")}
      </p>
    );
  }
  const year = yearOf(dateText(view));
  const number = (of: number) => value(of, "", language);
  const plural = (of: number) => (Math.round(of * 10) >= 20 ? "s" : "");
  const name = (quota: string) => nameIn(quotaNames, quota, say);
  const holder = (code: string) => (holderNames[code] ? nameIn(holderNames, code, say) : undefined);
  const uses = quotaUses(quotas, run.data.months.count / 12);
  return (
    <>
      <h3>{say("Les quotas ont-ils joué ?", "Did the quotas bind?")}</h3>
      <ul class="quota-uses">
        {uses.map((use) => (
          <li key={use.quota} data-quota={use.quota}>
            <b>{name(use.quota)}</b> <QuotaMode run={run} scenario={scenario} quota={use.quota} />
            {say(" : ", ": ")}
            {use.boundAYear === 0
              ? say("ce quota n'a jamais joué", "this quota never bound")
              : say(
                  `a changé ${number(use.boundAYear)} liste${plural(use.boundAYear)} de candidats par an`,
                  `changed ${number(use.boundAYear)} lists of candidates a year`,
                )}
            {use.relaxedAYear > 0 &&
              say(
                ` ; levé pour ${number(use.relaxedAYear)} logement${plural(use.relaxedAYear)} vide${plural(use.relaxedAYear)} trop longtemps, par an`,
                `; lifted for ${number(use.relaxedAYear)} dwellings empty for too long, a year`,
              )}
            .
          </li>
        ))}
      </ul>
      <DataTable
        caption={say(`Comptes des quotas, ${year}`, `Accounts of quotas, ${year}`)}
        head={[
          say("Quota · compte", "Quota · account"),
          say("Part demandée", "Share asked for"),
          say("Baux comptés", "Leases counted"),
          say("dont dans le groupe", "of which in the group"),
          say("Taux", "Rate"),
          say("Écart en baux", "Gap in leases"),
          say("Histoires en défaut", "Histories with a gap"),
          say("Listes changées", "Lists changed"),
          say("Levées", "Lifted"),
          say("Substitués par le préfet", "Substituted by the prefect"),
          say("Restent dus", "Still owed"),
        ]}
        rows={quotas.flatMap((account) => {
          const of = quotaYears(account)[date];
          return of.leases === 0 && of.bound === 0
            ? []
            : [
                [
                  `${name(account.quota)} · ${account.account ? accountName(run, account.account, holder) : say("ensemble", "together")}`,
                  value(account.share, "1", language),
                  number(of.leases),
                  number(of.inGroup),
                  of.leases > 0 ? value(of.inGroup / of.leases, "1", language) : "–",
                  number(of.gap),
                  value(of.withGap, "1", language),
                  number(of.bound),
                  number(of.relaxed),
                  number(of.substituted),
                  number(of.owed),
                ],
              ];
        })}
      />
      <p class="note">
        {say(
          "Moyenne des réplications. « Listes changées » : logements vacants dont la liste des candidats n'est plus la même à cause du quota. Un quota suivi sans contrainte se compte, mais ne change aucune liste.",
          "Mean of the replications. “Lists changed”: vacant dwellings whose list of candidates is no longer the same because of the quota. A quota watched without constraint is counted, but changes no list.",
        )}
      </p>
    </>
  );
}

function QuotaMode({ run, scenario, quota }: Shown & { quota: string }) {
  const { say } = useWords();
  const mode = parameterOf(run, scenario, `quotas.${quota}.mode`);
  return mode ? <i>({nameIn(quotaModes, mode.replaceAll('"', ""), say)})</i> : null;
}
