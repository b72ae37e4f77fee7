import fs from 'node:fs';
import type { FindProblem } from '../find-transcripts.ts';
import { MACHINE_LINES, MAYBE, NO, YES } from './evaluate-terms.ts';
import { createFileFilter, type FileFilter } from './file-filter.ts';
import { createFirstPlace, type FirstPlace } from './first-place.ts';
import { firstSnippet, type TextSnippet } from './first-snippet.ts';
import { createLocations } from './locations.ts';
import type { TextIndex } from './open-text-index.ts';
import type { Term, TextQuery } from './parse-text-query.ts';
import { couldFit, type PreparedTerm, prepareTerms } from './prepare-terms.ts';
import { readPieces } from './read-pieces.ts';
import { type Candidate, createRuleOut, type ThreadLimits } from './rule-out.ts';
import { groupFiles, type IndexedSession } from './session-groups.ts';
import type { IndexedFile } from './text-files.ts';

/** A search whose sessions are decided one by one. */
export interface Search {
  readonly sessions: readonly IndexedSession[];
  readonly problems: readonly FindProblem[];
  /**
   * Not all words were looked at, because the newest sessions are enough: an `unknown` session may
   * be known to a search that is made without `newest`.
   */
  readonly isPartial: boolean;
  /** Tells which sessions may be asked for, in that order. */
  expect(sessions: readonly IndexedSession[]): void;
  fit(session: IndexedSession): Fit;
  snippet(session: IndexedSession): TextSnippet | undefined;
  /** Ends what goes on in threads. */
  close(): void;
}

/** Whether a session fits: `unknown` when only a transcript that is gone could tell. */
export type Fit = 'yes' | 'no' | 'unknown';

/** Settings of {@link createSearch}. */
export interface SearchSettings {
  /** What a session cost, in dollars. @default nobody knows */
  readonly costOf?: ((session: string) => number | undefined) | undefined;
  /** Only so many of the newest sessions that fit are asked for. @default all may be */
  readonly newest?: number | undefined;
  /** @default as measured */
  readonly threadLimits?: ThreadLimits | undefined;
}

/** Asks the index about a query; what it leaves in doubt is looked up as sessions are asked for. */
export function createSearch(
  index: TextIndex,
  { terms }: TextQuery,
  { costOf, newest, threadLimits }: SearchSettings = {},
): Search {
  const locations = createLocations(index.db);
  let filter: FileFilter | undefined;
  const mayHold: FileFilter = (file, matchers) => {
    filter ??= createFileFilter();
    return filter(file, matchers);
  };
  const { files, machineLines, prepared, isPartial } = prepareTerms(
    index,
    terms,
    { locations, mayHold },
    newest,
  );
  const problems: FindProblem[] = [];
  let firstPlace: FirstPlace | undefined;
  const placeOf: FirstPlace = (file, matchers) => {
    firstPlace ??= createFirstPlace();
    return firstPlace(file, matchers);
  };
  let expected: readonly IndexedSession[] = [];
  const isInDoubt = ({ verdicts }: PreparedTerm, place: number) => verdicts?.[place] === MAYBE;

  const candidates = (): Candidate[] =>
    expected.flatMap((session) => {
      if (session.isArchived || prepared.some((one) => isOut(one, session))) return [];
      return session.places.flatMap((place) => {
        const { id, mayEscape } = files.get(place) as IndexedFile;
        const path = locations.pathOf(id);
        const bits = prepared.map((one, term) => (isInDoubt(one, place) ? 1 << term : 0));
        const asked = bits.reduce((sum, bit) => sum | bit, 0);
        if (asked === 0 || mayEscape || path === undefined) return [];
        return [{ place, path, size: locations.sizeOf(id), asked }];
      });
    });
  const ruleOut = createRuleOut(
    {
      mayHold,
      worker: index.options.worker,
      terms: prepared.map(({ matcher }) => ({ parts: matcher?.parts ?? [] })),
      candidates,
    },
    threadLimits,
  );

  /** Looks into a file for terms in doubt, and notes what it says. */
  const confirm = (place: number, open: readonly PreparedTerm[]): void => {
    const { id, mayEscape } = files.get(place) as IndexedFile;
    const path = locations.pathOf(id);
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
    const file = { path, mayEscape };
    if (!isPartly && !ruleOut.mayHold(place, file, matchers())) {
      settle(NO, wanted);
      return;
    }
    const failure = readPieces({
      ...file,
      from: isPartly ? 0 : placeOf(file, matchers()),
      offsets: isPartly ? machineLines.get(id) : undefined,
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

  /** What the index says alone, so that nothing is read for a term when another one is not there. */
  const isOut = ({ term, verdicts }: PreparedTerm, { places }: IndexedSession): boolean => {
    if (!verdicts) return false;
    return term.isNegative
      ? places.some((place) => verdicts[place] === YES)
      : places.every((place) => verdicts[place] === NO);
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
    isPartial,
    expect(sessions) {
      expected = sessions;
    },
    fit(session) {
      if (prepared.some((one) => isOut(one, session))) return 'no';
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
      for (const file of inOrder(possible)) {
        const snippet = firstSnippet(file, matchers, placeOf);
        if (snippet) return snippet;
      }
      return undefined;
    },
    close: ruleOut.close,
  };
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
