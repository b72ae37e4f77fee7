import { type Day, daysOf, formatMinuteIn, monthOf } from '@cco/calendar';
import { type Column, groupThousands, oneLine } from '@cco/terminal';
import type {
  DailyRow,
  InstancesReport,
  MonthlyRow,
  UsageByModel,
  UsageFigures,
  WeeklyRow,
} from '@cco/usage-reports';
import { distinctNames } from './distinct-names.ts';
import { distinctModels } from './shorten-model.ts';
import type { UsageReport } from './usage-report.ts';

/** A report laid out as a table, apart from its figures. */
export interface ReportLines {
  readonly title: string;
  /** What tells the rows apart. */
  readonly labels: readonly Column[];
  readonly lines: readonly ReportLine[];
  /** Costs over time, oldest first, one for each period; empty for other reports. */
  readonly trend: readonly number[];
}

/** A row of a report with the texts that name it. */
export interface ReportLine {
  readonly labels: readonly string[];
  readonly usage: UsageFigures & Partial<UsageByModel>;
}

const SHORT_ID = 8;

const rigid = (title: string): Column => ({ title });
const text = (title: string): Column => ({ title, shrink: true });
const number = (title: string): Column => ({ title, align: 'right' });

/** Lays out a report. */
export function reportLines(report: UsageReport, zone: string): ReportLines {
  if ('daily' in report) return periods('day', 'Date', report.daily, ({ date }) => date);
  if ('weekly' in report) return periods('week', 'Week', report.weekly, ({ week }) => week);
  if ('monthly' in report) return periods('month', 'Month', report.monthly, ({ month }) => month);
  if ('sessions' in report) {
    return named(
      'session',
      [rigid('Session'), text('Project'), rigid('Last activity')],
      report.sessions,
      (row) => [
        oneLine(row.sessionId).slice(0, SHORT_ID),
        oneLine(row.project),
        formatMinuteIn(zone, Date.parse(row.lastActivity)),
      ],
    );
  }
  if ('models' in report) {
    const names = distinctModels(report.models.map(({ modelName }) => modelName));
    return named('model', [text('Model')], report.models, ({ modelName }) => [
      names.get(modelName) ?? '',
    ]);
  }
  if ('subagents' in report) {
    return named('subagent', [text('Subagent'), number('Agents')], report.subagents, (row) => [
      row.isMain ? '(main conversation)' : nameOrNone(row.agentType, '(unknown type)'),
      row.isMain ? '' : groupThousands(row.agents),
    ]);
  }
  if ('skills' in report) {
    return named('skill', [text('Skill')], report.skills, ({ skill }) => [
      nameOrNone(skill, '(none)'),
    ]);
  }
  if ('mcpServers' in report) {
    return named('MCP server', [text('MCP server')], report.mcpServers, ({ mcpServer }) => [
      nameOrNone(mcpServer, '(none)'),
    ]);
  }
  return projectLines(report);
}

function named<Row extends ReportLine['usage']>(
  by: string,
  labels: readonly Column[],
  rows: readonly Row[],
  labelsOf: (row: Row) => readonly string[],
): ReportLines {
  return {
    title: `Usage by ${by}`,
    labels,
    lines: rows.map((usage) => ({ labels: labelsOf(usage), usage })),
    trend: [],
  };
}

function periods<Row extends UsageByModel>(
  by: 'day' | 'week' | 'month',
  title: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReportLines {
  const lines = named(by, [rigid(title)], rows, (row) => [keyOf(row)]);
  const costs = new Map(rows.map((row) => [keyOf(row), row.totalCost]));
  const trend = everyPeriod(by, [...costs.keys()].sort()).map((key) => costs.get(key) ?? 0);
  return { ...lines, trend };
}

/** Adds the periods between the first and the last that have no row. */
function everyPeriod(by: 'day' | 'week' | 'month', keys: readonly string[]): string[] {
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return [];
  const day = (key: string) => (by === 'month' ? `${key}-01` : key) as Day;
  const days = daysOf({ since: day(first), until: day(last) });
  if (by === 'week') return days.filter((_, i) => i % 7 === 0);
  return by === 'month' ? [...new Set(days.map(monthOf))] : days;
}

function projectLines(report: Extract<UsageReport, { projects: unknown }>): ReportLines {
  const { projects } = report;
  if (!isInstances(projects)) {
    const names = distinctNames(projects.map(({ projectPath }) => projectPath));
    return named('project', [text('Project'), number('Sessions')], projects, (row) => [
      names.get(row.projectPath) ?? '',
      groupThousands(row.sessions),
    ]);
  }
  const rows = Object.values(projects).flat();
  const names = distinctNames(Object.keys(projects));
  const { by, title } = periodOf(rows[0]);
  return named(`project and ${by}`, [text('Project'), rigid(title)], rows, (row) => [
    names.get(row.project) ?? '',
    periodOf(row).key,
  ]);
}

function periodOf(row: DailyRow | WeeklyRow | MonthlyRow | undefined) {
  if (row && 'week' in row) return { by: 'week', title: 'Week', key: row.week };
  if (row && 'month' in row) return { by: 'month', title: 'Month', key: row.month };
  return { by: 'day', title: 'Date', key: row?.date ?? '' };
}

type Projects = Extract<UsageReport, { projects: unknown }>['projects'];

function isInstances(
  projects: Projects,
): projects is Extract<Projects, InstancesReport<UsageByModel>['projects']> {
  return !Array.isArray(projects);
}

function nameOrNone(name: string | null, none: string): string {
  return name === null ? none : oneLine(name);
}
