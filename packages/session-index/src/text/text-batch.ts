import type Database from 'libsql';
import { dropListing } from '../listing.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { createPairCollector, type PairCollector } from './pair-collector.ts';
import type { TextState, TextStretch } from './read-text.ts';
import { FIELDS, insertSegment, WORDS } from './segment-rows.ts';
import type { TextFile } from './text-file.ts';
import { addMachineLines, dropFile, putFile, stateAt } from './text-files.ts';

/** Stretches of files that will go into the index together. */
export interface TextBatch {
  /** Words and files that belong together: what the batch takes in memory. */
  readonly pairs: number;
  readonly bytes: number;
  /**
   * Adds a stretch.
   *
   * @param before - What the index knew of the file when it was read, or the stretch before it.
   */
  add(file: TextFile, before: TextState | undefined, stretch: TextStretch): void;
  /**
   * Writes all in one transaction. A stretch whose file another process has read meanwhile is left
   * out.
   *
   * @returns How many were left out.
   */
  write(db: Database.Database): number;
}

interface Entry {
  readonly file: TextFile;
  readonly before: TextState | undefined;
  readonly stretch: Omit<TextStretch, 'words' | 'fields'>;
  readonly words: number | undefined;
  readonly fields: number | undefined;
}

/** No file has this id: what it stands for is not searched, and gone with the next merge. */
const LEFT_OUT = 0;

/** Makes an empty batch. */
export function createTextBatch(): TextBatch {
  const words = createPairCollector();
  const fields = createPairCollector();
  const entries: Entry[] = [];
  let bytes = 0;

  const writeFiles = (db: Database.Database): Map<Entry, number> => {
    const ids = new Map<Entry, number>();
    for (const entry of entries) {
      const { file, before, stretch } = entry;
      const known = stateAt(db, file.path);
      if (!isSameState(known, before)) continue;
      if (stretch.isFresh && known) dropFile(db, known.id);
      // Until its end was reached, no size is right: a run after this one goes on reading.
      const size = stretch.isLast ? file.size : -1;
      const id = putFile(
        db,
        { ...file, size },
        stretch.state,
        stretch.isFresh ? undefined : known?.id,
      );
      addMachineLines(db, id, stretch.machineLines);
      ids.set(entry, id);
    }
    return ids;
  };

  const writeSegment = (
    db: Database.Database,
    kind: number,
    [collector, idAt]: [PairCollector, (entry: Entry) => number | undefined],
    ids: ReadonlyMap<Entry, number>,
  ): void => {
    if (collector.count === 0) return;
    const documents: number[] = [];
    for (const entry of entries) {
      const number = idAt(entry);
      if (number !== undefined) documents[number] = ids.get(entry) ?? LEFT_OUT;
    }
    insertSegment(db, kind, collector.encode(Uint32Array.from(documents)));
  };

  return {
    get pairs() {
      return words.count + fields.count;
    },
    get bytes() {
      return bytes;
    },
    add(file, before, stretch) {
      const { words: ownWords, fields: ownFields, ...rest } = stretch;
      entries.push({
        file,
        before,
        stretch: rest,
        words: words.add(ownWords),
        fields: fields.add(ownFields),
      });
      bytes += stretch.state.next.offset - (stretch.isFresh ? 0 : (before?.next.offset ?? 0));
    },
    write: (db) =>
      inTransaction(db, () => {
        dropListing(db);
        const ids = writeFiles(db);
        writeSegment(db, WORDS, [words, (entry) => entry.words], ids);
        writeSegment(db, FIELDS, [fields, (entry) => entry.fields], ids);
        return entries.length - ids.size;
      }),
  };
}

function isSameState(a: TextState | undefined, b: TextState | undefined): boolean {
  return a?.next.offset === b?.next.offset && a?.seam === b?.seam;
}
