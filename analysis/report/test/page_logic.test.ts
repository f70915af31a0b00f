import { describe, expect, it } from "vitest";
import { dominatedBy } from "../src/dominance";
import { detectability, evidenceOf } from "../src/evidence";
import { amount, difference, french, half, month, value } from "../src/numbers";
import { differences, floats, levels, Run, steps, type RunData } from "../src/run";
import { stepsOf } from "../src/charts/steps";
import { povertyFalls, povertySentence, waitSentence } from "../src/verdict";

const base64 = (buffer: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const packed = (numbers: number[]): string => base64(Float32Array.from(numbers).buffer);
const counted = (numbers: number[], step: number) => ({
  step,
  base64: base64(Int16Array.from(numbers).buffer),
});

/** Two QPV, two scenarios, one month. */
function run(poverty: [number, number], halves: [number, number], wait: number): Run {
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
    months: { first: "2030-12", count: 1 },
    dates: ["2030-12"],
    axes: { zone: { codes: ["Z", "A", "B"], names: ["Z", "Haut", "Bas"] }, qpv: { codes: ["A", "B"], names: ["Haut", "Bas"] } },
    milestones: null,
    scenarios: [{ title: "Référence" }, { title: "Essai" }],
    measures: [],
    series: [
      { poverty_rate: [{ level }, { level }] },
      {
        poverty_rate: [
          { level, difference: spread(poverty[0], halves[0]) },
          { level, difference: spread(poverty[1], halves[1]) },
        ],
      },
    ],
    by_zone: [{}, {}],
    leases: {
      groups: [],
      scenarios: [{ chains: [] }, { chains: [], waits: [{ level, difference: spread(wait, 0.5) }] }],
    },
  } as unknown as RunData);
}

describe("numbers", () => {
  it("are written as in French print", () => {
    expect(value(0.0421, "1", "fr")).toBe("4,2\u202f%");
    expect(value(1234.4, "request", "fr")).toBe("1\u202f234\u00a0demandes");
    expect(value(10234, "EUR/year", "fr")).toBe("10\u202f234\u202f€/an");
    expect(difference(-0.029, "1", "fr")).toBe("\u22122,9\u00a0points");
    expect(difference(0.011, "1", "fr")).toBe("+1,1\u00a0point");
    expect(amount(-3.25, "month", "fr")).toBe("3,3\u00a0mois");
  });
  it("have no sign when they show as zero", () => {
    expect(difference(-0.0001, "1", "fr")).toBe("0,0\u00a0point");
    expect(difference(0.0001, "1", "fr")).toBe("0,0\u00a0point");
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
  });
});

describe("packing", () => {
  it("gives floats back", () => {
    expect(floats(packed([0.5, -2, NaN]))).toEqual([0.5, -2, NaN]);
  });
  it("gives steps back, and what is not a number", () => {
    expect(steps(counted([2, -3, -32768], 0.25))).toEqual([0.5, -0.75, NaN]);
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
    expect(evidenceOf(undefined)).toBe("not_measured");
    expect(evidenceOf({ mean: NaN })).toBe("not_measured");
  });
  it("calls detectable only what leaves the noise of one history", () => {
    const baseline = { mean: 50, half: 1, low: 47, high: 53 };
    const clear = { mean: -5, half: 1, low: -6, high: -4 };
    expect(detectability(clear, { mean: 45 }, baseline)).toBe("detectable");
    expect(detectability({ ...clear, mean: -2 }, { mean: 48 }, baseline)).toBe("within_noise");
    expect(detectability({ mean: -5, half: 6, low: -9, high: 2 }, { mean: 45 }, baseline)).toBe("no_effect");
    expect(detectability(clear, { mean: 45 }, { mean: 50 })).toBe("unknown");
  });
});

describe("trade-offs", () => {
  it("name the strategy that does better on both", () => {
    const found = dominatedBy([
      { scenario: 0, x: 2, y: 2 },
      { scenario: 1, x: 1, y: 2 },
      { scenario: 2, x: 3, y: 1 },
    ]);
    expect([...found]).toEqual([[0, 1]]);
  });
  it("let equals stand", () => {
    expect(dominatedBy([{ scenario: 0, x: 1, y: 1 }, { scenario: 1, x: 1, y: 1 }]).size).toBe(0);
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
      "En décembre 2030, la pauvreté baisse de 2,9\u00a0points (±\u00a01,1) à Haut\u202f; pas d'écart discernable à Bas.",
    );
  });
  it("says that nothing can be told", () => {
    expect(povertySentence(run([-0.01, 0.01], [0.02, 0.02], 0), 1, "2030-12", "fr")).toContain("aucun QPV");
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
