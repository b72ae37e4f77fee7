import { defineCommand } from '@cco/cli';
import { STATS_OPTIONS } from './stats-options.ts';

/**
 * What Claude Code did and what it cost, from the activity logs: `session-stats` and `cco stats`.
 *
 * @example
 * await runMain(statsCommand, { name: 'session-stats', version: '1.0.0' });
 */
export const statsCommand = defineCommand({
  name: 'stats',
  words: {
    name: 'input',
    describe: '`-` reads entries from standard input instead of the log folder',
  },
  summary: 'What Claude Code did and what it cost, from the activity logs.',
  options: STATS_OPTIONS,
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
