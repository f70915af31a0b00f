import { differsFromZero, evidenceOf } from "./evidence";
import { amount, half, month, type Language } from "./numbers";
import type { Run } from "./run";
import { differences, type Point } from "./run_data";
import { acrossMondes, holdsInAll } from "./mondes";
import { sayIn } from "./words";

const measure = "poverty_rate";
const togetherMeasure = "poverty_rate_in_qpv";

/** Behind the size of a difference: its interval, or that one replication has none. */
function certaintyOf(difference: Point, unit: string, language: Language): string {
  const interval = half(difference, unit, language);
  return ` (${interval || sayIn(language)("hasard non mesuré", "chance not measured")})`;
}

/** "plus basse de 2,9 points (± 1,1)". */
function apart(difference: Point, language: Language): string {
  const say = sayIn(language);
  const way = difference.mean < 0 ? say("plus basse de", "lower by") : say("plus haute de", "higher by");
  return `${way} ${amount(difference, "1", language)}${certaintyOf(difference, "1", language)}`;
}

function listed(parts: string[], language: Language): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} ${language === "fr" ? "et" : "and"} ${parts[parts.length - 1]}`;
}

/** All QPV together, where there are several: they may change though none does beyond chance. */
function togetherSentence(run: Run, scenario: number, at: string, language: Language): string {
  const say = sayIn(language);
  const difference = run.difference(scenario, togetherMeasure, at);
  if (run.qpvNames.length < 2 || !difference || !Number.isFinite(difference.mean)) {
    return "";
  }
  const mondes = run.data.worlds.length;
  if (run.hasMondes && !holdsInAll(acrossMondes(run.differenceInEach(scenario, togetherMeasure, at)))) {
    return say(
      ` Tous QPV ensemble, le signe de l'écart n'est pas établi dans les ${mondes} mondes.`,
      ` All QPV together, the sign of the difference is not established in all ${mondes} mondes.`,
    );
  }
  const evidence = evidenceOf(difference);
  if (!differsFromZero(evidence) && evidence !== "no_interval") {
    return say(" Tous QPV ensemble, pas d'écart discernable.", " All QPV together, no distinguishable difference.");
  }
  const text = apart(difference, language);
  return say(` Tous QPV ensemble, elle est ${text}.`, ` All QPV together, it is ${text}.`);
}

/** For the QPV at one date, one by one and together, compared with the baseline at that date. */
export function povertySentence(run: Run, scenario: number, at: string, language: Language): string {
  return eachQpvSentence(run, scenario, at, language) + togetherSentence(run, scenario, at, language);
}

function eachQpvSentence(run: Run, scenario: number, at: string, language: Language): string {
  const say = sayIn(language);
  const moving: string[] = [];
  const still: string[] = [];
  const undecided: string[] = [];
  run.qpvNames.forEach((name, place) => {
    const difference = run.difference(scenario, measure, at, place);
    const evidence = evidenceOf(difference);
    if (run.hasMondes && !holdsInAll(acrossMondes(run.differenceInEach(scenario, measure, at, place)))) {
      undecided.push(name);
    } else if (difference && (differsFromZero(evidence) || evidence === "no_interval")) {
      const text = apart(difference, language);
      moving.push(say(`${text} dans le quartier ${name}`, `${text} in ${name}`));
    } else {
      still.push(name);
    }
  });
  const when = month(at, language);
  const mondes = run.data.worlds.length;
  if (moving.length === 0 && undecided.length > 0) {
    return say(
      `En ${when}, par rapport à la référence, pas de verdict sur la pauvreté : dans aucun QPV le signe de l'écart n'est établi dans les ${mondes} mondes.`,
      `In ${when}, compared with the baseline, no verdict on poverty: in no QPV is the sign of the difference established in all ${mondes} mondes.`,
    );
  }
  if (moving.length === 0) {
    return say(
      `En ${when}, la pauvreté ne se distingue de celle de la référence dans aucun QPV.`,
      `In ${when}, poverty cannot be told from the baseline's in any QPV.`,
    );
  }
  const rest =
    still.length > 0
      ? say(` ; pas d'écart discernable pour ${listed(still, language)}`, `; no distinguishable difference for ${listed(still, language)}`)
      : "";
  const without =
    undecided.length > 0
      ? say(
          ` ; pas de verdict pour ${listed(undecided, language)}, où le signe n'est pas établi dans les ${mondes} mondes`,
          `; no verdict for ${listed(undecided, language)}, where the sign is not established in all ${mondes} mondes`,
        )
      : "";
  const holds = run.hasMondes ? say(` (le signe tient dans les ${mondes} mondes)`, ` (the sign holds in all ${mondes} mondes)`) : "";
  return say(
    `En ${when}, par rapport à la référence, la pauvreté est ${listed(moving, language)}${holds}${rest}${without}.`,
    `In ${when}, compared with the baseline, poverty is ${listed(moving, language)}${holds}${rest}${without}.`,
  );
}

