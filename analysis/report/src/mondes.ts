import type { Point } from "./run";

/** What the mondes, as rival explanations of the same data, say of one difference. */
export type SignAcrossMondes = "higher_in_all" | "lower_in_all" | "undecided" | "opposed" | "not_measured";

export interface AcrossMondes {
  sign: SignAcrossMondes;
  mondes: number;
  /** In how many the 95 % interval lies above zero, below it. */
  higher: number;
  lower: number;
  /** Of the mean differences. */
  least: number;
  greatest: number;
}

export function acrossMondes(inEach: (Point | undefined)[]): AcrossMondes {
  const known = inEach.flatMap((point) => (point && Number.isFinite(point.mean) ? [point] : []));
  const higher = known.filter(({ mean, half }) => half !== undefined && mean - half > 0).length;
  const lower = known.filter(({ mean, half }) => half !== undefined && mean + half < 0).length;
  const means = known.map(({ mean }) => mean);
  return { sign: signOf(higher, lower, known.length, inEach.length), mondes: inEach.length, higher, lower, least: Math.min(...means), greatest: Math.max(...means) };
}

function signOf(higher: number, lower: number, known: number, mondes: number): SignAcrossMondes {
  if (known === 0) {
    return "not_measured";
  }
  if (higher > 0 && lower > 0) {
    return "opposed";
  }
  if (higher === mondes) {
    return "higher_in_all";
  }
  return lower === mondes ? "lower_in_all" : "undecided";
}

/** There is no verdict unless the sign holds in every monde. */
export const holdsInAll = ({ sign }: AcrossMondes): boolean => sign === "higher_in_all" || sign === "lower_in_all";
