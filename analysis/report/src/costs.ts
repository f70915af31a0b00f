import { differsFromZero, evidenceOf } from "./evidence";
import { acrossMondes, holdsInAll } from "./mondes";
import type { Run } from "./run";
import { differences, type Costs, type Point } from "./run_data";

/** What is paid more under the strategy, since the fork: works, and rents that nobody pays. */
const paid: (keyof Costs)[] = ["programme", "rent_lost"];

const extraOf = (run: Run, scenario: number, date: number, amount: keyof Costs): Point | undefined =>
  differences(run.world.costs[scenario]?.[amount])?.[date];

/**
 * Euros more than under the baseline; undefined where the run does not measure them. The half of the interval is at most
 * the sum of those of its parts, and taken as that; none where a part has none.
 */
export function extraCost(run: Run, scenario: number, date: number): Point | undefined {
  const parts = paid.map((amount) => extraOf(run, scenario, date, amount));
  return parts.reduce<Point | undefined>(
    (sum, more) =>
      sum === undefined || more === undefined
        ? undefined
        : {
            mean: sum.mean + more.mean,
            half: sum.half === undefined || more.half === undefined ? undefined : sum.half + more.half,
          },
    { mean: 0, half: 0 },
  );
}

/** Apart: the same households would draw some in the private stock, which no run counts. */
export const extraAllowance = (run: Run, scenario: number, date: number): Point | undefined =>
  extraOf(run, scenario, date, "allowance");

/** `unclear`: the cost cannot be told from none. */
export type CostOfAPoint =
  | { kind: "euros"; euros: number }
  | { kind: "no_fall" }
  | { kind: "no_cost" }
  | { kind: "unclear" }
  | { kind: "unknown" };

/** Of a fall of the QPV's poverty rate by a point, if it falls, and costs, beyond chance; the fall in all mondes. */
export function costOfAPoint(run: Run, scenario: number, date: number, qpv: number): CostOfAPoint {
  const at = run.data.dates[date];
  const fall = run.difference(scenario, "poverty_rate", at, qpv);
  const cost = extraCost(run, scenario, date);
  if (!fall || cost === undefined) {
    return { kind: "unknown" };
  }
  const inAll = !run.hasMondes || holdsInAll(acrossMondes(run.differenceInEach(scenario, "poverty_rate", at, qpv)));
  if (!(fall.mean < 0) || !differsFromZero(evidenceOf(fall)) || !inAll) {
    return { kind: "no_fall" };
  }
  if (cost.half === undefined || Math.abs(cost.mean) < cost.half) {
    return { kind: "unclear" };
  }
  return cost.mean <= 0 ? { kind: "no_cost" } : { kind: "euros", euros: cost.mean / (-100 * fall.mean) };
}

/** Open requests over the leases of a whole year, from a part of one; undefined without leases. */
export function requestsPerLease(meanRequests: number, leases: number, months: number): number | undefined {
  return leases > 0 ? meanRequests / ((leases * 12) / months) : undefined;
}

/** Months of the calendar year of a date that the run holds. */
export function monthsInYear(run: Run, date: number): number {
  const before = date === 0 ? -1 : run.monthPosition(run.data.dates[date - 1]);
  return run.monthPosition(run.data.dates[date]) - before;
}