/** One sentence for those who wait: whom the strategy makes wait longer or less, of those housed in the year to then. */
export function waitSentence(run: Run, scenario: number, at: string, language: Language): string {
  const say = sayIn(language);
  const date = run.data.dates.indexOf(at);
  const when = month(at, language);
  const names: [string, string][] = [
    ["le 1er quartile des demandeurs (le plus modeste)", "the applicants' first quartile (the poorest)"],
    ["le 2e quartile", "the second quartile"],
    ["le 3e quartile", "the third quartile"],
    ["le 4e quartile", "the fourth quartile"],
  ];
  const parts = names.flatMap((name, quartile) => {
    const difference = differences(run.leases(scenario)?.waits?.[quartile])?.[date];
    const evidence = evidenceOf(difference);
    if (!difference || !(differsFromZero(evidence) || evidence === "no_interval")) {
      return [];
    }
    if (run.hasMondes && !holdsInAll(acrossMondes(run.waitDifferenceInEach(scenario, quartile, date)))) {
      return [];
    }
    const size = amount(difference, "month", language);
    const more = difference.mean > 0 ? say("de plus", "more") : say("de moins", "less");
    return [`${size} ${more}${certaintyOf(difference, "month", language)} ${say(`pour ${name[0]}`, `for ${name[1]}`)}`];
  });
  if (!run.leases(scenario)?.waits) {
    return say("Attente : ce résultat ne garde pas les baux.", "Waiting: this result does not keep the leases.");
  }
  const mondes = run.data.worlds.length;
  if (run.hasMondes && parts.length === 0) {
    return say(
      `Attente moyenne des ménages logés dans l'année jusqu'à ${when} : pas d'écart dont le signe soit établi dans les ${mondes} mondes.`,
      `Mean wait of those housed within the year to ${when}: no difference of which the sign is established in all ${mondes} mondes.`,
    );
  }
  return parts.length === 0
    ? say(
        `Attente moyenne des ménages logés dans l'année jusqu'à ${when} : pas d'écart discernable, dans aucun quartile.`,
        `Mean wait of those housed within the year to ${when}: no distinguishable difference in any quartile.`,
      )
    : say(
        `Attente moyenne des ménages logés dans l'année jusqu'à ${when}, par rapport à la référence : ${listed(parts, language)}.`,
        `Mean wait of those housed within the year to ${when}, compared with the baseline: ${listed(parts, language)}.`,
      );
}

/** Whether the strategy lowers poverty in a QPV at one of the dates: then one has to ask where people are. */
export function povertyFalls(run: Run, scenario: number): boolean {
  return run.shownDates.some((date) =>
    run.qpvNames.some((_, place) => {
      const difference = run.difference(scenario, measure, run.data.dates[date], place);
      const evidence = evidenceOf(difference);
      return difference !== undefined && difference.mean < 0 && (differsFromZero(evidence) || evidence === "no_interval");
    }),
  );
}
