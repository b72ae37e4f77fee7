import type { DayRange } from '@cco/calendar';
import type { UsageReport } from '@cco/usage-render';
import {
  dailyInstances,
  dailyReport,
  mcpServerReport,
  modelReport,
  monthlyInstances,
  monthlyReport,
  projectReport,
  sessionReport,
  skillReport,
  subagentReport,
  type UsageRow,
  weeklyInstances,
  weeklyReport,
} from '@cco/usage-reports';
import type { Settings } from '@cco/usage-settings';
import { directoryOfProject, rowsOfSession } from './choose-rows.ts';
import { readCount } from './option-values.ts';
import type { ReportKind } from './report-kinds.ts';
import type { ReportCommandOptions } from './report-options.ts';

/** What a report is made of, besides the options. */
export interface ReportSource {
  readonly rows: readonly UsageRow[];
  readonly skippedLines: Readonly<Record<string, number>>;
  readonly lastMessages?: ReadonlyMap<string, number> | undefined;
  readonly days: DayRange;
  readonly settings: Settings;
}

/** Makes the report that was asked for. */
export function makeReport(
  kind: ReportKind,
  { project: name, order, instances, last, id }: ReportCommandOptions,
  { rows, skippedLines, lastMessages, days, settings }: ReportSource,
): UsageReport {
  const { zone, weekStart } = settings;
  const project = name === undefined ? undefined : directoryOfProject(rows, name);
  const options = { ...days, zone, weekStart, project, order, skippedLines };
  switch (kind) {
    case 'daily':
      return instances ? dailyInstances(rows, options) : dailyReport(rows, options);
    case 'weekly':
      return instances ? weeklyInstances(rows, options) : weeklyReport(rows, options);
    case 'monthly':
      return instances ? monthlyInstances(rows, options) : monthlyReport(rows, options);
    case 'session': {
      const own = id === undefined ? rows : rowsOfSession(rows, id);
      return sessionReport(own, { ...options, lastMessages, last: readCount('--last', last) });
    }
    case 'projects':
      return projectReport(rows, options);
    case 'models':
      return modelReport(rows, options);
    case 'agents':
      return subagentReport(rows, options);
    case 'skills':
      return skillReport(rows, options);
    case 'mcp':
      return mcpServerReport(rows, options);
  }
}
