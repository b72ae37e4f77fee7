import fs from 'node:fs';
import type { JsonObject } from '@cco/jsonl-parse';
import type { Speaker } from '../conversation-text.ts';
import type { FindProblem } from '../find-transcripts.ts';
import { type Snippet, snippetOf } from '../snippet.ts';
import { evaluateTerm, MACHINE_LINES, NO, YES } from './evaluate-terms.ts';
import type { TextIndex } from './open-text-index.ts';
import type { Term, TextQuery } from './parse-text-query.ts';
import { type PiecePlace, readPieces } from './read-pieces.ts';
import { FIELDS, listSegments, openSegment, WORDS } from './segment-rows.ts';
import { groupFiles, type IndexedSession } from './session-groups.ts';
import { createTermMatcher, type TermMatcher } from './term-matcher.ts';
import { type IndexedFile, listFiles, listMachineLines, pathOf } from './text-files.ts';

/** A session that fits a query. */
export interface TextMatch {
  readonly session: string;
  /** Claude Code has deleted its transcript. */
  readonly isArchived: boolean;
  /**
   * False: the session has all words, but whether they stand as the query has them cannot be told,
   * because the transcript is gone.
   */
  readonly isCertain: boolean;
  /** Where the first words of the query stand; undefined when nothing can be shown. */
  readonly snippet: TextSnippet | undefined;
}

/** A piece of a conversation around what was found. */
export interface TextSnippet extends Snippet {
  readonly speaker: Speaker;
  /** When it was said, as recorded. */
  readonly timestamp: string | undefined;
  /** The transcript that holds it: the session's own or a subagent's. */
  readonly file: string;
  readonly position: MatchPosition;
}

