/** What `mixite report` puts into the page (sim/publication/report_data.cpp), and how it is unpacked. */
export interface PackedSteps {
  /** 0 if it is not there. */
  offset?: number;
  step: number;
  base64: string;
}
export interface PackedSpread {
  mean: string | PackedSteps;
  half?: PackedSteps;
  low?: PackedSteps;
  high?: PackedSteps;
}
export interface PackedSummaries {
  level: PackedSpread;
  difference?: PackedSpread;
}

/** A mean over replications; half of its 95 % interval; where one future falls, nine times of ten. */
export interface Point {
  mean: number;
  half?: number;
  low?: number;
  high?: number;
}

export interface Measure {
  id: string;
  unit: string;
  block: string;
  each_qpv: boolean;
  twelve_months: boolean;
}

/** Where the first quartile that the baseline housed in a QPV lives, so many months later. */
export interface Residences {
  qpv: number;
  months: number;
  households: number;
  /**
   * Social in the same QPV, in another, outside QPV; private tenant, owner, hosted; outside the agglomeration; gone or
   * dissolved.
   */
  shares: (number | null)[];
  waiting: number | null;
}
export interface Chains {
  cause: string;
  chains: number;
  mean_length: number;
  /** Of one, two, three, more dwellings. */
  shares: [number, number, number, number];
}
/**
 * Households that are housed in a group under one scenario and not under the other: under each they are of the group
 * that their own lease shows.
 */
export interface Fate {
  group: string;
  baseline: number;
  under_scenario: number;
  both: number;
  only_baseline: number;
  only_scenario: number;
  /** Of those before: housed under both, in another group by then. */
  leave_group: number;
  join_group: number;
  only_baseline_bounds: [number | null, number | null];
  only_scenario_bounds: [number | null, number | null];
  months_longer: number | null;
}
export interface FairnessLine {
  measure: string;
  unit: string;
  baseline: number | null;
  scenario: number | null;
  mean: number | null;
  half: number | null;
  low: number | null;
  high: number | null;
  access_falls: boolean;
}
/** An account of a quota: of a landlord, holder or commune by its code, or of all together. */
export interface Quota {
  quota: string;
  account: string;
  share: number;
  years: string;
}
/** Amounts since the fork, date by date; rents a month by landlord. */
export interface Costs {
  rent_lost?: PackedSummaries;
  rent_lost_in_qpv?: PackedSummaries;
  allowance?: PackedSummaries;
  programme?: PackedSummaries;
  rent_mass?: PackedSummaries;
}
/** Households housed, transfers left out but among the entrants of a QPV. */
export interface Groups {
  all: PackedSummaries;
  in_qpv: PackedSummaries;
  mean_wait: PackedSummaries;
  /** Of each QPV. */
  entrants: PackedSummaries[];
}
export interface ScenarioLeases {
  waits?: PackedSummaries[];
  groups?: Groups;
  moves?: string;
  /** For the agglomeration, each landlord, holder and commune, year after year. */
  review?: Record<string, string>;
  quotas?: Quota[];
  tension?: string | null;
  chains: Chains[];
  residences: Residences[];
  fates: Fate[];
  fairness: FairnessLine[];
}

/** By kind and code: in French and in English. */
export type Names = Record<string, Record<string, [string, string]>>;

/** key, value, unit, status, origin, legal status, place among the sources */
export type Parameter = [string, string, string, string, string, string, number];

export interface Titled {
  title: string;
  title_en: string;
}

export interface Scenario extends Titled {
  name: string;
  /** Without its mark, where the title has it. */
  plain_title?: string;
  description: string;
  origin: string;
  passage: string;
  legal_status: string;
  outside_present_law: boolean;
  digest: string;
  parameters: Parameter[];
}

/** A published fact and what the reference gives. */
export interface ScoredFact {
  fact: string;
  label_fr: string;
  label_en: string;
  unit: string;
  from: string;
  to: string;
  value: number | null;
  bounds: [number | null, number | null];
  source: string;
  status: string;
  held_out: boolean;
  verdict: string;
  explanation_fr: string;
  explanation_en: string;
}

/** A rival explanation of the same data; no name: a run without mondes. */
export interface Monde extends Titled {
  name: string;
  /** Those of the baseline that tell the mondes apart. */
  parameters: Parameter[];
}

/** What one real history, seen without its counterfactual, could show (sim/publication/paired_difference.hpp). */
export type Detectability =
  | "detectable"
  | "within_chance"
  | "no_difference"
  | "too_few_replications"
  | "not_measured";

