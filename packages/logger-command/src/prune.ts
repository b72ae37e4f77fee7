import { COMMON, defineCommand } from '@cco/cli';

/** Deletes old logs. */
export const pruneCommand = defineCommand({
  name: 'prune',
  summary: 'Delete old logs, by the date in their names.',
  options: {
    'older-than': {
      type: 'string',
      required: true,
      value: 'DAYS',
      describe: 'Days to keep, for example 30d, or the first day to keep: YYYY-MM-DD',
    },
    'log-dir': {
      type: 'string',
      value: 'DIR',
      defaultText: 'CLAUDE_LOG_DIR, else ~/.claude/logs',
      describe: 'The log folder',
    },
    'dry-run': COMMON['dry-run'],
    json: COMMON.json,
  },
  examples: [
    ['$0 --older-than 30d', 'keep the last 30 days and today'],
    ['$0 --older-than 2026-01-01 --dry-run', 'list what is from before 2026'],
  ],
  exitCodes: [
    [0, 'done, or there was nothing to delete'],
    [1, 'wrong option, a folder that cannot be read, or a log that could not be deleted'],
  ],
  notes: 'Only files called activity-YYYY-MM-DD.jsonl go. Links, folders and all other files stay.',
  async run(options, io) {
    const { runPrune } = await import('./run-prune.ts');
    return runPrune(options, io);
  },
});
