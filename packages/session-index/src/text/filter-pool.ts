import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { WorkerScript } from '../thread-pool.ts';
import { createFileLook, type FilterTask, MAY_HOLD, TAKEN } from './filter-files.ts';

/** Threads that look through files ahead of this one, which waits for no more than it has to. */
export interface FilterPool {
  /** Tells whether a file may hold what is asked of it; see `FileFilter`. */
  mayHold(file: number): boolean;
  /** Ends the threads. */
  close(): void;
}

const MOST_THREADS = 4;
/** A thread may have died with a file, which is read here then as if nothing could be told. */
const PATIENCE_MS = 2000;

/** Starts threads that look through files in their order; none where there is only one processor. */
export function createFilterPool(
  { paths, terms, asked }: Omit<FilterTask, 'states'>,
  script: WorkerScript,
): FilterPool {
  const bytes = (paths.length + 1) * Int32Array.BYTES_PER_ELEMENT;
  const states = new Int32Array(new SharedArrayBuffer(bytes));
  const task: FilterTask = { paths, terms: terms.map(({ parts }) => ({ parts })), asked, states };
  const look = createFileLook(task);
  const threads = Math.min(availableParallelism(), MOST_THREADS) - 1;
  const workers = Array.from({ length: threads }, () => startWorker(script, task));
  /** No file in front of it is open. */
  let next = 0;

  const lookAhead = (): boolean => {
    while (next < paths.length && !look(next)) next++;
    return next++ < paths.length;
  };

  return {
    mayHold(file) {
      while (!look(file) && Atomics.load(states, file) === TAKEN) {
        if (lookAhead()) continue;
        if (Atomics.wait(states, file, TAKEN, PATIENCE_MS) === 'timed-out') return true;
      }
      return Atomics.load(states, file) === MAY_HOLD;
    },
    close() {
      Atomics.store(states, paths.length, 1);
      for (const worker of workers) void worker.terminate();
    },
  };
}

function startWorker(script: WorkerScript, task: FilterTask): Worker {
  // Loaded only for this, at once: a search goes on without a turn of the event loop.
  const threads = process.getBuiltinModule('node:worker_threads');
  const worker = new threads.Worker(typeof script === 'function' ? script() : script, {
    stdin: false,
  });
  worker.unref();
  // Whatever happens to it, all files are looked through.
  worker.on('error', () => {});
  worker.postMessage(task);
  return worker;
}
