export interface Step {
  name: string;
  from: number;
  to: number;
  /** A level rather than a change. */
  total: boolean;
}

/** The steps from the level at the start, change after change, to the level at the end. */
export function stepsOf(start: number, changes: { name: string; change: number }[], names: { start: string; end: string }): Step[] {
  const steps: Step[] = [{ name: names.start, from: 0, to: start, total: true }];
  let level = start;
  for (const { name, change } of changes) {
    steps.push({ name, from: level, to: level + change, total: false });
    level += change;
  }
  steps.push({ name: names.end, from: 0, to: level, total: true });
  return steps;
}
