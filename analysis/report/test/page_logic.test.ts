import { describe, expect, it } from "vitest";
import { accountName, onNoAccount, parameterOf, quotaUses, quotaYears, reviewYears } from "../src/cia";
import { costOfAPoint, extraAllowance, extraCost, monthsInYear, requestsPerLease } from "../src/costs";
import { dominatedBy, noDifference } from "../src/dominance";
import { evidenceOf, whatIntervalsBear } from "../src/evidence";
import { strategyHead } from "../src/law";
import { acrossMondes, holdsInAll, signWords } from "../src/mondes";
import { amount, difference, french, half, month, value } from "../src/numbers";
import { Run } from "../src/run";
import { differences, floats, levels, steps, type RunData } from "../src/run_data";
import { accessAlerts, aYear, housedDifferenceInEach, longerWaits } from "../src/housed";
import { stepsOf } from "../src/charts/steps";
import { sharedDomain } from "../src/charts/trajectory";
import { factValue, misses, tally } from "../src/scorecard";
import { povertyFalls, povertySentence, waitSentence } from "../src/verdict";
import { placedNames } from "../src/charts/map_layout";

const base64 = (buffer: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const packed = (numbers: number[]): string => base64(Float32Array.from(numbers).buffer);
const counted = (numbers: number[], step: number) => ({
  step,
  base64: base64(Int16Array.from(numbers).buffer),
});

/** Two QPV, two scenarios, one month. `mondes`: by what each multiplies the differences. */
function run(
  poverty: [number, number],
  halves: [number, number],
  wait: number,
  mondes = [1],
  spent: Record<string, number> = {},
): Run {
  const spread = (mean: number, halfWidth: number) => ({
    mean: packed([mean]),
    half: counted([Math.round(halfWidth * 1000)], 0.001),
    low: counted([-Math.round(2 * halfWidth * 1000)], 0.001),
    high: counted([Math.round(2 * halfWidth * 1000)], 0.001),
  });
  const level = spread(0.5, 0.01);
  return new Run({
    language: "fr",
    title: "Pays",
    replications: 4,
    history_months: { first: "2030-11", count: 1 },
    months: { first: "2030-12", count: 1 },
    dates: ["2030-12"],
    axes: { zone: { codes: ["Z", "A", "B"], names: ["Z", "Haut", "Bas"] }, qpv: { codes: ["A", "B"], names: ["Haut", "Bas"] } },
    milestones: null,
    scenarios: [
      { title: "Référence", parameters: [["quotas.q.mode", '"observed"'], ["a", "1"], ["a@2024-01", "2"]] },
      { title: "Essai", parameters: [["quotas.q.mode@2024-01", '"strict"']] },
    ],
    measures: [],
    drawn_parameters: 0,
    sensitivity: null,
    mondes: mondes.map((_, m) => ({ name: `m${m}`, title: `M${m}`, title_en: "", parameters: [] })),
    worlds: mondes.map((times) => ({
      series: [
        { poverty_rate: [{ level }, { level }] },
        {
          poverty_rate: [
            { level, difference: spread(times * poverty[0], halves[0]) },
            { level, difference: spread(times * poverty[1], halves[1]) },
          ],
        },
      ],
      by_zone: [{}, {}],
      histories: [{}],
      history_of: [0, 0],
      costs: [
        {},
        Object.fromEntries(
          Object.entries(spent).map(([amount, euros]) => [amount, { level, difference: { mean: packed([euros]), half: counted([40], 1) } }]),
        ),
      ],
      communes: [null, null],
      leases: {
        groups: [],
        scenarios: [{ chains: [] }, { chains: [], waits: [{ level, difference: spread(times * wait, 0.5) }] }],
      },
    })),
  } as unknown as RunData);
}

describe("The witness", () => {
  it("is the scenario of that origin, and none where the run has none", () => {
    const without = run([0.1, 0.1], [0.01, 0.01], 0);
    expect(without.witness).toBeUndefined();
    const scenarios = [without.data.scenarios[0], { ...without.data.scenarios[1], origin: "témoin" }];
    expect(new Run({ ...without.data, scenarios }).witness).toBe(1);
  });
});

describe("What intervals bear", () => {
  const french = (fr: string) => fr;
  it("is chance alone at fixed parameters, and ignorance too where they were drawn", () => {
    const fixed = run([0.1, 0.1], [0.01, 0.01], 0);
    expect(whatIntervalsBear(fixed, french)).toMatch(/À paramètres fixés : ne mesure pas l'incertitude/);
    const drawn = new Run({ ...fixed.data, drawn_parameters: 43 });
    expect(whatIntervalsBear(drawn, french)).toMatch(/^43 paramètres incertains sont tirés/);
    expect(whatIntervalsBear(drawn, french)).not.toMatch(/fixés/);
    expect(whatIntervalsBear(drawn, french)).toMatch(/L'intervalle de la moyenne \(±\) ne la porte pas/);
  });
});

describe("numbers", () => {
  it("are written as in French print", () => {
    expect(value(0.0421, "1", "fr")).toBe("4,2\u202f%");
    expect(value(1234.4, "request", "fr")).toBe("1\u202f234\u00a0demandes");
    expect(value(10234, "EUR/year", "fr")).toBe("10\u202f234\u202f€/an");
    expect(difference(-0.029, "1", "fr")).toBe("\u22122,9\u00a0points");
    expect(difference(0.011, "1", "fr")).toBe("+1,1\u00a0point");
    expect(difference(0.0196, "1", "fr")).toBe("+2,0\u00a0points");
    expect(amount({ mean: -3.25 }, "month", "fr")).toBe("3,3\u00a0mois");
  });
  it("have no sign when they show as zero", () => {
    expect(difference(-0.000001, "1", "fr")).toBe("0,0\u00a0point");
    expect(difference(0.000001, "1", "fr")).toBe("0,0\u00a0point");
  });
  it("have the digits that tell a small difference from none, and so has its interval", () => {
    expect(difference(0.0002, "1", "fr")).toBe("+0,02\u00a0point");
    expect(half({ mean: 0.0002, half: 0.00013 }, "1", "fr")).toBe("±\u00a00,01");
    expect(difference(-0.00004, "1", "fr")).toBe("\u22120,004\u00a0point");
    expect(amount({ mean: 0.03 }, "lease", "fr")).toBe("0,03\u00a0bail");
  });
  it("show no interval of none where there is one", () => {
    const told = (point: { mean: number; half: number }) => `${difference(point, "1", "fr")} ${half(point, "1", "fr")}`;
    expect(told({ mean: -0.021, half: 0.0002 })).toBe("\u22122,10\u00a0points ±\u00a00,02");
    expect(told({ mean: -0.021, half: 0 })).toBe("\u22122,1\u00a0points ±\u00a00,0");
  });
  it("have no more digits where the interval tells them not from none, nor for a level", () => {
    const noise = { mean: 0.00001, half: 0.0013 };
    expect(difference(noise, "1", "fr")).toBe("0,0\u00a0point");
    expect(half(noise, "1", "fr")).toBe("±\u00a00,1");
    const small = { mean: 0.0002, half: 0.00013 };
    expect(`${value(small.mean, "1", "fr")} ${half(small, "1", "fr", "level")}`).toBe("0,0\u202f% ±\u00a00,0");
  });
  it("are written as in English print", () => {
    expect(value(0.0421, "1", "en")).toBe("4.2%");
    expect(value(1234.4, "request", "en")).toBe("1,234\u00a0requests");
    expect(difference(-0.029, "1", "en")).toBe("\u22122.9\u00a0pt");
  });
  it("say nothing of what was not measured", () => {
    expect(value(NaN, "1", "fr")).toBe("–");
    expect(difference(undefined, "1", "fr")).toBe("–");
    expect(half({ mean: 1 }, "1", "fr")).toBe("");
  });
  it("have months in words and narrow spaces in sentences", () => {
    expect(month("2027-12", "fr")).toBe("décembre 2027");
    expect(month("2027-12", "en")).toBe("December 2027");
    expect(french("« a » : b ; 4 %")).toBe("«\u202fa\u202f»\u00a0: b\u202f; 4\u202f%");
    expect(french("Contrat 2024-2030; la vacance: 1,06 % !")).toBe("Contrat 2024-2030\u202f; la vacance\u00a0: 1,06\u202f%\u202f!");
    expect(french("https://insee.fr à 12:30")).toBe("https://insee.fr à 12:30");
  });
});

describe("packing", () => {
  it("gives floats back", () => {
    expect(floats(packed([0.5, -2, NaN]))).toEqual([0.5, -2, NaN]);
  });
  it("gives steps back, and what is not a number", () => {
    expect(steps(counted([2, -3, -32768], 0.25))).toEqual([0.5, -0.75, NaN]);
  });
  it("gives back steps from an offset", () => {
    const summaries = { level: { mean: { ...counted([-2, 0, -32768], 0.5), offset: 100 } } };
    expect(levels(summaries)).toEqual([{ mean: 99 }, { mean: 100 }, { mean: NaN }]);
  });
  it("gives spreads around their mean", () => {
    const summaries = {
      level: { mean: packed([1]), half: counted([2], 0.5), low: counted([-4], 0.5), high: counted([6], 0.5) },
    };
    expect(levels(summaries)).toEqual([{ mean: 1, half: 1, low: -1, high: 4 }]);
    expect(differences(summaries)).toBeUndefined();
  });
});

describe("evidence", () => {
  it("keeps the mean's interval and one future apart", () => {
    expect(evidenceOf({ mean: -3, half: 1, low: -5, high: -1 })).toBe("steady");
    expect(evidenceOf({ mean: -3, half: 1, low: -8, high: 2 })).toBe("on_average");
    expect(evidenceOf({ mean: -3, half: 4, low: -8, high: 2 })).toBe("indistinct");
  });
  it("never claims more than was measured", () => {
    expect(evidenceOf({ mean: -3 })).toBe("no_interval");
    expect(evidenceOf({ mean: -3, half: 1 })).toBe("on_average");
    expect(evidenceOf({ mean: 0, half: 0, low: 0, high: 0 })).toBe("identical");
    expect(evidenceOf({ mean: 0 })).toBe("identical");
    expect(evidenceOf(undefined)).toBe("not_measured");
    expect(evidenceOf({ mean: NaN })).toBe("not_measured");
  });
});

describe("trade-offs", () => {
  const tradeoff = (scenario: number, x: number, y: number, { outsidePresentLaw = false } = {}) => ({
    scenario, outsidePresentLaw, x: [{ mean: x, half: 0.5 }], y: [{ mean: y, half: 0.5 }],
  });
  const baseline = { scenario: 0, outsidePresentLaw: false, x: [noDifference], y: [noDifference] };
  it("name the strategy that does better on both, beyond chance", () => {
    expect([...dominatedBy([baseline, tradeoff(1, -2, -2), tradeoff(2, -3, 1)])]).toEqual([[0, 1]]);
  });
  it("call no strategy dominated by a difference of nothing", () => {
    expect(dominatedBy([baseline, tradeoff(1, -2, -0.4)]).size).toBe(0);
    expect(dominatedBy([baseline, tradeoff(1, -2, 0)]).size).toBe(0);
    expect(dominatedBy([tradeoff(1, -2, -2), tradeoff(2, -1.2, -1.2)]).size).toBe(0);
    expect([...dominatedBy([tradeoff(1, -2, -2), tradeoff(2, -0.9, -0.9)])]).toEqual([[2, 1]]);
    const alone = { ...baseline, scenario: 1, x: [{ mean: -2 }], y: [{ mean: -2 }] };
    expect(dominatedBy([baseline, alone]).size).toBe(0);
  });
  it("let nothing outside present law beat what is lawful", () => {
    expect(dominatedBy([baseline, tradeoff(1, -2, -2, { outsidePresentLaw: true })]).size).toBe(0);
    const both = [tradeoff(1, -2, -2, { outsidePresentLaw: true }), tradeoff(2, 0, 0, { outsidePresentLaw: true })];
    expect([...dominatedBy(both)]).toEqual([[2, 1]]);
  });
  it("ask it of every monde", () => {
    const inTwo = (half: number) => ({ scenario: 1, outsidePresentLaw: false, x: [{ mean: -2, half: 1 }, { mean: -2, half }], y: [{ mean: -2, half: 1 }, { mean: -2, half: 1 }] });
    const before = { ...baseline, x: [noDifference, noDifference], y: [noDifference, noDifference] };
    expect([...dominatedBy([before, inTwo(1)])]).toEqual([[0, 1]]);
    expect(dominatedBy([before, inTwo(3)]).size).toBe(0);
  });
});

describe("ledger", () => {
  it("goes from the level at the start to the one at the end", () => {
    const found = stepsOf(100, [{ name: "a", change: -10 }, { name: "b", change: 5 }], { start: "s", end: "e" });
    expect(found.map(({ from, to }) => [from, to])).toEqual([[0, 100], [100, 90], [90, 95], [0, 95]]);
  });
});

describe("verdict", () => {
  it("says where poverty falls, and where nothing can be told", () => {
    const sentence = povertySentence(run([-0.029, -0.01], [0.011, 0.02], 2), 1, "2030-12", "fr");
    expect(sentence).toBe(
      "En décembre 2030, par rapport à la référence, la pauvreté est plus basse de 2,9\u00a0points (±\u00a01,1) dans le quartier Haut\u202f; pas d'écart discernable pour Bas.",
    );
  });
  it("says that nothing can be told", () => {
    expect(povertySentence(run([-0.01, 0.01], [0.02, 0.02], 0), 1, "2030-12", "fr")).toContain("aucun QPV");
  });
  it("says that one replication does not measure chance", () => {
    const once = run([-0.029, -0.01], [0.011, 0.02], 2);
    for (const series of Object.values(once.data.worlds[0].series[1])) {
      series.forEach((summaries) => delete summaries.difference?.half);
    }
    expect(povertySentence(once, 1, "2030-12", "fr")).toContain(
      "plus basse de 2,9\u00a0points (hasard non mesuré) dans le quartier Haut et plus basse de 1,0\u00a0point (hasard non mesuré) dans le quartier Bas",
    );
  });
  it("tells of all QPV together, though nothing can be told of any", () => {
    const told = (mean: number, half: number, mondes = [1]) => {
      const strategies = run([-0.01, 0.01], [0.02, 0.02], 0, mondes);
      strategies.data.worlds.forEach((world, m) => {
        const difference = { mean: packed([mondes[m] * mean]), half: counted([Math.round(half * 1e4)], 1e-4) };
        world.series[1].poverty_rate_in_qpv = [{ level: difference, difference }];
      });
      return povertySentence(strategies, 1, "2030-12", "fr");
    };
    expect(told(-0.015, 0.0065)).toMatch(/dans aucun QPV. Tous QPV ensemble, elle est plus basse de 1,5\u00a0point \(±\u00a00,7\)\.$/);
    expect(told(-0.005, 0.0065)).toContain("Tous QPV ensemble, pas d'écart discernable.");
    expect(told(-0.015, 0.0065, [1, -1])).toContain("Tous QPV ensemble, le signe de l'écart n'est pas établi dans les 2 mondes.");
  });
  it("names those who wait longer", () => {
    expect(waitSentence(run([0, 0], [0.01, 0.01], 2), 1, "2030-12", "fr")).toContain(
      "2,0\u00a0mois de plus (±\u00a00,5) pour le 1er quartile",
    );
  });
  it("asks where people are when poverty falls, and only then", () => {
    expect(povertyFalls(run([-0.029, 0], [0.011, 0.01], 0), 1)).toBe(true);
    expect(povertyFalls(run([0.029, -0.01], [0.011, 0.02], 0), 1)).toBe(false);
  });
});

describe("for whom", () => {
  const line = (measure: string, mean: number, half: number, access_falls = false) => ({
    measure, unit: "ratio", baseline: 1, scenario: 1 + mean, mean, half, low: null, high: null, access_falls,
  });
  const withLeases = (told: object, mondes = [1]): Run => {
    const found = run([0, 0], [0.01, 0.01], 0, mondes);
    found.data.worlds.forEach((world, m) => {
      world.leases.groups = ["quartile_1", "dalo"];
      world.leases.scenarios[1] = {
        chains: [],
        groups: {
          all: { level: { mean: packed([5, 1]) }, difference: { mean: packed([mondes[m] * 2, 0]), half: counted([1, 1], 1) } },
          mean_wait: { level: { mean: packed([9, 30]) }, difference: { mean: packed([-3, 4.7]), half: counted([1, 2], 1) } },
        },
        ...told,
      } as never;
    });
    return found;
  };
  it("counts as a year what was counted from the beginning", () => {
    expect(aYear(run([0, 0], [0, 0], 0), 0, { mean: 2, half: 1, low: -1, high: 3 })).toEqual({ mean: 24, half: 12, low: -12, high: 36 });
    expect(aYear(run([0, 0], [0, 0], 0), 0, undefined)).toBeUndefined();
  });
  it("tells how many more are housed in each monde", () => {
    const inEach = housedDifferenceInEach(withLeases({ fairness: [] }, [1, -1]), 1, "quartile_1", 0);
    expect(inEach.map((point) => [point!.mean, point!.half])).toEqual([[24, 12], [-24, 12]]);
  });
  it("names those whose access falls beyond chance, however it is measured", () => {
    const fairness = [
      line("steady_chance_over_a_year_q1", 0.1, 0.01),
      line("steady_chance_over_a_year_q4", -0.02, 0.01),
      line("rate_ratio_disabled", -0.4, 0.1, true),
      line("rate_ratio_large_family", -0.1, 0.2),
      line("months_a_priority_lease", 3, 1),
      line("odds_ratio_q1_q4_within_a_year", -0.2, 0.05),
      line("log_odds_ratio_q1_q4_within_a_year", -0.3, 0.1),
      line("leases_passing_over", -0.5, 0.1),
    ];
    expect(accessAlerts(withLeases({ fairness }), 1).map(({ measure }) => measure)).toEqual([
      "steady_chance_over_a_year_q4", "rate_ratio_disabled", "months_a_priority_lease", "log_odds_ratio_q1_q4_within_a_year",
    ]);
  });
  it("names the priorities that wait longer, not those who wait less", () => {
    expect(longerWaits(withLeases({ fairness: [] }), 1, 0).map(({ group }) => group)).toEqual(["dalo"]);
  });
});

describe("what is outside present law", () => {
  it("has its mark behind every title, in the language of the page", () => {
    const strategies = run([0, 0], [0.01, 0.01], 0);
    Object.assign(strategies.data.scenarios[1], { outside_present_law: true, title_en: "Trial" });
    const titles = (language: "fr" | "en") => strategies.toldIn(language).data.scenarios.map(({ title, plain_title }) => [title, plain_title]);
    expect(titles("fr")).toEqual([["Référence", "Référence"], ["Essai (hors droit)", "Essai"]]);
    expect(titles("en")).toEqual([["Référence", "Référence"], ["Trial (outside the law)", "Trial"]]);
    expect(strategyHead(strategies.data.scenarios[1], "fr")).toBe("Stratégie (hors droit)");
    expect(strategyHead(strategies.data.scenarios[0], "fr")).toBe("Stratégie");
  });
});

describe("names on the map", () => {
  const shape = (zone: number, x: number, y: number) => ({ zone, x, y, radius: 10 });
  it("stand within it, under their circle or where there is room", () => {
    const shapes = [shape(0, 50, 20), shape(1, 50, 95)];
    const labels = placedNames({ box: [0, 0, 100, 110], shapes, missing: 0 }, shapes, [], ["Haut", "Bas"]);
    expect(labels).toEqual([
      { zone: 0, x: 50, y: 42 },
      { zone: 1, x: 50, y: 81 },
    ]);
  });
  it("are left out where there is none", () => {
    const shapes = [shape(0, 50, 12)];
    expect(placedNames({ box: [40, 0, 20, 24], shapes, missing: 0 }, shapes, [], ["Haut"])).toEqual([]);
  });
});

describe("mondes", () => {
  const point = (mean: number, halfWidth: number) => ({ mean, half: halfWidth });
  it("give a verdict only if the sign holds in all", () => {
    const across = (...points: ({ mean: number; half?: number } | undefined)[]) => acrossMondes(points);
    expect(across(point(-2, 1), point(-3, 1)).sign).toBe("lower_in_all");
    expect(across(point(2, 1), point(3, 1)).sign).toBe("higher_in_all");
    expect(across(point(-2, 1), point(-1, 2)).sign).toBe("undecided");
    expect(across(point(-2, 1), point(2, 1)).sign).toBe("opposed");
    expect(across(point(-2, 1), undefined).sign).toBe("undecided");
    expect(across({ mean: -2 }, { mean: -2 }).sign).toBe("undecided");
    expect(across(undefined, { mean: NaN }).sign).toBe("not_measured");
    expect(across(point(-2, 1), point(-3, 1))).toMatchObject({ mondes: 2, lower: 2, least: -3, greatest: -2 });
    expect(holdsInAll(across(point(-2, 1), point(2, 1)))).toBe(false);
  });
  it("are told to differ only where they do", () => {
    const words = (...points: { mean: number; half?: number }[]) => signWords(acrossMondes(points)).fr;
    expect(words(point(-2, 1), point(-1, 2))).toBe("baisse établie dans 1 des 2 mondes");
    expect(words(point(2, 1), point(1, 2))).toBe("hausse établie dans 1 des 2 mondes");
    expect(words(point(-2, 3), point(-1, 2))).toBe("non établi dans les 2 mondes (les intervalles contiennent zéro)");
    expect(words({ mean: -2 }, { mean: -1 })).toBe("non établi dans les 2 mondes");
    expect(words(point(0, 0), point(0, 0))).toBe("identique dans les 2 mondes");
    expect(words(point(-2, 1), point(2, 1))).toBe("change de signe d'un monde à l'autre");
  });
  it("are told in the verdict", () => {
    const holds = run([-0.029, -0.01], [0.011, 0.02], 2, [1, 2]);
    expect(povertySentence(holds, 1, "2030-12", "fr")).toBe(
      "En décembre 2030, par rapport à la référence, la pauvreté est plus basse de 2,9\u00a0points (±\u00a01,1) dans le quartier Haut (le signe tient dans les 2 mondes)\u202f; pas de verdict pour Bas, où le signe n'est pas établi dans les 2 mondes.",
    );
    expect(povertySentence(holds.inMonde(1), 1, "2030-12", "fr")).toContain("plus basse de 5,8");
    const opposed = run([-0.029, -0.01], [0.011, 0.02], 2, [1, -1]);
    expect(povertySentence(opposed, 1, "2030-12", "fr")).toContain("pas de verdict sur la pauvreté");
    expect(waitSentence(opposed, 1, "2030-12", "fr")).toContain("pas d'écart dont le signe soit établi dans les 2 mondes");
    expect(waitSentence(holds, 1, "2030-12", "fr")).toContain("2,0\u00a0mois de plus");
  });
});

describe("the yearly review", () => {
  it("stands unit after unit, year after year", () => {
    const numbers = Array.from({ length: 28 }, (_, i) => i);
    expect(reviewYears(numbers, 1, 2)[1]).toEqual({
      outside: 21, firstOutside: 22, firstOrRehousedOutside: 23, missingOutside: 24, inQpv: 25, upperInQpv: 26, missingInQpv: 27,
    });
  });
  it("adds up: what no unit has on its account is a line of its own", () => {
    const [whole, one, other] = reviewYears([100, 30, 35, 2, 20, 12, 1, 60, 20, 22, 3, 5, 4, 0, 10, 1, 1, 2, 5, 3, 1], 0, 3);
    expect(onNoAccount(whole, [one, other])).toEqual({
      outside: 30, firstOutside: 9, firstOrRehousedOutside: 12, missingOutside: NaN, inQpv: 10, upperInQpv: 5, missingInQpv: NaN,
    });
  });
  const account = (quota: string, ...years: number[][]) => ({ quota, account: "", share: 0.25, years: packed(years.flat()) });
  it("says of a quota whether it ever bound, in any account and year", () => {
    const still = [8, 2, 0, 0, 0, 0, 0, 0];
    const bound = [8, 2, 0, 0, 0.5, 1, 0, 0];
    const uses = quotaUses([account("a", still, still), account("b", still, still), account("b", still, bound)], 2);
    expect(uses).toEqual([
      { quota: "a", boundAYear: 0, relaxedAYear: 0 },
      { quota: "b", boundAYear: 0.25, relaxedAYear: 0.5 },
    ]);
    expect(quotaYears(account("a", still, bound))[1].bound).toBe(0.5);
  });
  it("takes the value in force at the end, the strategy's own before the baseline's", () => {
    const strategies = run([0, 0], [0.01, 0.01], 0);
    expect(parameterOf(strategies, 1, "quotas.q.mode")).toBe('"strict"');
    expect(parameterOf(strategies, 0, "quotas.q.mode")).toBe('"observed"');
    expect(parameterOf(strategies, 1, "a")).toBe("2");
    expect(parameterOf(strategies, 1, "none")).toBeUndefined();
  });
  it("names accounts, and shows a code that it does not know", () => {
    const strategies = run([0, 0], [0.01, 0.01], 0);
    strategies.data.axes.landlord = { codes: ["dsh"], names: ["DSH"] };
    strategies.data.axes.holder = { codes: ["state"], names: ["state"] };
    const named = (code: string) => accountName(strategies, code, (of) => (of === "state" ? "État" : undefined));
    expect([named("dsh"), named("state"), named("?")]).toEqual(["DSH", "État", "?"]);
  });
});

describe("costs", () => {
  const spent = { programme: 900, allowance: 200, rent_lost: -100 };
  it("are set against a fall of poverty only", () => {
    const strategies = run([-0.02, 0.02], [0.01, 0.01], 0, [1], spent);
    expect(extraCost(strategies, 1, 0)).toEqual({ mean: 800, half: 80 });
    expect(extraAllowance(strategies, 1, 0)).toEqual({ mean: 200, half: 40 });
    expect(extraAllowance(strategies, 0, 0)).toBeUndefined();
    expect(costOfAPoint(strategies, 1, 0, 0)).toEqual({ kind: "euros", euros: expect.closeTo(400, 3) });
    expect(costOfAPoint(strategies, 1, 0, 1)).toEqual({ kind: "no_fall" });
    expect(costOfAPoint(run([-0.02, 0], [0.03, 0.01], 0, [1], spent), 1, 0, 0)).toEqual({ kind: "no_fall" });
    expect(costOfAPoint(run([-0.02, 0], [0.01, 0.01], 0, [1, -1], spent), 1, 0, 0)).toEqual({ kind: "no_fall" });
    expect(costOfAPoint(run([-0.02, 0], [0.01, 0.01], 0, [1], { ...spent, programme: -900 }), 1, 0, 0)).toEqual({ kind: "no_cost" });
    expect(costOfAPoint(run([-0.02, 0], [0.01, 0.01], 0), 1, 0, 0)).toEqual({ kind: "unknown" });
  });
  it("are no cost of a point where they cannot be told from none", () => {
    const cost = (programme: number) =>
      costOfAPoint(run([-0.02, 0], [0.01, 0.01], 0, [1], { ...spent, programme }), 1, 0, 0);
    expect([cost(175).kind, cost(25).kind]).toEqual(["unclear", "unclear"]);
    expect([cost(185).kind, cost(15).kind]).toEqual(["euros", "no_cost"]);
  });
  it("count the leases of a part of a year as of a whole one", () => {
    expect(requestsPerLease(100, 10, 6)).toBe(5);
    expect(requestsPerLease(100, 0, 12)).toBeUndefined();
    expect(monthsInYear(run([0, 0], [0.01, 0.01], 0), 0)).toBe(1);
  });
});

describe("the scorecard", () => {
  const fact = (verdict: string, status: string) => ({ verdict, status }) as never;
  it("keeps firm bounds apart", () => {
    const facts = [fact("pass", "official"), fact("fail", "contract"), fact("fail", "assumption"), fact("not measured", "derived")];
    expect(tally(facts)).toEqual([
      { verdict: "pass", firm: 1, others: 0 },
      { verdict: "warn", firm: 0, others: 0 },
      { verdict: "fail", firm: 1, others: 1 },
      { verdict: "not measured", firm: 0, others: 1 },
    ]);
    expect(misses(facts)).toHaveLength(3);
  });
  it("shows shares as percentages and ratios as numbers", () => {
    expect(factValue(0.35, "1", "fr")).toBe("35,0\u202f%");
    expect(factValue(2.613, "1", "fr")).toBe("2,61");
    expect(factValue(-0.092, "difference of shares", "fr")).toMatch(/^.9,2.points$/);
    expect(factValue(0.031, "difference of shares", "en")).toMatch(/^.3\.1.pt$/);
    expect(factValue(620, "lease/year", "fr")).toBe("620\u00a0baux");
    expect(factValue(20123.4, "EUR/year", "fr")).toBe("20\u202f123\u202f€/an");
    expect(factValue(null, "1", "fr")).toBe("–");
  });
});

describe("the axis that trajectories share", () => {
  it("holds every spread that is drawn, be it of the mean or of one future", () => {
    const narrow = run([0, 0], [0, 0], 0);
    const [least, most] = sharedDomain(narrow, "poverty_rate", [0, 1])!;
    expect([least, most].map((of) => of.toFixed(2))).toEqual(["0.48", "0.52"]);
    const wide = run([0, 0], [0, 0], 0);
    wide.world.series[1].poverty_rate[0].level.half = counted([100], 0.001);
    const ends = sharedDomain(wide, "poverty_rate", [0, 1])!;
    expect(ends.map((of) => of.toFixed(2))).toEqual(["0.40", "0.60"]);
    expect(sharedDomain(narrow, "no_such_measure", [0])).toBeUndefined();
  });
});
