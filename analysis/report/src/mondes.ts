import type { Point } from "./run_data";

/** What the mondes, as rival explanations of the same data, say of one difference. */
export type SignAcrossMondes = "higher_in_all" | "lower_in_all" | "undecided" | "opposed" | "not_measured";

export interface AcrossMondes {
  sign: SignAcrossMondes;
  mondes: number;
  /** In how many the 95 % interval lies above zero, below it. */
  higher: number;
  lower: number;
  /** In how many every replication has the same value under both. */
  identical: number;
  /** Whether each has an interval. */
  withIntervals: boolean;
  /** Of the mean differences. */
  least: number;
  greatest: number;
}

export function acrossMondes(inEach: (Point | undefined)[]): AcrossMondes {
  const known = inEach.flatMap((point) => (point && Number.isFinite(point.mean) ? [point] : []));
  const higher = known.filter(({ mean, half }) => half !== undefined && mean - half > 0).length;
  const lower = known.filter(({ mean, half }) => half !== undefined && mean + half < 0).length;
  const means = known.map(({ mean }) => mean);
  return {
    sign: signOf(higher, lower, known.length, inEach.length),
    mondes: inEach.length,
    higher,
    lower,
    identical: known.filter(({ mean, half }) => mean === 0 && half === 0).length,
    withIntervals: known.length === inEach.length && known.every(({ half }) => half !== undefined),
    least: Math.min(...means),
    greatest: Math.max(...means),
  };
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

/** A shape, and words in French and English. */
export interface SignWords {
  mark: string;
  fr: string;
  en: string;
}

const undecidedWords = ({ higher, lower, identical, mondes, withIntervals }: AcrossMondes): SignWords => {
  const established = Math.max(higher, lower);
  if (identical === mondes) {
    return { mark: "=", fr: `identique dans les ${mondes} mondes`, en: `identical in all ${mondes} mondes` };
  }
  if (established > 0) {
    const [rise, growth] = higher > 0 ? ["hausse", "rise"] : ["baisse", "fall"];
    return {
      mark: "~",
      fr: `${rise} établie dans ${established} des ${mondes} mondes`,
      en: `${growth} established in ${established} of the ${mondes} mondes`,
    };
  }
  return {
    mark: "~",
    fr: `non établi dans les ${mondes} mondes${withIntervals ? " (les intervalles contiennent zéro)" : ""}`,
    en: `not established in the ${mondes} mondes${withIntervals ? " (the intervals include zero)" : ""}`,
  };
};

/** What the mondes say, never by colour alone. */
export function signWords(across: AcrossMondes): SignWords {
  const { sign, mondes } = across;
  switch (sign) {
    case "higher_in_all":
      return { mark: "▲", fr: `hausse dans les ${mondes} mondes`, en: `rise in all ${mondes} mondes` };
    case "lower_in_all":
      return { mark: "▼", fr: `baisse dans les ${mondes} mondes`, en: `fall in all ${mondes} mondes` };
    case "opposed":
      return { mark: "⇅", fr: "change de signe d'un monde à l'autre", en: "changes its sign between mondes" };
    case "not_measured":
      return { mark: "–", fr: "non mesuré", en: "not measured" };
    case "undecided":
      return undecidedWords(across);
  }
}

/** There is no verdict unless the sign holds in every monde. */
export const holdsInAll = ({ sign }: AcrossMondes): boolean => sign === "higher_in_all" || sign === "lower_in_all";
