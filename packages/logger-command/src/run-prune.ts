import { listActivityFiles } from '@cco/activity-log';
import { type Day, dayOf, parseDate } from '@cco/calendar';
import { expandHome, logFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { count, groupThousands, oneLine, table } from '@cco/terminal';
import { type PruneResult, pruneLogs } from './prune-logs.ts';

/** The options of `prune`. */
export interface PruneOptions {
  readonly 'older-than': string;
  readonly 'log-dir': string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Deletes old logs, and tells which. */
export function runPrune(options: PruneOptions, io: Io): number {
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
}

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
