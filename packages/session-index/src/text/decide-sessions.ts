import type { FindProblem } from '../find-transcripts.ts';
import { costFits } from './cost-fits.ts';
import { NO, YES } from './evaluate-terms.ts';
import { createFileFilter, type FileFilter } from './file-filter.ts';
import { createFirstPlace, type FirstPlace } from './first-place.ts';
import { firstSnippet, type TextSnippet } from './first-snippet.ts';
import { createLocations } from './locations.ts';
import type { TextIndex } from './open-text-index.ts';
import type { TextQuery } from './parse-text-query.ts';
import { couldFit, isRuledOut, type PreparedTerm, prepareTerms } from './prepare-terms.ts';
import type { ThreadLimits } from './rule-out.ts';
import { groupFiles, type IndexedSession } from './session-groups.ts';
import { createDoubts } from './settle-doubts.ts';
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
  const mayHold = atFirstUse<FileFilter>(createFileFilter);
  const firstPlace = atFirstUse<FirstPlace>(createFirstPlace);
  const said = prepareTerms(index, terms, { locations, mayHold }, newest);
  const { files, prepared, isPartial } = said;
  const { worker } = index.options;
  const doubts = createDoubts(said, { locations, mayHold, firstPlace, worker, threadLimits });

  const fitOfTerm = (one: PreparedTerm, { id, places, isArchived }: IndexedSession): Fit => {
    const { term, verdicts } = one;
    if (!verdicts) return costFits(term, costOf?.(id)) ? 'yes' : 'no';
    if (places.some((place) => verdicts[place] === YES)) return 'yes';
    let isUnknown = false;
    for (const place of places) {
      if (verdicts[place] === NO) continue;
      if (!isArchived) doubts.settle(place, one);
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
    problems: doubts.problems,
    isPartial,
    expect: doubts.expect,
    fit(session) {
      if (prepared.some((one) => isRuledOut(one, session))) return 'no';
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
        const snippet = firstSnippet(file, matchers, firstPlace);
        if (snippet) return snippet;
      }
      return undefined;
    },
    close: doubts.close,
  };
}

/** Takes the memory that something needs only when it is used. */
function atFirstUse<Use extends (...given: never[]) => unknown>(make: () => Use): Use {
  let made: Use | undefined;
  return ((...given) => {
    made ??= make();
    return made(...given);
  }) as Use;
}
