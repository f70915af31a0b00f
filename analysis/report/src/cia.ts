import type { Run } from "./run";
import { floats, type Quota } from "./run_data";

/** Leases of a calendar year, mean of the replications, by the legal threshold. */
export interface ReviewYear {
  outside: number;
  firstOutside: number;
  firstOrRehousedOutside: number;
  missingOutside: number;
  inQpv: number;
  upperInQpv: number;
  missingInQpv: number;
}

/** One unit's review, year after year. */
export function reviewYears(numbers: number[], unit: number, years: number): ReviewYear[] {
  return Array.from({ length: years }, (_, year) => {
    const [outside, firstOutside, firstOrRehousedOutside, missingOutside, inQpv, upperInQpv, missingInQpv] = numbers.slice(
      7 * (unit * years + year),
    );
    return { outside, firstOutside, firstOrRehousedOutside, missingOutside, inQpv, upperInQpv, missingInQpv };
  });
}

/** The leases of a year that none of the units has: of the whole less theirs. What is missing to a share is nobody's. */
export function onNoAccount(whole: ReviewYear, units: ReviewYear[]): ReviewYear {
  const rest = (of: (year: ReviewYear) => number) => units.reduce((left, unit) => left - of(unit), of(whole));
  return {
    outside: rest((year) => year.outside),
    firstOutside: rest((year) => year.firstOutside),
    firstOrRehousedOutside: rest((year) => year.firstOrRehousedOutside),
    missingOutside: NaN,
    inQpv: rest((year) => year.inQpv),
    upperInQpv: rest((year) => year.upperInQpv),
    missingInQpv: NaN,
  };
}

/** An account of a quota in a calendar year, mean of the replications. */
export interface QuotaYear {
  leases: number;
  inGroup: number;
  gap: number;
  /** Share of the replications with a gap. */
  withGap: number;
  bound: number;
  relaxed: number;
  substituted: number;
  owed: number;
}

export function quotaYears(quota: Quota): QuotaYear[] {
  const numbers = floats(quota.years);
  return Array.from({ length: numbers.length / 8 }, (_, year) => {
    const [leases, inGroup, gap, withGap, bound, relaxed, substituted, owed] = numbers.slice(8 * year);
    return { leases, inGroup, gap, withGap, bound, relaxed, substituted, owed };
  });
}

/** What a quota did over the whole run, all accounts together: a year's means. */
export interface QuotaUse {
  quota: string;
  boundAYear: number;
  relaxedAYear: number;
}

/** A quota that never bound changed no list, in no replication. */
export function quotaUses(quotas: Quota[], years: number): QuotaUse[] {
  const uses = new Map<string, QuotaUse>();
  for (const account of quotas) {
    const use = uses.get(account.quota) ?? { quota: account.quota, boundAYear: 0, relaxedAYear: 0 };
    for (const { bound, relaxed } of quotaYears(account)) {
      use.boundAYear += bound / years;
      use.relaxedAYear += relaxed / years;
    }
    uses.set(account.quota, use);
  }
  return [...uses.values()];
}

/** The value in force at the end, of a key that may change on the way ("key", then "key@2024-01"). */
export function parameterOf(run: Run, scenario: number, key: string): string | undefined {
  const lastOf = (s: number) =>
    run.data.scenarios[s].parameters.filter(([name]) => name === key || name.startsWith(`${key}@`)).pop()?.[1];
  return lastOf(scenario) ?? lastOf(0);
}

/** What the law asks of the leases of a year, as the baseline states it; NaN if it does not. */
export const dueShares = (run: Run) => ({
  firstQuartileOutside: Number(parameterOf(run, 0, "review.first_quartile_outside_qpv")),
  upperQuartilesInQpv: Number(parameterOf(run, 0, "review.upper_quartiles_in_qpv")),
});

/** The name of who is counted: a landlord, a holder or a commune. */
export function accountName(run: Run, code: string, holderName: (code: string) => string | undefined): string {
  for (const axis of ["landlord", "commune", "holder"]) {
    const position = run.data.axes[axis]?.codes.indexOf(code) ?? -1;
    if (position >= 0) {
      return (axis === "holder" ? holderName(code) : undefined) ?? run.data.axes[axis].names[position];
    }
  }
  return code;
}