/** Where a transcript holds what was found first. */
export interface MatchPosition extends PiecePlace {
  /** The first match in the whole text of the piece, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Settings of {@link searchText}. */
export interface TextSearchOptions {
  /** Ids of sessions to look through, in the order wanted. @default all, the newest first */
  readonly sessions?: Iterable<string> | undefined;
  /** Stops after so many matches. @default no limit */
  readonly limit?: number | undefined;
  /** Sessions that Claude Code has deleted too. @default false */
  readonly archived?: boolean | undefined;
  /** Shows where the words stand. @default true */
  readonly snippets?: boolean | undefined;
  /** What a session cost, in dollars, for `cost:`. @default such a term fits no session */
  readonly costOf?: ((session: string) => number | undefined) | undefined;
}

/** What a search found. */
export interface TextSearchResult {
  readonly matches: readonly TextMatch[];
  /** Files that could not be read, so that a match in them would be missed. */
  readonly problems: readonly FindProblem[];
}

/**
 * Finds the sessions that fit a query, among all that the index knows. The index decides most; the
 * transcripts are read only where it leaves a doubt (words with punctuation, phrases, patterns),
 * and for the snippets. The result is exactly what reading everything would give.
 */
export function searchText(
  index: TextIndex,
  query: TextQuery,
  options: TextSearchOptions = {},
): TextSearchResult {
  const matches: TextMatch[] = [];
  const steps = searchTextInSteps(index, query, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { matches, problems: value };
    if (value) matches.push(value);
  }
}

/**
 * Does the same session by session, so that somebody who waits for keys can do something else in
 * between, or stop. Beginning takes as long as asking the index does; a session takes no time unless
 * its transcripts have to be read.
 *
 * @yields A match, or undefined after a session that does not fit.
 * @returns Files that could not be read.
 */
export function* searchTextInSteps(
  index: TextIndex,
  query: TextQuery,
  options: TextSearchOptions = {},
): Generator<TextMatch | undefined, readonly FindProblem[], void> {
  const { limit = Number.POSITIVE_INFINITY, archived = false, snippets = true } = options;
  const search = createSearch(index, query, options.costOf);
  const ids = options.sessions ?? search.sessions.map(({ id }) => id);
  const byId = new Map(search.sessions.map((session) => [session.id, session]));
  let found = 0;
  for (const id of ids) {
    if (found >= limit) break;
    const session = byId.get(id);
    if (!session || (session.isArchived && !archived)) continue;
    const fit = search.fit(session);
    if (fit === 'no') {
      yield undefined;
      continue;
    }
    found++;
    yield {
      session: id,
      isArchived: session.isArchived,
      isCertain: fit === 'yes',
      snippet: snippets ? search.snippet(session) : undefined,
    };
  }
  return search.problems;
}

/** A search whose sessions are decided one by one. */
interface Search {
  readonly sessions: readonly IndexedSession[];
  readonly problems: readonly FindProblem[];
  fit(session: IndexedSession): Fit;
  snippet(session: IndexedSession): TextSnippet | undefined;
}

type Fit = 'yes' | 'no' | 'unknown';

interface PreparedTerm {
  readonly term: Term;
  readonly matcher: TermMatcher | undefined;
  /** By file; undefined when no file decides. */
  readonly verdicts: Uint8Array | undefined;
}

function createSearch(
  index: TextIndex,
  { terms }: TextQuery,
  costOf: TextSearchOptions['costOf'],
): Search {
  const { files, machineLines, prepared } = prepare(index, terms);
  const problems: FindProblem[] = [];

  /** Looks into a file for terms in doubt, and notes what it says. */
  const confirm = (place: number, open: readonly PreparedTerm[]): void => {
    const file = files[place] as IndexedFile;
    const path = pathOf(index.db, file.id);
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
    const failure = readPieces({
      path,
      mayEscape: file.mayEscape,
      offsets: isPartly ? machineLines.get(file.id) : undefined,
      wanted: () => wanted.flatMap(({ matcher }) => matcher ?? []),
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
      const { id, isAgent, mayEscape } = files[place] as IndexedFile;
      const path = pathOf(index.db, id);
      return path === undefined ? [] : [{ path, isAgent, mayEscape }];
    });
    const agents = found.filter(({ isAgent }) => isAgent);
    agents.sort((a, b) => (a.path < b.path ? -1 : 1));
    return [...found.filter(({ isAgent }) => !isAgent), ...agents];
  };

  return {
    sessions: groupFiles(files, couldFit(prepared)),
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
  files: readonly IndexedFile[];
  machineLines: ReadonlyMap<number, number[]>;
  prepared: PreparedTerm[];
} {
  db.exec('BEGIN');
  try {
    const files = listFiles(db);
    const machineLines = listMachineLines(db);
    const segments = listSegments(db);
    const open = (kind: number) =>
      segments.filter((one) => one.kind === kind).flatMap(({ id }) => openSegment(db, id) ?? []);
    const view = {
      placeOf: new Map(files.map(({ id }, place) => [id, place])),
      words: open(WORDS),
      fields: open(FIELDS),
      hasMachineLines: (place: number) => machineLines.has((files[place] as IndexedFile).id),
    };
    const prepared = terms.map((term) => ({
      term,
      matcher: createTermMatcher(term.test),
      verdicts: evaluateTerm(term, view),
    }));
    return { files, machineLines, prepared };
  } finally {
    db.exec('COMMIT');
  }
}

function firstSnippet(
  file: string,
  mayEscape: boolean,
  matchers: readonly TermMatcher[],
): TextSnippet | undefined {
  let snippet: TextSnippet | undefined;
  readPieces({
    path: file,
    mayEscape,
    wanted: () => (snippet ? [] : matchers),
    onPiece({ speaker, text }, record, place) {
      const found = firstOf(text, matchers);
      if (!found) return;
      const { index: start, length } = found;
      const position = { ...place, start, end: start + length };
      const timestamp = timestampOf(record);
      snippet = { speaker, ...snippetOf(text, matchers), timestamp, file, position };
    },
  });
  return snippet;
}

function firstOf(text: string, matchers: readonly TermMatcher[]): ReturnType<TermMatcher['find']> {
  const found = matchers.flatMap((matcher) => matcher.find(text) ?? []);
  return found.sort((a, b) => a.index - b.index)[0];
}

function timestampOf({ timestamp }: JsonObject): string | undefined {
  return typeof timestamp === 'string' ? timestamp : undefined;
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
