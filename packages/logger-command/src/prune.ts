import { listActivityFiles } from '@cco/activity-log';
import { type Day, dayOf, parseDate } from '@cco/calendar';
import { expandHome, logFolder } from '@cco/claude-paths';
import { defineCommand, UserError } from '@cco/cli';
import { count, groupThousands, oneLine, table } from '@cco/terminal';
import { type PruneResult, pruneLogs } from './prune-logs.ts';

interface PruneOptions {
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
  run(options, io) {
    const before = firstDayToKeep(options['older-than'], dayOf(io.now()));
    const named = options['log-dir'];
    const folder = named === undefined ? logFolder(io.env) : expandHome(named, io.env);
    const dryRun = options['dry-run'];
    const { failure } = listActivityFiles(folder);
    if (failure && failure.reason !== 'missing') {
      throw new UserError(`${oneLine(folder)}: ${failure.message}`);
    }
    const result = pruneLogs(folder, before, { dryRun });
    if (options.json) {
      io.out(`${JSON.stringify({ log_dir: folder, before, dry_run: dryRun, ...result })}\n`);
    } else {
      io.out(pruneText(result, folder, before, dryRun));
      for (const { name, reason } of result.kept) io.err(`${name} stays: ${oneLine(reason)}\n`);
    }
    return result.kept.some(({ reason }) => reason !== 'not a regular file') ? 1 : 0;
  },
});

function firstDayToKeep(text: string, today: Day): Day {
  const parsed = parseDate(text, today);
  const hint = 'Use --older-than 30d, or a day as 2026-01-14.';
  if (!parsed.ok) throw new UserError(`--older-than: ${oneLine(parsed.message)}`, { hint });
  if (parsed.day > today) {
    throw new UserError(`--older-than: ${parsed.day} has not come yet`, { hint });
  }
  return parsed.day;
}

function pruneText(
  { files, bytes }: PruneResult,
  folder: string,
  before: Day,
  dryRun: boolean,
): string {
  const place = oneLine(folder);
  if (files.length === 0) return `No logs from before ${before} in ${place}\n`;
  const rows = files.map(({ name, bytes: size }) => [name, `${groupThousands(size)} bytes`]);
  const lines = table([{ title: '' }, { title: '', align: 'right' }], rows).slice(1);
  const done = dryRun ? 'Would delete' : 'Deleted';
  const total = `${count(files.length, 'log')} from before ${before}, ${count(bytes, 'byte')}`;
  return `${[...lines, `${done} ${total} in ${place}`].join('\n')}\n`;
}
