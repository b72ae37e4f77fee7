import fs from 'node:fs';
import type { FindProblem } from '../find-transcripts.ts';
import type { WorkerScript } from '../thread-pool.ts';
import { MACHINE_LINES, MAYBE, NO, YES } from './evaluate-terms.ts';
import type { FileFilter } from './file-filter.ts';
import type { FirstPlace } from './first-place.ts';
import type { Locations } from './locations.ts';
import { isRuledOut, type PreparedTerm, type PreparedTerms } from './prepare-terms.ts';
import { readPieces } from './read-pieces.ts';
import { type Candidate, createRuleOut, type ThreadLimits } from './rule-out.ts';
import type { IndexedSession } from './session-groups.ts';
import type { IndexedFile } from './text-files.ts';

/** Reads transcripts for what the index leaves in doubt. */
export interface Doubts {
  /** Files that could not be read. */
  readonly problems: readonly FindProblem[];
  /** Tells which sessions may be asked for, in that order, so that threads can look ahead. */
  expect(sessions: readonly IndexedSession[]): void;
  /**
   * Asks the file at a place for a term, and for whatever else is in the same doubt about it: their
   * verdicts are `YES` or `NO` then, and as they were when the file cannot be read.
   */
  settle(place: number, term: PreparedTerm): void;
  /** Ends the threads. */
  close(): void;
}

/** What {@link createDoubts} looks into files with. */
export interface DoubtTools {
  readonly locations: Locations;
  readonly mayHold: FileFilter;
  readonly firstPlace: FirstPlace;
  readonly worker: WorkerScript | undefined;
  readonly threadLimits: ThreadLimits | undefined;
}

/** Makes what settles doubts about the files of a query. */
export function createDoubts(
  { files, machineLines, prepared }: PreparedTerms,
  { locations, mayHold, firstPlace, worker, threadLimits }: DoubtTools,
): Doubts {
  const problems: FindProblem[] = [];
  let expected: readonly IndexedSession[] = [];
  const fileAt = (place: number) => files.get(place) as IndexedFile;

  /** Gives the file at a place, if only its whole text can settle a term. */
  const candidateAt = (place: number): Candidate | undefined => {
    const { id, mayEscape } = fileAt(place);
    const path = locations.pathOf(id);
    const bits = prepared.map(({ verdicts }, term) =>
      verdicts?.[place] === MAYBE ? 1 << term : 0,
    );
    const asked = bits.reduce((sum, bit) => sum | bit, 0);
    if (asked === 0 || mayEscape || path === undefined) return undefined;
    return { place, path, size: locations.sizeOf(id), asked };
  };
  const mayComeUp = (session: IndexedSession) =>
    !session.isArchived && !prepared.some((one) => isRuledOut(one, session));
  const ruleOut = createRuleOut(
    {
      mayHold,
      worker,
      terms: prepared.map(({ matcher }) => ({ parts: matcher?.parts ?? [] })),
      candidates: () =>
        expected
          .filter(mayComeUp)
          .flatMap(({ places }) => places.flatMap((place) => candidateAt(place) ?? [])),
    },
    threadLimits,
  );

  /** Looks into a file for terms. */
  const ask = (
    place: number,
    terms: readonly PreparedTerm[],
    lines: number[] | undefined,
  ): void => {
    const { id, mayEscape } = fileAt(place);
    const path = locations.pathOf(id);
    let wanted = terms;
    const say = (verdict: number, said: readonly PreparedTerm[]): void => {
      for (const { verdicts } of said) if (verdicts) verdicts[place] = verdict;
    };
    // It was replaced since the search began.
    if (path === undefined) {
      say(NO, wanted);
      return;
    }
    const matchers = () => wanted.flatMap(({ matcher }) => matcher ?? []);
    const file = { path, mayEscape };
    if (!lines && !ruleOut.mayHold(place, file, matchers())) {
      say(NO, wanted);
      return;
    }
    const failure = readPieces({
      ...file,
      from: lines ? 0 : firstPlace(file, matchers()),
      offsets: lines,
      wanted: matchers,
      onPiece({ text }) {
        const found = wanted.filter(({ matcher }) => matcher?.find(text));
        if (found.length === 0) return;
        say(YES, found);
        wanted = wanted.filter((one) => !found.includes(one));
      },
    });
    if (failure === undefined) say(NO, wanted);
    else if (fs.existsSync(path)) problems.push({ file: path, message: failure });
  };

  return {
    problems,
    expect(sessions) {
      expected = sessions;
    },
    settle(place, { verdicts }) {
      const doubt = verdicts?.[place];
      const terms = prepared.filter((one) => one.verdicts?.[place] === doubt);
      const { id } = fileAt(place);
      ask(place, terms, doubt === MACHINE_LINES ? machineLines.get(id) : undefined);
    },
    close: ruleOut.close,
  };
}
