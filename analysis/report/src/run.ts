/** What `mixite report` puts into the page (sim/publication/report_data.cpp), unpacked. */
import type { Detectability } from "./evidence";
import { withLawMark } from "./law";
import type { Language } from "./numbers";

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

interface Titled {
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

interface MonthRange {
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

const monthsOf = ({ first, count }: MonthRange): Date[] => {
  const [year, month] = first.split("-").map(Number);
  return Array.from({ length: count }, (_, m) => new Date(Date.UTC(year, month - 1 + m, 1)));
};
const textOf = (date: Date): string => date.toISOString().slice(0, 7);

export class Run {
  readonly qpvNames: string[];
  /** Positions on the axis of zones, in the order of the axis of QPV. */
  readonly qpvZones: number[];
  readonly zoneNames: string[];
  readonly monthTexts: string[];
  readonly months: Date[];
  readonly historyTexts: string[];
  readonly historyMonths: Date[];
  /** Those of the mondes, as they are asked for. */
  private readonly others: Run[] = [];

  /** `monde`: position of the one whose values it gives. */
  constructor(
    readonly data: RunData,
    readonly monde = 0,
  ) {
    this.qpvNames = data.axes.qpv?.names ?? [];
    this.zoneNames = data.axes.zone?.names ?? [];
    this.qpvZones = (data.axes.qpv?.codes ?? []).map((code) => data.axes.zone.codes.indexOf(code));
    this.months = monthsOf(data.months);
    this.monthTexts = this.months.map(textOf);
    this.historyMonths = monthsOf(data.history_months);
    this.historyTexts = this.historyMonths.map(textOf);
  }

  /** Position of the scenario without policy, whose winners and losers are mere reshuffling; undefined: the run has none. */
  get witness(): number | undefined {
    const found = this.data.scenarios.findIndex(({ origin }) => origin === "témoin");
    return found < 0 ? undefined : found;
  }

  /** With the titles in that language, of those that have one, and the mark of what is outside present law. */
  toldIn(language: Language): Run {
    const inLanguage = ({ title, title_en }: Titled): string => (language === "en" && title_en) || title;
    const scenarios = this.data.scenarios.map((scenario) => ({
      ...scenario,
      plain_title: inLanguage(scenario),
      title: withLawMark(inLanguage(scenario), scenario, language),
    }));
    const mondes = this.data.mondes.map((monde) => ({ ...monde, title: inLanguage(monde) }));
    return new Run({ ...this.data, scenarios, mondes }, this.monde);
  }
  inMonde(monde: number): Run {
    this.others[monde] ??= monde === this.monde ? this : new Run(this.data, monde);
    return this.others[monde];
  }
  get world(): World {
    return this.data.worlds[this.monde];
  }
  get hasMondes(): boolean {
    return this.data.worlds.length > 1;
  }
  get baseline(): Scenario {
    return this.data.scenarios[0];
  }
  measure(id: string): Measure | undefined {
    return this.data.measures.find((measure) => measure.id === id);
  }
  series(scenario: number, measure: string, place = 0): Point[] | undefined {
    return levels(this.world.series[scenario][measure]?.[place]);
  }
  seriesDifference(scenario: number, measure: string, place = 0): Point[] | undefined {
    return differences(this.world.series[scenario][measure]?.[place]);
  }
  /** Before the fork, under the rules that the scenario had then. */
  history(scenario: number, measure: string, place = 0): Point[] | undefined {
    return levels(this.world.histories[this.world.history_of[scenario]][measure]?.[place]);
  }
  /** Of each history of the run. */
  histories(measure: string, place = 0): Point[][] {
    return this.world.histories.map((history) => levels(history[measure]?.[place]) ?? []);
  }
  sharesItsHistory(scenario: number): boolean {
    return this.world.history_of[scenario] === this.world.history_of[0];
  }
  inEachMonde<Told>(tell: (run: Run) => Told): Told[] {
    return this.data.worlds.map((_, monde) => tell(this.inMonde(monde)));
  }
  differenceInEach(scenario: number, measure: string, month: string, place = 0): (Point | undefined)[] {
    return this.inEachMonde((run) => run.difference(scenario, measure, month, place));
  }
  /** Of the mean wait of those of the quarter who were housed in the year up to the date; in each monde. */
  waitDifferenceInEach(scenario: number, quarter: number, date: number): (Point | undefined)[] {
    return this.data.worlds.map((world) => differences(world.leases.scenarios[scenario]?.waits?.[quarter])?.[date]);
  }
  /** Position among the months of "2027-12"; -1 if it is not one. */
  monthPosition(month: string): number {
    return this.monthTexts.indexOf(month);
  }
  level(scenario: number, measure: string, month: string, place = 0): Point | undefined {
    return this.series(scenario, measure, place)?.[this.monthPosition(month)];
  }
  difference(scenario: number, measure: string, month: string, place = 0): Point | undefined {
    return this.seriesDifference(scenario, measure, place)?.[this.monthPosition(month)];
  }
  zoneLevel(scenario: number, measure: string, date: number, zone: number): Point | undefined {
    return levels(this.world.by_zone[scenario][measure])?.[date * this.zoneNames.length + zone];
  }
  zoneDifference(scenario: number, measure: string, date: number, zone: number): Point | undefined {
    return differences(this.world.by_zone[scenario][measure])?.[date * this.zoneNames.length + zone];
  }
  leases(scenario: number): ScenarioLeases | null {
    return this.world.leases.scenarios[scenario];
  }
  /** Of a group's counts: its place among all, date by date. */
  groupPoint(summaries: Point[] | undefined, group: string, date: number): Point | undefined {
    return summaries?.[this.world.leases.groups.indexOf(group) * this.data.dates.length + date];
  }
  residences(scenario: number, qpv: number, months: number): Residences | undefined {
    return this.leases(scenario)?.residences.find((found) => found.qpv === qpv && found.months === months);
  }
  /** The contract's review, if the run names one within its dates; its last date. */
  get shownDates(): number[] {
    const last = this.data.dates.length - 1;
    const review = this.milestones.find((milestone) => milestone.kind === "review")?.month;
    const position = review === undefined ? -1 : this.data.dates.indexOf(review);
    return position >= 0 && position < last ? [position, last] : [last];
  }
  get milestones(): Milestone[] {
    const table = this.data.milestones;
    if (!table) {
      return [];
    }
    return (table.month as string[]).map((month, i) => ({
      month,
      kind: String(table.kind[i]),
      everyMonths: Number(table.every_months[i]),
      monthIsKnown: table.month_status[i] === "contract" || table.month_status[i] === "official",
      label: { fr: String(table.label_fr[i]), en: String(table.label_en[i]) },
      source: String(table.source[i]),
    }));
  }
}

export interface Milestone {
  /** The first of them, if it comes back. */
  month: string;
  kind: string;
  /** 0: once */
  everyMonths: number;
  monthIsKnown: boolean;
  label: { fr: string; en: string };
  source: string;
}
