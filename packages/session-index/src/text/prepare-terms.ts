import { evaluateTerms, NO } from './evaluate-terms.ts';
import type { TextIndex } from './open-text-index.ts';
import type { Term } from './parse-text-query.ts';
import { FIELDS, listSegments, openSegment, WORDS } from './segment-rows.ts';
import type { IndexedFiles } from './session-groups.ts';
import { createTermMatcher, type TermMatcher } from './term-matcher.ts';
import { filesOfSessions, keptFiles, listFiles, listIds, listMachineLines } from './text-files.ts';

/** Of fewer than one file in so many, only the sessions are looked up. */
const FEW = 4;

/** A term, and what the index says of it. */
export interface PreparedTerm {
  readonly term: Term;
  readonly matcher: TermMatcher | undefined;
  /** By file; undefined when no file decides. */
  readonly verdicts: Uint8Array | undefined;
}

/** The terms of a query, and the files that they are about. */
export interface PreparedTerms {
  readonly files: IndexedFiles;
  /** By file, offsets of lines with strings of machines. */
  readonly machineLines: ReadonlyMap<number, number[]>;
  readonly prepared: readonly PreparedTerm[];
}

/** Makes a test that is false for files whose sessions fit only by what other files say. */
export function couldFit(prepared: readonly PreparedTerm[]): (place: number) => boolean {
  const first = prepared.find(({ term, verdicts }) => verdicts && !term.isNegative)?.verdicts;
  return (place) => first === undefined || first[place] !== NO;
}

/** Asks the index about all terms, in one look at one state of it. */
export function prepareTerms({ db }: TextIndex, terms: readonly Term[]): PreparedTerms {
  db.exec('BEGIN');
  try {
    const kept = keptFiles(db);
    const ids = kept ? kept.map(({ id }) => id) : listIds(db);
    const machineLines = listMachineLines(db);
    const segments = listSegments(db);
    const open = (kind: number) =>
      segments.filter((one) => one.kind === kind).flatMap(({ id }) => openSegment(db, id) ?? []);
    const placeOf = new Map(ids.map((id, place) => [id, place]));
    const view = {
      placeOf,
      words: open(WORDS),
      fields: open(FIELDS),
      hasMachineLines: (place: number) => machineLines.has(ids[place] as number),
    };
    const verdicts = evaluateTerms(terms, view);
    const prepared = terms.map((term, at) => ({
      term,
      matcher: createTermMatcher(term.test),
      verdicts: verdicts[at],
    }));
    const isWanted = couldFit(prepared);
    const wanted = ids.filter((_, place) => isWanted(place));
    const isMost = wanted.length * FEW > ids.length;
    const files = kept ?? (isMost ? listFiles(db) : filesOfSessions(db, wanted));
    return {
      files: new Map(files.map((file) => [placeOf.get(file.id) as number, file])),
      machineLines,
      prepared,
    };
  } finally {
    db.exec('COMMIT');
  }
}
