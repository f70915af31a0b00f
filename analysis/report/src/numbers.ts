import type { Point } from "./run_data";

export type Language = "fr" | "en";

const narrow = "\u202f";
const minus = "\u2212";

const locales: Record<Language, string> = { fr: "fr-FR", en: "en-GB" };

/** What `make` gives for a key, made once: a formatter takes longer to make than a page full of numbers to format. */
function madeOnce<Made>(make: (language: Language, kind: string) => Made): (language: Language, kind: string) => Made {
  const made = new Map<string, Made>();
  return (language, kind) => {
    const key = language + kind;
    let found = made.get(key);
    if (found === undefined) {
      found = make(language, kind);
      made.set(key, found);
    }
    return found;
  };
}
const exact = madeOnce(
  (language, digits) =>
    new Intl.NumberFormat(locales[language], {
      minimumFractionDigits: Number(digits),
      maximumFractionDigits: Number(digits),
    }),
);
const atMost = madeOnce(
  (language, digits) => new Intl.NumberFormat(locales[language], { maximumFractionDigits: Number(digits) }),
);
const monthly = madeOnce(
  (language, style) =>
    new Intl.DateTimeFormat(locales[language], {
      month: style as "long" | "short",
      year: "numeric",
      timeZone: "UTC",
    }),
);

function decimal(value: number, digits: number, language: Language): string {
  const shown = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return exact(language, String(digits)).format(shown).replace("-", minus);
}

/** As it is read: 1.96 is 2.0, and so a plural. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** How numbers of a unit are shown: multiplied, with so many digits, with a word behind. */
interface Form {
  times: number;
  digits: number;
  unit: (language: Language, value: number) => string;
}

const words: Record<string, [string, string, string, string]> = {
  household: ["ménage", "ménages", "household", "households"],
  lease: ["bail", "baux", "lease", "leases"],
  request: ["demande", "demandes", "request", "requests"],
  person: ["personne", "personnes", "person", "persons"],
  dwelling: ["logement", "logements", "dwelling", "dwellings"],
  offer: ["offre", "offres", "offer", "offers"],
  day: ["jour", "jours", "day", "days"],
  quota: ["fois", "fois", "time", "times"],
};

function formOf(unit: string, difference: "level" | "difference", value: number): Form {
  const few = Math.abs(value) < 100 ? 1 : 0;
  switch (unit) {
    case "1":
      return difference === "level"
        ? { times: 100, digits: 1, unit: (l) => (l === "fr" ? `${narrow}%` : "%") }
        : {
            times: 100,
            digits: 1,
            unit: (l, v) => (l === "fr" ? `\u00a0point${Math.abs(v) >= 2 ? "s" : ""}` : "\u00a0pt"),
          };
    case "ratio":
    case "log":
      return { times: 1, digits: 2, unit: () => "" };
    case "index":
      return { times: 1, digits: 3, unit: () => "" };
    case "EUR/year":
      return { times: 1, digits: 0, unit: (l) => (l === "fr" ? `${narrow}€/an` : "\u00a0€/year") };
    case "EUR/month":
      return { times: 1, digits: 0, unit: () => `${narrow}€` };
    case "EUR":
      return { times: 0.001, digits: 0, unit: () => `${narrow}k€` };
    case "month":
      return { times: 1, digits: 1, unit: (l) => (l === "fr" ? "\u00a0mois" : "\u00a0months") };
    default: {
      const known = words[unit];
      return {
        times: 1,
        digits: difference === "level" ? (few && unit !== "request" ? 1 : 0) : few,
        unit: (l, v) => {
          if (!known) {
            return unit && unit !== "1" ? `\u00a0${unit}` : "";
          }
          const many = l === "fr" ? Math.abs(v) >= 2 : Math.abs(v) !== 1;
          return `\u00a0${known[(l === "fr" ? 0 : 2) + (many ? 1 : 0)]}`;
        },
      };
    }
  }
}

