import { differsFromZero, evidenceOf } from "./evidence";
import type { Run } from "./run";
import { differences, levels, type FairnessLine, type Point } from "./run_data";

/** The quarters of the applicants, by the frozen threshold, among the groups of households housed. */
export const quartileGroups = ["quartile_1", "quartile_2", "quartile_3", "quartile_4"];

/** What was counted from the beginning to the date, as a year of it. */
export function aYear(run: Run, date: number, counted: Point | undefined): Point | undefined {
  const months = run.monthPosition(run.data.dates[date]) + 1;
  const scaled = (of: number | undefined) => (of === undefined ? undefined : (12 * of) / months);
  return counted && { mean: scaled(counted.mean)!, half: scaled(counted.half), low: scaled(counted.low), high: scaled(counted.high) };
}

/** Households of a group housed a year from the beginning to the date, transfers left out. */
export function housedAYear(run: Run, scenario: number, group: string, date: number): Point | undefined {
  return aYear(run, date, run.groupPoint(levels(run.leases(scenario)?.groups?.all), group, date));
}

/** Their difference from the baseline, in each monde. */
export function housedDifferenceInEach(run: Run, scenario: number, group: string, date: number): (Point | undefined)[] {
  return run.inEachMonde((one) => aYear(one, date, one.groupPoint(differences(one.leases(scenario)?.groups?.all), group, date)));
}

export function housedDifference(run: Run, scenario: number, group: string, date: number): Point | undefined {
  return housedDifferenceInEach(run, scenario, group, date)[run.monde];
}

export const fairnessDifference = ({ mean, half, low, high }: FairnessLine): Point | undefined =>
  mean === null ? undefined : { mean, half: half ?? undefined, low: low ?? undefined, high: high ?? undefined };

/** Of these measures of fairness, more is worse: they count what has to be waited through. */
const worseWhenMore = ["months_a_priority_lease"];
const worseWhenLess = ["housed_within", "steady_chance", "rate_ratio", "log_odds_ratio"];
const isAccess = (measure: string): boolean =>
  worseWhenLess.some((beginning) => measure.startsWith(beginning)) || worseWhenMore.includes(measure);

/** The measures by which somebody's access is worse than under the baseline, beyond chance. */
export function accessAlerts(run: Run, scenario: number): FairnessLine[] {
  return (run.leases(scenario)?.fairness ?? []).filter((line) => {
    const worse = worseWhenMore.includes(line.measure) ? (line.mean ?? 0) > 0 : (line.mean ?? 0) < 0;
    return line.access_falls || (isAccess(line.measure) && worse && differsFromZero(evidenceOf(fairnessDifference(line))));
  });
}

/** Groups whose mean wait, if they are housed, the law cares for first. */
const priorities = ["priority", "dalo"];

export interface LongerWait {
  group: string;
  difference: Point;
}

/** Those of the priorities that wait longer for their dwelling than under the baseline, beyond chance. */
export function longerWaits(run: Run, scenario: number, date: number): LongerWait[] {
  const waits = differences(run.leases(scenario)?.groups?.mean_wait);
  return priorities.flatMap((group) => {
    const difference = run.groupPoint(waits, group, date);
    return difference && difference.mean > 0 && differsFromZero(evidenceOf(difference)) ? [{ group, difference }] : [];
  });
}
