import type { Run } from "../run";

/** What the reader looks at, everywhere on the page. */
export interface Shown {
  run: Run;
  scenario: number;
}

export interface View extends Shown {
  /** Position among the run's dates. */
  date: number;
}

export const dateText = ({ run, date }: View): string => run.data.dates[date];