/** What is measured of all scenarios, in one monde. */
export interface World {
  series: Record<string, PackedSummaries[]>[];
  by_zone: Record<string, PackedSummaries>[];
  ledgers: Record<string, PackedSummaries>[];
  /** By indicator: each QPV's classes, class after class, each date by date. */
  occupancy: Record<string, PackedSummaries>[];
  costs: Costs[];
  communes: (string | null)[];
  /** By scenario, of each QPV's poverty rate, date by date. */
  detectability: Detectability[][][];
  /** Months before the fork, of each history from which scenarios fork. */
  histories: Record<string, PackedSummaries[]>[];
  /** By scenario. */
  history_of: number[];
  leases: { groups: string[]; scenarios: (ScenarioLeases | null)[] };
}

export interface MonthRange {
  first: string;
  count: number;
}

export interface Axis {
  codes: string[];
  names: string[];
}

/** A parameter, the result's mean where it lies in the lowest and in the highest third of its draws, the rank correlation. */
export type Dependence = [string, number, number, number];

/** A level of the baseline (scenario 0), or the difference of a strategy. */
export interface UncertainResult {
  scenario: number;
  measure: string;
  qpv: number | null;
  replications: number;
  below_zero: number;
  above_zero: number;
  /** Those beyond chance, the closest first. */
  dependences: Dependence[];
}

export interface RunData {
  language: "fr" | "en";
  title: string;
  digest: string;
  replications: number;
  model: Record<string, string | number>;
  build: Record<string, string | number>;
  inputs: [string, string, string, string, number][];
  history_months: MonthRange;
  months: MonthRange;
  dates: string[];
  axes: Record<string, Axis>;
  zones: {
    code: string[];
    name: string[];
    commune: string[];
    qpv: number[];
    latitude: number[];
    longitude: number[];
  } | null;
  milestones: Record<string, (string | number)[]> | null;
  outlines: Record<string, GeoJSON.Polygon | GeoJSON.MultiPolygon> | null;
  scenarios: Scenario[];
  mondes: Monde[];
  /** Of `mixite validate`, if it was given. */
  scorecard: ScoredFact[] | null;
  /** Where values come from: as the file says, and in French, "" where it does not. */
  sources: [string, string][];
  names: Names;
  measures: Measure[];
  /** How many were drawn anew, within their ranges, for each replication; 0: all are as given. */
  drawn_parameters: number;
  /** Null for a run that drew nothing or has too few replications; `fewest` values and a correlation of
   * `least_told` it takes to tell a dependence. */
  sensitivity: { parameters: number; fewest: number; least_told: number; results: UncertainResult[] } | null;
  worlds: World[];
}

function bytesOf(base64: string): DataView {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) {
    bytes[i] = text.charCodeAt(i);
  }
  return new DataView(bytes.buffer);
}

export function floats(base64: string): number[] {
  const bytes = bytesOf(base64);
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => bytes.getFloat32(4 * i, true));
}

const notANumber = -32768;

export function steps(packed: PackedSteps): number[] {
  const bytes = bytesOf(packed.base64);
  return Array.from({ length: bytes.byteLength / 2 }, (_, i) => {
    const count = bytes.getInt16(2 * i, true);
    return count === notANumber ? NaN : (packed.offset ?? 0) + count * packed.step;
  });
}

function pointsOf(spread: PackedSpread): Point[] {
  const mean = typeof spread.mean === "string" ? floats(spread.mean) : steps(spread.mean);
  if (!spread.half || !spread.low || !spread.high) {
    const half = spread.half ? steps(spread.half) : undefined;
    return mean.map((value, i) => ({ mean: value, half: half && finite(half[i]) }));
  }
  const [half, low, high] = [steps(spread.half), steps(spread.low), steps(spread.high)];
  return mean.map((value, i) => ({
    mean: value,
    half: finite(half[i]),
    low: finite(value + low[i]),
    high: finite(value + high[i]),
  }));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

const unpacked = new WeakMap<PackedSpread, Point[]>();

/** Unpacked once. */
function points(spread: PackedSpread | undefined): Point[] | undefined {
  if (!spread) {
    return undefined;
  }
  let found = unpacked.get(spread);
  if (!found) {
    found = pointsOf(spread);
    unpacked.set(spread, found);
  }
  return found;
}

export const levels = (summaries: PackedSummaries | undefined): Point[] | undefined => points(summaries?.level);
export const differences = (summaries: PackedSummaries | undefined): Point[] | undefined =>
  points(summaries?.difference);
