import type Database from 'libsql';
import { dropListing, type Listing, putListing } from '../listing.ts';
import { NO_CALLS } from './call-block.ts';
import { filesAt, nextFileId, putFiles } from './file-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { joinBlocks } from './join-blocks.ts';
import { createMessageWriter } from './message-writer.ts';
import type { ReadState, Segment } from './read-transcript.ts';
import type { RollupRow } from './rollup.ts';
import type { StoreFile } from './seen-files.ts';
import { statement } from './statements.ts';

/** A stretch of a file that was read, and what the reading was based on. */
export interface ReadSegment {
  readonly file: StoreFile;
  /** What the store knew of the file when it was read; undefined for a file it did not know. */
  readonly before: ReadState | undefined;
  readonly segment: Segment;
}

/**
 * Takes stretches of files into the store, in one transaction. A stretch whose file has been read
 * by another process meanwhile is left out.
 *
 * @param listing - Remembered when nothing was left out.
 * @returns How many were left out; and what was added to the sums of all usage, undefined when it
 * changed in other ways.
 */
export function applySegments(
  db: Database.Database,
  read: readonly ReadSegment[],
  listing?: Listing,
): { readonly leftOut: number; readonly added: RollupRow[] | undefined } {
  return inTransaction(db, () => {
    dropListing(db);
    const writer = createMessageWriter(db);
    const addProblem = statement(db, 'INSERT INTO problem VALUES (?,?,?,?,?,?,?)');
    const addCalls = statement(db, 'INSERT INTO calls (file, block) VALUES (?,?)');
    const dropCalls = statement(db, 'DELETE FROM calls WHERE file = ?');
    const dropProblems = statement(db, 'DELETE FROM problem WHERE file = ?');
    const files = filesAt(
      db,
      read.map(({ file }) => file.path),
    );
    let nextId = nextFileId(db);
    const grown = new Set<number>();
    let leftOut = 0;
    for (const { file, before, segment } of read) {
      const known = files.get(file.path);
      if (!isSameState(known?.state, before)) {
        leftOut++;
        continue;
      }
      const { state } = segment;
      const id = known?.id ?? nextId++;
      files.set(file.path, {
        id,
        ...file,
        session: file.session ?? state.namedSession ?? known?.session ?? file.agent ?? '',
        agent: file.agent,
        // Until its end was reached, no size is right: a run after this one goes on reading.
        size: segment.isLast ? file.size : -1,
        isArchived: false,
        state,
      });
      if (segment.isFresh && known) {
        writer.withdraw(id);
        dropProblems.run(id);
        dropCalls.run(id);
      }
      if (!segment.isFresh) grown.add(id);
      if (segment.messages !== undefined) writer.add(id, segment.messages);
      // Calls that are gone are a change too.
      const calls = segment.calls ?? (segment.isFresh && known ? NO_CALLS : undefined);
      if (calls !== undefined) addCalls.run(id, calls);
      for (const { line, offset, bytes, lines, code, message } of segment.problems) {
        addProblem.run(id, line, offset, bytes, lines, code, message);
      }
    }
    // Messages that stand in several files are ordered by the paths of these.
    putFiles(db, [...files.values()]);
    const added = writer.flush();
    for (const id of grown) joinBlocks(db, id);
    if (listing && leftOut === 0) putListing(db, listing);
    return { leftOut, added };
  });
}

function isSameState(a: ReadState | undefined, b: ReadState | undefined): boolean {
  return a?.next.offset === b?.next.offset && a?.seam === b?.seam;
}
