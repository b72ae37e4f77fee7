import type { FoundFiles } from './store/find-store-files.ts';
import type { StoreFile } from './store/seen-files.ts';

/** A file as it was when it was read last. */
export interface KnownFile {
  readonly id: number;
  readonly size: number;
  readonly mtime: number;
  readonly ino: number;
  /** It was gone, the last time that somebody looked. */
  readonly isArchived: boolean;
}

/** What has to be done to know all files as they are. */
export interface RefreshPlan<Known extends KnownFile> {
  /** Files to read: new ones, and those that have changed. */
  readonly stale: readonly StoreFile[];
  /** Files that vanished. */
  readonly gone: readonly Known[];
  /** New files that are perhaps known under another path, by their inode. */
  readonly moved: readonly { readonly from: Known; readonly to: StoreFile }[];
}

/** How {@link planRefresh} works. */
export interface PlanOptions {
  /** Every file has to be read. @default false */
  readonly again?: boolean | undefined;
  /** Looks for all files once more. */
  look(): FoundFiles;
}

/**
 * Compares what there is with what is known.
 *
 * @param known - By path.
 * @returns Also what there is: when files seem to be gone it is looked for anew, because another
 * process may have made them known since somebody looked.
 */
export function planRefresh<Known extends KnownFile>(
  given: FoundFiles,
  known: ReadonlyMap<string, Known>,
  { again = false, look }: PlanOptions,
): RefreshPlan<Known> & { readonly found: FoundFiles } {
  const isComplete = goneOf(given.files, known).length === 0;
  const found = isComplete ? given : look();
  const stale = found.files.filter((file) => again || !isSame(file, known.get(file.path)));
  const gone = isComplete ? [] : goneOf(found.files, known);
  const byIno = new Map(gone.map((file) => [file.ino, file]));
  const moved = stale.flatMap((to) => {
    const from = known.has(to.path) ? undefined : byIno.get(to.ino);
    return from === undefined ? [] : [{ from, to }];
  });
  return { found, stale, gone, moved };
}

/** Tells whether a file is as it was when it was read. */
export function isSame(file: StoreFile, before: KnownFile | undefined): boolean {
  return (
    before !== undefined &&
    !before.isArchived &&
    before.size === file.size &&
    before.mtime === file.mtime &&
    before.ino === file.ino
  );
}

/**
 * Tells whether a file that has changed was written anew, by an editor or a tool that masks secrets:
 * Claude Code only appends. Times alone, or an inode alone, change when a home is copied.
 */
export function isRewritten(
  file: Pick<StoreFile, 'size' | 'mtime' | 'ino'>,
  before: KnownFile | undefined,
): boolean {
  if (before === undefined || before.mtime === file.mtime) return false;
  return file.size <= before.size || file.ino !== before.ino;
}

function goneOf<Known extends KnownFile>(
  found: readonly StoreFile[],
  known: ReadonlyMap<string, Known>,
): Known[] {
  const seen = new Set<number>();
  for (const { path } of found) {
    const file = known.get(path);
    if (file) seen.add(file.id);
  }
  return seen.size === known.size
    ? []
    : [...known.values()].filter(({ id, isArchived }) => !isArchived && !seen.has(id));
}
