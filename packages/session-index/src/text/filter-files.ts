import type { SourcePart } from '../query.ts';
import { createFileFilter } from './file-filter.ts';

/** Files that several threads look through, each file by one of them. Plain data. */
export interface FilterTask {
  /** Of files whose bytes tell something. */
  readonly paths: readonly string[];
  /** What the terms need, as matchers tell it. */
  readonly terms: readonly { readonly parts: readonly SourcePart[] }[];
  /** For each file the terms that are asked, a bit each from the lowest. */
  readonly asked: Uint32Array;
  /** In shared memory, for each file how far it is, then whether all is over. */
  readonly states: Int32Array;
}

// How far a file is.
export const OPEN = 0;
/** A thread looks through it. */
export const TAKEN = 1;
export const CANNOT_HOLD = 2;
export const MAY_HOLD = 3;

/** Terms have a bit each. */
export const MOST_TERMS = 32;

/** Looks through files in their order, those that another thread has not taken. */
export function filterFiles(task: FilterTask): void {
  const look = createFileLook(task);
  for (let file = 0; file < task.paths.length; file++) {
    if (Atomics.load(task.states, task.paths.length) !== 0) return;
    look(file);
  }
}

/** Makes what looks through one file, unless another thread has taken it; false then. */
export function createFileLook({
  paths,
  terms,
  asked,
  states,
}: FilterTask): (file: number) => boolean {
  const mayHold = createFileFilter();
  return (file) => {
    if (Atomics.compareExchange(states, file, OPEN, TAKEN) !== OPEN) return false;
    const bits = asked[file] as number;
    const wanted = terms.filter((_, term) => ((bits >>> term) & 1) === 1);
    const holds = mayHold({ path: paths[file] as string, mayEscape: false }, wanted);
    Atomics.store(states, file, holds ? MAY_HOLD : CANNOT_HOLD);
    Atomics.notify(states, file);
    return true;
  };
}
