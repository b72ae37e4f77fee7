import { oneLine } from '@cco/terminal';

/**
 * Names directories by as many of their last segments as tell them apart; where none do, by the
 * whole path.
 */
export function distinctNames(directories: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const directory of directories) {
    for (const tail of tailsOf(directory)) counts.set(tail, (counts.get(tail) ?? 0) + 1);
  }
  return new Map(
    directories.map((directory) => {
      const tail = tailsOf(directory).find((one) => counts.get(one) === 1);
      return [directory, oneLine(tail ?? directory)];
    }),
  );
}

/** Lists the last segment, the last two, and so on. */
function tailsOf(directory: string): string[] {
  const segments = directory.split(/[\\/]/).filter(Boolean);
  return segments.map((_, i) => segments.slice(-i - 1).join('/'));
}
