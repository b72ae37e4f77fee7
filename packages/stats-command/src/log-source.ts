import {
  expandLogFolders,
  type LogEntry,
  type LogFolder,
  readActivityLog,
  readActivityStream,
} from '@cco/activity-log';
import type { DayRange } from '@cco/calendar';
import { expandHome, logFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { createProgress } from '@cco/terminal';
import { createProblemCounter, type ProblemCount } from './problem-count.ts';
import type { StatsCommandOptions } from './stats-options.ts';

/** Where entries come from. */
export type LogSource =
  | { readonly kind: 'stream' }
  | {
      readonly kind: 'folders';
      readonly folders: readonly LogFolder[];
      /** Globs that no folder matches. */
      readonly unmatched: readonly string[];
    };

/** What happened while a source was read. */
export interface SourceReport {
  readonly problems: ProblemCount;
  /** The folders, when none of them could be read. */
  readonly noFolder: { readonly path: string; readonly reason: string } | undefined;
}

/**
 * Finds the source that the options name.
 *
 * @throws UserError when they name two, or a word that is none.
 */
export function findSource(options: StatsCommandOptions, io: Io): LogSource {
  const { input, 'log-dir': logDir } = options;
  if (input !== undefined) {
    // The parser hands a lone dash over as an empty text.
    if (input !== '' && input !== '-') throw new UserError(`unexpected argument: ${input}`);
    if (logDir) throw new UserError('- and --log-dir cannot be used together');
    return { kind: 'stream' };
  }
  const patterns = logDir?.map((folder) => withHome(folder, io)) ?? [logFolder(io.env)];
  return { kind: 'folders', ...expandLogFolders(patterns, io.cwd) };
}

/** Reads the entries of a source whose day is in the range. */
export async function readSource(
  source: LogSource,
  range: DayRange,
  io: Io,
  onEntry: (entry: LogEntry) => void,
): Promise<SourceReport> {
  const problems = createProblemCounter();
  if (source.kind === 'stream') {
    await readActivityStream(io.stdin, { range, onEntry, onProblem: problems.add });
    return { problems: problems.result(), noFolder: undefined };
  }
  const { folders, unmatched } = source;
  const progress = createProgress(io.progressStream, 'Reading logs', io.env);
  const { failures } = readActivityLog({
    folders,
    range,
    onEntry,
    onProblem: problems.add,
    onProgress: progress.update,
  });
  progress.end();
  const failed = [
    ...failures,
    ...unmatched.map((folder) => ({ folder, message: 'no folder matches' })),
  ];
  for (const failure of failed) problems.addFolder(failure);
  const [first] = failed;
  const noFolder =
    first && failures.length === folders.length
      ? { path: failed.map(({ folder }) => folder).join(', '), reason: first.message }
      : undefined;
  return { problems: problems.result(), noFolder };
}

/** Shells leave the tilde of `--log-dir=~/logs` alone. */
function withHome(folder: string, io: Io): string {
  return /^~(?:[/\\]|$)/.test(folder) ? expandHome(folder, io.env) : folder;
}