/**
 * With as many digits, two more at most, as tell a small difference, and what is known of its interval, from none; none
 * more where its interval does not.
 */
function formOfDifference(unit: string, of: Point): Form {
  const form = formOf(unit, "difference", of.mean);
  if (of.half !== undefined && of.half >= Math.abs(of.mean)) {
    return form;
  }
  const shown = [of.mean, of.half || of.mean].map((size) => Math.abs(size * form.times));
  const enough = (digits: number) => (size: number) => size >= 0.5 * 10 ** -digits;
  const wider = [0, 1, 2].map((more) => form.digits + more);
  const digits = wider.find((some) => shown.every(enough(some))) ?? wider.find((some) => enough(some)(shown[0]));
  return { ...form, digits: digits ?? form.digits };
}

export const unknownValue = "–";

export function value(of: number | undefined, unit: string, language: Language): string {
  if (of === undefined || !Number.isFinite(of)) {
    return unknownValue;
  }
  const form = formOf(unit, "level", of);
  const shown = of * form.times;
  return decimal(shown, form.digits, language) + form.unit(language, rounded(shown, form.digits));
}

/** Without its sign. */
export function amount(of: Point, unit: string, language: Language): string {
  const form = formOfDifference(unit, of);
  const shown = Math.abs(of.mean * form.times);
  return decimal(shown, form.digits, language) + form.unit(language, rounded(shown, form.digits));
}

/** Of a number: without what is known of its interval. */
export function difference(of: Point | number | undefined, unit: string, language: Language): string {
  const point = typeof of === "number" ? { mean: of } : of;
  if (point === undefined || !Number.isFinite(point.mean)) {
    return unknownValue;
  }
  const form = formOfDifference(unit, point);
  const shown = point.mean * form.times;
  const text = decimal(shown, form.digits, language);
  const sign = shown > 0 && !/^[0.,\u202f]*$/.test(text) ? "+" : "";
  return sign + text + form.unit(language, rounded(shown, form.digits));
}

/** "± 1,1": half of the 95 % interval of the mean, in the unit and with the digits of what it follows. */
export function half(point: Point | undefined, unit: string, language: Language, of: "level" | "difference" = "difference"): string {
  if (point?.half === undefined) {
    return "";
  }
  const form = of === "level" ? formOf(unit, "difference", point.mean) : formOfDifference(unit, point);
  return `±\u00a0${decimal(point.half * form.times, form.digits, language)}`;
}

export function count(of: number, language: Language, digits = 0): string {
  return Number.isFinite(of) ? decimal(of, digits, language) : unknownValue;
}

/** The number as an axis shows it. */
export function tick(unit: string, language: Language): (of: number) => string {
  return (of) => {
    const form = formOf(unit, "level", of);
    const shown = of * form.times;
    const digits = Number.isInteger(Number(shown.toFixed(6))) ? 0 : Math.abs(shown) < 0.1 ? 3 : Math.abs(shown) < 10 ? 2 : 1;
    const text = atMost(language, String(digits)).format(shown).replace("-", minus);
    return unit === "1" ? text + form.unit(language, shown) : text;
  };
}

export function month(text: string, language: Language, style: "long" | "short" = "long"): string {
  const [year, of] = text.split("-").map(Number);
  return monthly(language, style).format(new Date(Date.UTC(year, of - 1, 1)));
}

/** The no-break spaces of French print, also where a source was written without them. */
export function french(text: string): string {
  return text
    .replace(/ ([;!?%€»])/g, `${narrow}$1`)
    .replace(/« /g, `«${narrow}`)
    .replace(/ :/g, "\u00a0:")
    .replace(/([^\s;:!?])([;!?])(?=\s|$)/g, `$1${narrow}$2`)
    .replace(/([^\s;:!?]):(?=\s|$)/g, "$1\u00a0:");
}
