import { type AnyCommand, defineCommand } from '@cco/cli';
import { EXIT_CODES, NOTES } from './help-texts.ts';
import { isOverTime, type ReportKind } from './report-kinds.ts';
import {
  INSTANCES,
  LAST_DAYS,
  lastOption,
  REPORT_OPTIONS,
  type ReportCommandOptions,
  SESSION_ID,
} from './report-options.ts';
import type { UsageCommandContext } from './usage-context.ts';

const TEXTS: Readonly<
  Record<ReportKind, { by: string; aliases?: readonly string[]; example: [string, string] }>
> = {
  daily: {
    by: 'day',
    example: ['$0 --since 20260101 --instances', 'this year, project by project'],
  },
  weekly: { by: 'week', example: ['$0 --start-of-week monday --last 4', 'the last four weeks'] },
  monthly: { by: 'month', example: ['$0 --csv > months.csv', 'every month, for a spreadsheet'] },
  session: {
    by: 'session',
    aliases: ['sessions'],
    example: ['$0 --last 10 --order asc', 'the ten newest sessions, oldest first'],
  },
  projects: {
    by: 'project',
    aliases: ['project'],
    example: ['$0 --since 7d', 'this week; worktrees count for their repository'],
  },
  models: { by: 'model', aliases: ['model'], example: ['$0 --project shop', 'of one project'] },
  agents: {
    by: 'type of subagent',
    aliases: ['agent', 'subagents'],
    example: ['$0 --breakdown', 'with the models they ran on'],
  },
  skills: { by: 'skill', aliases: ['skill'], example: ['$0 --since 7d', 'this week'] },
  mcp: { by: 'MCP server', example: ['$0 --json', 'for a script'] },
};

const LAST: Partial<Record<ReportKind, string>> = {
  weekly: 'Only the last N weeks, including this one',
  monthly: 'Only the last N months, including this one',
  session: 'Only the N sessions that were active last',
};

/** Makes the command of one report. */
export function reportCommand(kind: ReportKind, context: UsageCommandContext): AnyCommand {
  const { by, aliases, example } = TEXTS[kind];
  return defineCommand({
    name: kind,
    aliases,
    summary: `Usage by ${by}.`,
    options: {
      ...REPORT_OPTIONS,
      ...(isOverTime(kind) && INSTANCES),
      ...(kind === 'session' && SESSION_ID),
      ...lastOption(LAST[kind] ?? LAST_DAYS),
    },
    examples: [example],
    exitCodes: EXIT_CODES,
    notes: NOTES,
    async run(options, io) {
      const { runReport } = await import('./run-report.ts');
      // Which of them a report has is decided by its kind.
      return runReport(kind, options as ReportCommandOptions, { io, context });
    },
  });
}
