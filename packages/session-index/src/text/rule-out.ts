import type { WorkerScript } from '../thread-pool.ts';
import type { FileFilter, SourceFile } from './file-filter.ts';
import { type FilterTask, MOST_TERMS } from './filter-files.ts';
import { createFilterPool, type FilterPool } from './filter-pool.ts';
import type { TermMatcher } from './term-matcher.ts';

/** A transcript that has to be looked through if the search comes to it. */
export interface Candidate {
  /** Its place in the list of files. */
  readonly place: number;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** The terms that are in doubt, a bit each from the lowest. */
  readonly asked: number;
}

/** Rules out transcripts by their bytes, before they are parsed. */
export interface RuleOut {
  /** False: none of the terms stands in the transcript. See `FileFilter`. */
  mayHold(place: number, file: SourceFile, terms: readonly TermMatcher[]): boolean;
  /** Ends the threads, if there are any. */
  close(): void;
}

/** When threads help. */
export interface ThreadLimits {
  /** A search that comes to so many transcripts comes to more. */
  readonly afterFiles: number;
  /** Bytes below which starting threads costs more than they save. */
  readonly worthBytes: number;
}

const LIMITS: ThreadLimits = { afterFiles: 30, worthBytes: 192 * 1024 * 1024 };

/** What threads look through, and for what. */
export interface Ahead {
  /** Looks through a file in this thread. */
  readonly mayHold: FileFilter;
  readonly worker: WorkerScript | undefined;
  /** All terms that a candidate may be asked for. */
  readonly terms: FilterTask['terms'];
  /** Lists what the search may still come to, in its order. */
  candidates(): readonly Candidate[];
}

/** Looks through one transcript after the other, and when that goes on lets threads look ahead. */
export function createRuleOut(
  { mayHold, worker, terms, candidates }: Ahead,
  { afterFiles, worthBytes } = LIMITS,
): RuleOut {
  let pool: FilterPool | undefined;
  /** In the pool, the number of each file by its place. */
  const numbers = new Map<number, number>();
  let files = 0;
  const canHelp =
    terms.length <= MOST_TERMS &&
    terms.some(({ parts }) => parts.some(({ needle }) => needle.length > 0));

  const startPool = (script: WorkerScript): void => {
    const found = candidates();
    if (found.reduce((sum, { size }) => sum + size, 0) < worthBytes) return;
    for (const [number, { place }] of found.entries()) numbers.set(place, number);
    const paths = found.map(({ path }) => path);
    const asked = Uint32Array.from(found, (one) => one.asked);
    pool = createFilterPool({ paths, terms, asked }, script);
  };

  return {
    mayHold(place, file, wanted) {
      if (worker && canHelp && ++files === afterFiles) startPool(worker);
      const number = numbers.get(place);
      if (pool && number !== undefined) return pool.mayHold(number);
      return mayHold(file, wanted);
    },
    close() {
      pool?.close();
      pool = undefined;
    },
  };
}
