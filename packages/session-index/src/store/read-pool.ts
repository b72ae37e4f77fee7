import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type PackedResults, unpackResults } from './packed-results.ts';
import {
  createTranscriptReader,
  type ReadResult,
  type ReadState,
  type ReadTask,
} from './read-transcript.ts';

/** A file to read. */
export interface PoolTask {
  readonly path: string;
  readonly slug: string;
  readonly wantsFacts: boolean;
  readonly size: number;
}

/** How {@link readAll} works. */
export interface PoolOptions {
  readonly worker: URL | undefined;
  /** Asked for each file shortly before it is read. */
  stateOf(path: string): ReadState | undefined;
  /** Gets the results of one file in order; those of several files may be mixed. */
  onResult(result: ReadResult): void;
}

/** A thread's message that it has finished a job; others hold `PackedResults`. */
export const DONE = 'done';

/** Below this, starting threads costs more than they save. */
const WORTH_THREADS = 48 * 1024 * 1024;
const MOST_THREADS = 4;
/** Bytes that a thread is given at once; two such jobs wait for each thread. */
const JOB_BYTES = 2 * 1024 * 1024;
const JOBS_AHEAD = 2;
/** Keeps the young generation of a reading thread small: its garbage dies at once. */
const YOUNG_MB = 16;

/** Reads files: in this thread, and in others beside it if there is a worker and much to read. */
export async function readAll(tasks: readonly PoolTask[], options: PoolOptions): Promise<void> {
  const total = tasks.reduce((sum, { size }) => sum + size, 0);
  const jobs = jobsOf(tasks);
  const threads = Math.min(availableParallelism(), MOST_THREADS, jobs.length);
  if (options.worker === undefined || total < WORTH_THREADS || threads < 2) {
    readHere(tasks, options);
    return;
  }
  const { Worker } = await import('node:worker_threads');
  const workers: Worker[] = [];
  const url = options.worker;
  try {
    const served = Array.from({ length: threads - 1 }, () => {
      const worker = new Worker(url, {
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
        stdin: false,
      });
      workers.push(worker);
      return serve(worker, jobs, options);
    });
    await Promise.all([...served, readBetween(jobs, options)]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Reads jobs in this thread, and between them takes what others have read. */
async function readBetween(jobs: PoolTask[][], { stateOf, onResult }: PoolOptions): Promise<void> {
  const read = createTranscriptReader();
  for (let job = jobs.pop(); job; job = jobs.pop()) {
    for (const task of job) read(withState(task, stateOf), onResult);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function readHere(tasks: readonly PoolTask[], { stateOf, onResult }: PoolOptions): void {
  const read = createTranscriptReader();
  for (const task of tasks) read(withState(task, stateOf), onResult);
}

function withState(
  { path, slug, wantsFacts }: PoolTask,
  stateOf: PoolOptions['stateOf'],
): ReadTask {
  return { path, slug, wantsFacts, before: stateOf(path) };
}

/** Gives a worker jobs until there are none. */
function serve(
  worker: Worker,
  jobs: PoolTask[][],
  { stateOf, onResult }: PoolOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let waiting = 0;
    const give = (): void => {
      const job = jobs.pop();
      if (job) {
        waiting++;
        worker.postMessage(job.map((task) => withState(task, stateOf)));
      } else if (waiting === 0) resolve();
    };
    worker.on('message', (message: PackedResults | typeof DONE) => {
      try {
        if (message === DONE) {
          waiting--;
          give();
        } else unpackResults(message).forEach(onResult);
      } catch (error) {
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a reading thread ended early')));
    for (let i = 0; i < JOBS_AHEAD; i++) give();
  });
}

/** Cuts the work into jobs of about equal bytes; the largest files come first, from the end. */
function jobsOf(tasks: readonly PoolTask[]): PoolTask[][] {
  const jobs: PoolTask[][] = [];
  let job: PoolTask[] = [];
  let bytes = 0;
  for (const task of [...tasks].sort((a, b) => a.size - b.size)) {
    job.push(task);
    bytes += task.size;
    if (bytes < JOB_BYTES) continue;
    jobs.push(job);
    job = [];
    bytes = 0;
  }
  if (job.length > 0) jobs.push(job);
  return jobs;
}
