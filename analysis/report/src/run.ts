/** A run as the page asks of it. */
import { withLawMark } from "./law";
import type { Language } from "./numbers";
import {
  differences,
  levels,
  type Measure,
  type MonthRange,
  type Point,
  type Residences,
  type RunData,
  type Scenario,
  type ScenarioLeases,
  type Titled,
  type World,
} from "./run_data";

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
