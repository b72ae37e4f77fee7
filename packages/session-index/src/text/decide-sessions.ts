import fs from 'node:fs';
import type { FindProblem } from '../find-transcripts.ts';
import { evaluateTerms, MACHINE_LINES, NO, YES } from './evaluate-terms.ts';
import { createFileFilter, type FileFilter } from './file-filter.ts';
import { firstSnippet, type TextSnippet } from './first-snippet.ts';
import { createLocations } from './locations.ts';
import type { TextIndex } from './open-text-index.ts';
import type { Term, TextQuery } from './parse-text-query.ts';
import { readPieces } from './read-pieces.ts';
import { FIELDS, listSegments, openSegment, WORDS } from './segment-rows.ts';
import { groupFiles, type IndexedFiles, type IndexedSession } from './session-groups.ts';
import { createTermMatcher, type TermMatcher } from './term-matcher.ts';
import {
  filesOfSessions,
  type IndexedFile,
  keptFiles,
  listFiles,
  listIds,
  listMachineLines,
} from './text-files.ts';

/** Of fewer than one file in so many, only the sessions are looked up. */
const FEW = 4;

/** A search whose sessions are decided one by one. */
export interface Search {
  readonly sessions: readonly IndexedSession[];
  readonly problems: readonly FindProblem[];
  fit(session: IndexedSession): Fit;
  snippet(session: IndexedSession): TextSnippet | undefined;
}

/** Whether a session fits: `unknown` when only a transcript that is gone could tell. */
export type Fit = 'yes' | 'no' | 'unknown';

interface PreparedTerm {
  readonly term: Term;
  readonly matcher: TermMatcher | undefined;
  /** By file; undefined when no file decides. */
  readonly verdicts: Uint8Array | undefined;
}

/** Asks the index about a query; what it leaves in doubt is looked up as sessions are asked for. */
export function createSearch(
  index: TextIndex,
  { terms }: TextQuery,
  costOf: ((session: string) => number | undefined) | undefined,
): Search {
  const { files, machineLines, prepared } = prepare(index, terms);
  const locations = createLocations(index.db);
  const problems: FindProblem[] = [];
  let mayHold: FileFilter | undefined;

  /** Looks into a file for terms in doubt, and notes what it says. */
  const confirm = (place: number, open: readonly PreparedTerm[]): void => {
    const file = files.get(place) as IndexedFile;
    const path = locations.pathOf(file.id);
    let wanted = open;
    const settle = (verdict: number, settled: readonly PreparedTerm[]): void => {
      for (const { verdicts } of settled) if (verdicts) verdicts[place] = verdict;
    };
    const isPartly = open.every(({ verdicts }) => verdicts?.[place] === MACHINE_LINES);
    // It was replaced since the search began.
    if (path === undefined) {
      settle(NO, wanted);
      return;
    }
    const matchers = () => wanted.flatMap(({ matcher }) => matcher ?? []);
    mayHold ??= createFileFilter();
    if (!isPartly && !file.mayEscape && !mayHold(path, matchers())) {
      settle(NO, wanted);
      return;
    }
    const failure = readPieces({
      path,
      mayEscape: file.mayEscape,
      offsets: isPartly ? machineLines.get(file.id) : undefined,
      wanted: matchers,
      onPiece({ text }) {
        const found = wanted.filter(({ matcher }) => matcher?.find(text));
        if (found.length === 0) return;
        settle(YES, found);
        wanted = wanted.filter((one) => !found.includes(one));
      },
    });
    if (failure === undefined) settle(NO, wanted);
    else if (fs.existsSync(path)) problems.push({ file: path, message: failure });
  };

  const fitOfTerm = ({ term, verdicts }: PreparedTerm, session: IndexedSession): Fit => {
    if (!verdicts) return costFits(term, costOf?.(session.id)) ? 'yes' : 'no';
    let isUnknown = false;
    if (session.places.some((place) => verdicts[place] === YES)) return 'yes';
    for (const place of session.places) {
      if (verdicts[place] === NO) continue;
      if (!session.isArchived) {
        // What else is in doubt about the file is settled in the same reading.
        confirm(
          place,
          prepared.filter((one) => one.verdicts?.[place] === verdicts[place]),
        );
      }
      if (verdicts[place] === YES) return 'yes';
      if (verdicts[place] !== NO) isUnknown = true;
    }
    return isUnknown ? 'unknown' : 'no';
  };

  /** A session's own files first, then its subagents' by path. */
  const inOrder = (places: readonly number[]) => {
    const found = places.flatMap((place) => {
      const { id, isAgent, mayEscape } = files.get(place) as IndexedFile;
      const path = locations.pathOf(id);
      return path === undefined ? [] : [{ path, isAgent, mayEscape }];
    });
    const agents = found.filter(({ isAgent }) => isAgent);
    agents.sort((a, b) => (a.path < b.path ? -1 : 1));
    return [...found.filter(({ isAgent }) => !isAgent), ...agents];
  };

  return {
    sessions: groupFiles(files, couldFit(prepared), ({ id }) => locations.folderOf(id)),
    problems,
    fit(session) {
      let fit: Fit = 'yes';
      for (const one of prepared) {
        const own = fitOfTerm(one, session);
        if (own === (one.term.isNegative ? 'yes' : 'no')) return 'no';
        if (own === 'unknown') fit = 'unknown';
      }
      return fit;
    },
    snippet(session) {
      if (session.isArchived) return undefined;
      const shown = prepared.filter(({ term, matcher }) => matcher && !term.isNegative);
      const matchers = shown.flatMap(({ matcher }) => matcher ?? []);
      const possible = session.places.filter((place) =>
        shown.some(({ verdicts }) => verdicts?.[place] !== NO),
      );
      for (const { path, mayEscape } of inOrder(possible)) {
        const snippet = firstSnippet(path, mayEscape, matchers);
        if (snippet) return snippet;
      }
      return undefined;
    },
  };
}

/** Makes a test that is false for files whose sessions fit only by what other files say. */
function couldFit(prepared: readonly PreparedTerm[]): (place: number) => boolean {
  const first = prepared.find(({ term, verdicts }) => verdicts && !term.isNegative)?.verdicts;
  return (place) => first === undefined || first[place] !== NO;
}

/** Asks the index about all terms, in one look at one state of it. */
function prepare(
  { db }: TextIndex,
  terms: readonly Term[],
): {
  files: IndexedFiles;
  machineLines: ReadonlyMap<number, number[]>;
  prepared: PreparedTerm[];
} {
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

function costFits({ test }: Term, cost: number | undefined): boolean {
  if (test.kind !== 'cost' || cost === undefined) return false;
  const { relation, amount } = test;
  switch (relation) {
    case '<':
      return cost < amount;
    case '<=':
      return cost <= amount;
    case '>':
      return cost > amount;
    case '>=':
      return cost >= amount;
    case '=':
      return cost === amount;
  }
}
