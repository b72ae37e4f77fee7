import type { StoreFile } from './store/find-store-files.ts';

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

/**
 * Compares what there is with what is known.
 *
 * @param known - By path.
 * @param again - Every file has to be read.
 */
export function planRefresh<Known extends KnownFile>(
  found: readonly StoreFile[],
  known: ReadonlyMap<string, Known>,
  again: boolean,
): RefreshPlan<Known> {
  const stale: StoreFile[] = [];
  let seen = 0;
  for (const file of found) {
    const before = known.get(file.path);
    if (before) seen++;
    if (again || !isSame(file, before)) stale.push(file);
  }
  const gone = seen === known.size ? [] : goneOf(found, known);
  const byIno = new Map(gone.map((file) => [file.ino, file]));
  const moved = stale.flatMap((to) => {
    const from = known.has(to.path) ? undefined : byIno.get(to.ino);
    return from === undefined ? [] : [{ from, to }];
  });
  return { stale, gone, moved };
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

function goneOf<Known extends KnownFile>(
  found: readonly StoreFile[],
  known: ReadonlyMap<string, Known>,
): Known[] {
  const unseen = new Map(known);
  for (const { path } of found) unseen.delete(path);
  return [...unseen.values()].filter(({ isArchived }) => !isArchived);
}
