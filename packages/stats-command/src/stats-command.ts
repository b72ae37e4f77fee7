import { defineCommand } from '@cco/cli';
import type { StatsCommandOptions } from './stats-options.ts';
import { BREAKDOWNS, PRESETS, RANGES } from './stats-options.ts';

/**
 * What Claude Code did and what it cost, from the activity logs: `session-stats` and `cco stats`.
 *
 * @example
 * await runMain(statsCommand, { name: 'session-stats', version: '1.0.0' });
 */
export const statsCommand = defineCommand<StatsCommandOptions>({
  name: 'stats',
  positionals: '[input]',
  summary: 'What Claude Code did and what it cost, from the activity logs.',
  options: (yargs) =>
    yargs
      .positional('input', {
        type: 'string',
        describe: '`-` reads entries from standard input instead of the log folder',
      })
      .option('range', {
        choices: RANGES,
        requiresArg: true,
        describe: 'Days to count, today included: 1, 7, 30 or all; today unless said otherwise',
      })
      .option('date', {
        type: 'string',
        requiresArg: true,
        describe: 'One day: YYYY-MM-DD, today, yesterday or 3d (three days ago)',
      })
      .option('since', {
        type: 'string',
        requiresArg: true,
        describe: 'First day, written as for --date',
      })
      .option('until', {
        type: 'string',
        requiresArg: true,
        describe: 'Last day, written as for --date',
      })
      .option('project', {
        type: 'string',
        requiresArg: true,
        describe: 'Only this project, its whole name',
      })
      .option('log-dir', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Folders of logs, or globs for them; several are also counted by person',
      })
      .option('by', {
        choices: BREAKDOWNS,
        requiresArg: true,
        describe: 'Adds a table with one row a day',
      })
      .option('rates', {
        choices: PRESETS,
        requiresArg: true,
        describe: 'Prices tokens at preset rates instead of CLAUDE_RATE_*',
      })
      .option('budget', {
        type: 'string',
        requiresArg: true,
        describe: 'Dollars; warns and exits with 3 when the total is more',
      })
      .option('quality', {
        type: 'boolean',
        default: false,
        describe: 'Adds repeated reads, failing commands and frequent edits, with advice',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Prints JSON' }),
  examples: [
    ['$0', "today's statistics"],
    ['$0 --range week --by day', 'the last seven days, day by day'],
    ['$0 --date 2026-01-14 --json', 'one day for a script'],
    ["$0 --log-dir '/srv/team/*' --range month", 'a team'],
    ['cat activity-*.jsonl | $0 -', 'entries from a pipe; all days'],
    ['$0 --budget 5', "warns when today's estimate is over $5"],
  ],
  exitCodes: [
    [0, 'done, also when there was nothing to count'],
    [1, 'wrong options, or no log folder'],
    [3, 'over budget'],
  ],
  notes: [
    'Environment:',
    '  CLAUDE_LOG_DIR      the log folder (~/.claude/logs)',
    '  CLAUDE_RATE_INPUT   dollars per 1,000 input tokens (0.003)',
    '  CLAUDE_RATE_OUTPUT  dollars per 1,000 output tokens (0.015)',
  ].join('\n'),
  async run(options, io) {
    const { runStats } = await import('./run-stats.ts');
    return runStats(options, io);
  },
});
