import { dayIn, monthOf, startOfWeek, type Weekday } from '@cco/calendar';
import { frame, groupRows, type ReportFrame, type ReportOptions, sortByKey } from './report.ts';
import { projectDirectory } from './select-rows.ts';
import { type UsageByModel, usageOf } from './usage-figures.ts';
import type { UsageRow } from './usage-row.ts';

/** The usage of one day. */
export interface DailyRow extends UsageByModel {
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** The usage of one week. */
export interface WeeklyRow extends UsageByModel {
  /** The week's first day, `YYYY-MM-DD`. */
  readonly week: string;
}

/** The usage of one month. */
export interface MonthlyRow extends UsageByModel {
  /** `YYYY-MM` */
  readonly month: string;
}

/** Usage by day. */
export interface DailyReport extends ReportFrame {
  readonly daily: readonly DailyRow[];
}

/** Usage by week. */
export interface WeeklyReport extends ReportFrame {
  readonly weekly: readonly WeeklyRow[];
}

/** Usage by month. */
export interface MonthlyReport extends ReportFrame {
  readonly monthly: readonly MonthlyRow[];
}

/** Usage over time of each project; the keys are directories, those of worktrees their repository's. */
export interface InstancesReport<Row extends UsageByModel> extends ReportFrame {
  readonly projects: Readonly<Record<string, readonly InstanceRow<Row>[]>>;
}

/** A row that names the directory of its project. */
export type InstanceRow<Row extends UsageByModel> = Row & { readonly project: string };

/** What reports by week can be told. */
export interface WeeklyOptions extends ReportOptions {
  /** The day on which weeks begin. @default 'sunday' */
  readonly weekStart?: Weekday | undefined;
}

/**
 * Reports usage by day; days without usage have no row.
 *
 * @throws RangeError when the zone is unknown.
 *
 * @example
 * dailyReport(rows, { zone: 'Europe/Berlin' }).daily[0]?.date; // '2026-01-14'
 */
export function dailyReport(rows: readonly UsageRow[], options: ReportOptions): DailyReport {
  const { selected, frame: rest } = frame(rows, options);
  return { daily: dailyRows(selected, options), ...rest };
}

/**
 * Reports usage by week.
 *
 * @throws RangeError when the zone is unknown.
 */
export function weeklyReport(rows: readonly UsageRow[], options: WeeklyOptions): WeeklyReport {
  const { selected, frame: rest } = frame(rows, options);
  return { weekly: weeklyRows(selected, options), ...rest };
}

/**
 * Reports usage by month.
 *
 * @throws RangeError when the zone is unknown.
 */
export function monthlyReport(rows: readonly UsageRow[], options: ReportOptions): MonthlyReport {
  const { selected, frame: rest } = frame(rows, options);
  return { monthly: monthlyRows(selected, options), ...rest };
}

/**
 * Reports usage by project and day, as `--instances` asks for.
 *
 * @throws RangeError when the zone is unknown.
 */
export function dailyInstances(
  rows: readonly UsageRow[],
  options: ReportOptions,
): InstancesReport<DailyRow> {
  return instances(rows, options, dailyRows);
}

/**
 * Reports usage by project and week.
 *
 * @throws RangeError when the zone is unknown.
 */
export function weeklyInstances(
  rows: readonly UsageRow[],
  options: WeeklyOptions,
): InstancesReport<WeeklyRow> {
  return instances(rows, options, weeklyRows);
}

/**
 * Reports usage by project and month.
 *
 * @throws RangeError when the zone is unknown.
 */
export function monthlyInstances(
  rows: readonly UsageRow[],
  options: ReportOptions,
): InstancesReport<MonthlyRow> {
  return instances(rows, options, monthlyRows);
}

function dailyRows(rows: readonly UsageRow[], options: ReportOptions): DailyRow[] {
  const days = groupRows(rows, ({ time }) => dayIn(options.zone, time));
  const found = [...days].map(([date, group]) => ({ date, ...usageOf(group) }));
  return sortByKey(found, ({ date }) => date, options.order);
}

function weeklyRows(rows: readonly UsageRow[], options: WeeklyOptions): WeeklyRow[] {
  const { zone, weekStart = 'sunday' } = options;
  const weeks = groupRows(rows, ({ time }) => startOfWeek(dayIn(zone, time), weekStart));
  const found = [...weeks].map(([week, group]) => ({ week, ...usageOf(group) }));
  return sortByKey(found, ({ week }) => week, options.order);
}

function monthlyRows(rows: readonly UsageRow[], options: ReportOptions): MonthlyRow[] {
  const months = groupRows(rows, ({ time }) => monthOf(dayIn(options.zone, time)));
  const found = [...months].map(([month, group]) => ({ month, ...usageOf(group) }));
  return sortByKey(found, ({ month }) => month, options.order);
}

function instances<Row extends UsageByModel, Options extends ReportOptions>(
  rows: readonly UsageRow[],
  options: Options,
  rowsOf: (rows: readonly UsageRow[], options: Options) => Row[],
): InstancesReport<Row> {
  const { selected, frame: rest } = frame(rows, options);
  const groups = sortByKey([...groupRows(selected, projectDirectory)], ([directory]) => directory);
  const projects = groups.map(([project, group]): [string, InstanceRow<Row>[]] => [
    project,
    rowsOf(group, options).map((row) => ({ ...row, project })),
  ]);
  return { projects: Object.fromEntries(projects), ...rest };
}
