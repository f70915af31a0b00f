import { difference, unknownValue, value, type Language } from "./numbers";
import type { ScoredFact } from "./run_data";

export const verdicts = ["pass", "warn", "fail", "not measured"] as const;

export interface Tally {
  verdict: string;
  /** Official, of the contract or of the literature. */
  firm: number;
  others: number;
}

const firmStatuses = ["official", "contract", "literature"];

/** How many facts each verdict has, those with firm bounds apart. */
export function tally(facts: ScoredFact[]): Tally[] {
  return verdicts.map((verdict) => {
    const of = facts.filter((fact) => fact.verdict === verdict);
    const firm = of.filter((fact) => firmStatuses.includes(fact.status)).length;
    return { verdict, firm, others: of.length - firm };
  });
}

export const misses = (facts: ScoredFact[]): ScoredFact[] => facts.filter(({ verdict }) => verdict !== "pass");

/** A quantity of the scorecard: shares below one are percentages, others ratios; their differences are points. */
export function factValue(of: number | null, unit: string, language: Language): string {
  if (of === null) {
    return unknownValue;
  }
  if (unit === "difference of shares") {
    return difference(of, "1", language);
  }
  if (unit === "1" || unit === "1/year") {
    return value(of, Math.abs(of) < 1 ? "1" : "ratio", language);
  }
  return value(of, unit.startsWith("EUR") ? unit : unit.replace("/year", ""), language);
}
