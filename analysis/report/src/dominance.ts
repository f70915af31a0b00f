/** A strategy's two costs, both better when lower. */
export interface Tradeoff {
  scenario: number;
  x: number;
  y: number;
}

/** Strategies that another beats on both counts, or on one and equals on the other; by which. */
export function dominatedBy(all: Tradeoff[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const one of all) {
    const better = all.find(
      (other) =>
        other.scenario !== one.scenario && other.x <= one.x && other.y <= one.y && (other.x < one.x || other.y < one.y),
    );
    if (better) {
      found.set(one.scenario, better.scenario);
    }
  }
  return found;
}
