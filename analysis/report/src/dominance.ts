import type { Point } from "./run_data";

/** A strategy's two costs, both better when lower: their paired differences from the baseline, in each monde. */
export interface Tradeoff {
  scenario: number;
  outsidePresentLaw: boolean;
  x: (Point | undefined)[];
  y: (Point | undefined)[];
}

/** The baseline's difference from itself. */
export const noDifference: Point = { mean: 0, half: 0 };

/**
 * Whether one is lower than the other beyond chance. The half-width of the difference of two strategies is at most the
 * sum of theirs against the baseline, whatever the futures have in common: what is told so is told by the paired
 * difference too.
 */
function isSurelyLower(one: Point | undefined, other: Point | undefined): boolean {
  return (
    one?.half !== undefined && other?.half !== undefined && one.mean + one.half < other.mean - other.half
  );
}

const isLowerInEach = (one: (Point | undefined)[], other: (Point | undefined)[]): boolean =>
  one.length > 0 && one.every((point, monde) => isSurelyLower(point, other[monde]));

/**
 * Strategies that another beats on both counts, beyond chance and in every monde; by which. Nothing outside present law
 * beats what is lawful.
 */
export function dominatedBy(all: Tradeoff[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const one of all) {
    const better = all.find(
      (other) =>
        (one.outsidePresentLaw || !other.outsidePresentLaw) && isLowerInEach(other.x, one.x) && isLowerInEach(other.y, one.y),
    );
    if (better) {
      found.set(one.scenario, better.scenario);
    }
  }
  return found;
}
