import { defineCommand } from '@cco/cli';

/** The options of `prune`. */
export interface PruneOptions {
  readonly 'older-than': string;
  readonly 'log-dir': string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Deletes old logs. */
export const pruneCommand = defineCommand<PruneOptions>({
  name: 'prune',
  summary: 'Delete old logs, by the date in their names.',
  options: (yargs) =>
    yargs
      .option('older-than', {
        type: 'string',
        requiresArg: true,
        demandOption: true,
        describe: 'Days to keep, as 30d, or the first day to keep, as 2026-01-14',
      })
      .option('log-dir', {
        type: 'string',
        requiresArg: true,
        describe: 'The folder (default: CLAUDE_LOG_DIR, else ~/.claude/logs)',
      })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Delete nothing, only tell' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
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
