import type { FindProblem } from '../find-transcripts.ts';
import type { MatchFinder } from './match-finder.ts';
import { readSession } from './read-session.ts';

/** How often terms of a query stand in a session. */
export interface MatchCounts {
  /** Places of all terms; one that fits two terms counts for both. */
  readonly matches: number;
  /** Pieces of the conversation that hold at least one of them. */
  readonly pieces: number;
  /** Places by term, in the order of the finders. */
  readonly byTerm: readonly number[];
  /** Files that could not be read. */
  readonly problems: readonly FindProblem[];
}

/** Counts in transcripts of a session where terms stand; only lines that may hold one are parsed. */
export function countMatches(
  files: readonly string[],
  finders: readonly MatchFinder[],
): MatchCounts {
  const byTerm = finders.map(() => 0);
  let pieces = 0;
  const problems = readSession(files, {
    holding: finders,
    onPiece({ text }) {
      let isFound = false;
      for (const [place, { findAll }] of finders.entries()) {
        const found = findAll(text).length;
        if (found === 0) continue;
        byTerm[place] = (byTerm[place] as number) + found;
        isFound = true;
      }
      if (isFound) pieces++;
    },
  });
  return { matches: byTerm.reduce((sum, one) => sum + one, 0), pieces, byTerm, problems };
}
