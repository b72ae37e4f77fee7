import type { Io } from '@cco/cli';
import type { Problem } from '@cco/jsonl-parse';
import { closeStore, openStore, readProblems } from '@cco/session-index/store';
import { count, oneLine } from '@cco/terminal';
import type { LoadedUsage } from '@cco/usage-source';
import { usagePlaces } from './load.ts';
import type { UsageCommandContext } from './usage-context.ts';

/** A piece of a file, or a whole one, that could not be used. */
export type ListedProblem = Omit<Problem, 'code'> & { readonly code: string };

/** Lists what could not be used: files and folders first, then lines in the order of their places. */
export function listProblems(
  { problems }: LoadedUsage,
  io: Pick<Io, 'env'>,
  context: UsageCommandContext,
): readonly ListedProblem[] {
  const store = openStore(usagePlaces(io, context));
  try {
    return [
      ...problems.map(({ file, message }) => {
        return { file, code: 'unreadable', line: 0, offset: 0, bytes: 0, lines: 0, message };
      }),
      ...readProblems(store),
    ];
  } finally {
    closeStore(store);
  }
}

/** Writes problems for people, one on each line, in a form that editors can jump to. */
export function problemLines(
  problems: readonly ListedProblem[],
  { style }: Pick<Io, 'style'>,
): string {
  const lines = problems.map(({ file, line, lines: length, code, message }) => {
    const place = line === 0 ? oneLine(file) : `${oneLine(file)}:${line}`;
    const span = length > 1 ? ` (${count(length, 'line')})` : '';
    return `${style.cyan(place)}: ${code}: ${oneLine(message)}${span}`;
  });
  const title = problems.length === 0 ? 'Nothing was skipped.' : 'Could not be used';
  return `${[style.bold(title), ...lines].join('\n')}\n`;
}
