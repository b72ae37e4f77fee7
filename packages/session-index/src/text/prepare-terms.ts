import { evaluateTerms, NO, type Verdicts, YES } from './evaluate-terms.ts';
import type { FileFilter } from './file-filter.ts';
import type { Locations } from './locations.ts';
import type { TextIndex } from './open-text-index.ts';
import type { Term } from './parse-text-query.ts';
import { FIELDS, listSegments, openSegment, WORDS } from './segment-rows.ts';
import { groupFiles, type IndexedFiles, type IndexedSession } from './session-groups.ts';
import { type FileLook, settleNewest } from './settle-newest.ts';
import { createTermMatcher, type TermMatcher } from './term-matcher.ts';
import {
  filesOfNewest,
  filesOfSessions,
  type IndexedFile,
  keptFiles,
  listFiles,
  listIds,
  listMachineLines,
} from './text-files.ts';

/** Of fewer than one file in so many, only the sessions are looked up. */
const FEW = 4;
/** Among the newest files some are of one session, and some of none. */
const MORE = 20;

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
  /** Only the newest sessions were looked at; whoever cannot read their texts has to ask for all. */
  readonly isPartial: boolean;
}

/** Makes a test that is false for files whose sessions fit only by what other files say. */
export function couldFit(prepared: readonly PreparedTerm[]): (place: number) => boolean {
  const first = prepared.find(({ term, verdicts }) => verdicts && !term.isNegative)?.verdicts;
  return (place) => first === undefined || first[place] !== NO;
}

/**
 * Tells whether what the index says of a term alone rules a session out, so that nothing is read
 * for a term when another one is not there.
 */
export function isRuledOut(
  { term, verdicts }: PreparedTerm,
  { places }: Pick<IndexedSession, 'places'>,
): boolean {
  if (!verdicts) return false;
  return term.isNegative
    ? places.some((place) => verdicts[place] === YES)
    : places.every((place) => verdicts[place] === NO);
}

/**
 * Asks the index about all terms, in one look at one state of it.
 *
 * @param limit - Only so many of the newest sessions that fit are wanted: of others may be said
 * that they do not fit. @default all are wanted
 */
export function prepareTerms(
  { db }: TextIndex,
  terms: readonly Term[],
  { locations, mayHold }: { readonly locations: Locations; readonly mayHold: FileFilter },
  limit = Number.POSITIVE_INFINITY,
): PreparedTerms {
  const matchers = terms.map(({ test }) => createTermMatcher(test));
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
    const byPlace = (files: readonly IndexedFile[]): IndexedFiles =>
      new Map(files.map((file) => [placeOf.get(file.id) as number, file]));
    let newest: IndexedFiles | undefined;
    const isEnough = (said: Verdicts): boolean => {
      const isCommon = said.every((one) => one && countYes(one) * FEW > ids.length);
      if (!isCommon || limit > ids.length || terms.some(({ isNegative }) => isNegative))
        return false;
      const files = byPlace(filesOfNewest(db, limit * 2 + MORE));
      const sessions = groupFiles(
        files,
        () => true,
        ({ id }) => locations.folderOf(id),
      );
      const look: FileLook = {
        sizeOf: (place) => locations.sizeOf(ids[place] as number),
        mayHold(place, term) {
          const path = locations.pathOf(ids[place] as number);
          const matcher = matchers[term];
          const mayEscape = files.get(place)?.mayEscape ?? true;
          return path === undefined || !matcher || mayHold({ path, mayEscape }, [matcher]);
        },
      };
      if (settleNewest(sessions, said, limit, look)) newest = files;
      return newest !== undefined;
    };
    const verdicts = evaluateTerms(terms, view, isEnough);
    const prepared = terms.map((term, at) => ({
      term,
      matcher: matchers[at],
      verdicts: verdicts[at],
    }));
    if (newest) return { files: newest, machineLines, prepared, isPartial: true };
    const isWanted = couldFit(prepared);
    const wanted = ids.filter((_, place) => isWanted(place));
    const isMost = wanted.length * FEW > ids.length;
    const files = kept ?? (isMost ? listFiles(db) : filesOfSessions(db, wanted));
    return { files: byPlace(files), machineLines, prepared, isPartial: false };
  } finally {
    db.exec('COMMIT');
  }
}

function countYes(verdicts: Uint8Array): number {
  return verdicts.reduce((sum, verdict) => (verdict === YES ? sum + 1 : sum), 0);
}
