import fs from 'node:fs';
import type { Position } from '@cco/jsonl-parse';
import { seamAt } from './seam.ts';

const CHUNK_BYTES = 256 * 1024;
/** A stretch ends at the first chunk behind so many bytes: memory is bounded for files of any size. */
const STRETCH_BYTES = 32 * 1024 * 1024;

/** How far a file is settled. */
export interface SettledState {
  readonly next: Position;
  /** Hash of the bytes before `next`: when they change, the file was replaced. */
  readonly seam: string;
}

/** What a stretch of a file gave. */
export interface ReadStretch<State extends SettledState> {
  /** The end of the file was reached. */
  readonly isLast: boolean;
  readonly state: State;
}

/** A file, and how to read a stretch of it. */
export interface StretchReading<State extends SettledState, Stretch extends ReadStretch<State>> {
  readonly path: string;
  /** What was known of the file; undefined when it was never read. */
  readonly before: State | undefined;
  /** The state of a file of which nothing was read. */
  readonly nothing: State;
  /** Reads on from a state; `push` hands out chunks, and tells whether the file ended. */
  readStretch(source: StretchSource, state: State): Stretch;
  /** Gets the stretches in order. `isFresh`: what was known of the file does not hold any more. */
  onStretch(stretch: Stretch, isFresh: boolean): void;
  onFailure(error: Error): void;
}

/** An open file that is read in stretches. */
export interface StretchSource {
  /**
   * Hands out the chunks of a stretch that begins at an offset. A chunk is only valid in the call.
   *
   * @param scale - How many times the usual length, for a record that is longer.
   * @returns Whether the file ended.
   */
  push(offset: number, scale: number, onChunk: (chunk: Buffer) => void): boolean;
  /** Hashes the bytes before an offset. */
  seamAt(offset: number): string;
}

/**
 * Makes a reader of files that goes on where each was settled.
 *
 * @param buffer - Gets the bytes of all files. @default one of its own
 */
export function createStretchReader(
  buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES),
): <State extends SettledState, Stretch extends ReadStretch<State>>(
  reading: StretchReading<State, Stretch>,
) => void {
  return ({ path, before, nothing, readStretch, onStretch, onFailure }) => {
    const descriptor = attempt(() => fs.openSync(path, 'r'));
    if (descriptor instanceof Error) {
      onFailure(descriptor);
      return;
    }
    const source: StretchSource = {
      push: (offset, scale, onChunk) => pushStretch(descriptor, buffer, { offset, scale, onChunk }),
      seamAt: (offset) => seamAt(descriptor, offset),
    };
    try {
      const goesOn = before && attempt(() => source.seamAt(before.next.offset)) === before.seam;
      let state = goesOn ? before : nothing;
      let isFresh = !goesOn;
      for (let isLast = false; !isLast; isFresh = false) {
        const stretch = attempt(() => readStretch(source, state));
        if (stretch instanceof Error) {
          onFailure(stretch);
          return;
        }
        ({ state, isLast } = stretch);
        onStretch(stretch, isFresh);
      }
    } finally {
      fs.closeSync(descriptor);
    }
  };
}

function pushStretch(
  descriptor: number,
  buffer: Buffer,
  stretch: {
    readonly offset: number;
    readonly scale: number;
    readonly onChunk: (chunk: Buffer) => void;
  },
): boolean {
  const { offset, scale, onChunk } = stretch;
  for (let at = offset; at - offset < STRETCH_BYTES * scale; ) {
    const bytes = fs.readSync(descriptor, buffer, 0, buffer.length, at);
    if (bytes === 0) return true;
    onChunk(buffer.subarray(0, bytes));
    at += bytes;
  }
  return false;
}

/** Only a failing read is caught: an error thrown by a handler is the caller's own. */
function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}
