import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { createTextReader, type TextResult, type TextState, type TextTask } from './read-text.ts';

/** A file to read. */
export interface TextPoolTask {
  readonly path: string;
  readonly size: number;
}

/** How {@link readTexts} works. */
export interface TextPoolOptions {
  readonly worker: URL | undefined;
  /** Asked for each file shortly before it is read. */
  stateOf(path: string): TextState | undefined;
  /** Gets the results of one file in order; those of several files may be mixed. */
  onResult(result: TextResult): void;
}

/** A thread's message that it has finished a job; others are results. */
export const DONE = 'done';

/** Below this, starting threads costs more than they save. */
const WORTH_THREADS = 32 * 1024 * 1024;
const MOST_THREADS = 4;
/** Bytes that a thread is given at once; two such jobs wait for each thread. */
const JOB_BYTES = 4 * 1024 * 1024;
const JOBS_AHEAD = 2;
/** Keeps the young generation of a reading thread small: its garbage dies at once. */
const YOUNG_MB = 8;

/** Reads files, in threads if there is a worker and much to read. */
export async function readTexts(
  tasks: readonly TextPoolTask[],
  options: TextPoolOptions,
): Promise<void> {
  const total = tasks.reduce((sum, { size }) => sum + size, 0);
  const jobs = jobsOf(tasks);
  const threads = Math.min(availableParallelism(), MOST_THREADS, jobs.length);
  const url = options.worker;
  if (url === undefined || total < WORTH_THREADS || threads < 2) {
    const read = createTextReader();
    for (const { path } of tasks) read({ path, before: options.stateOf(path) }, options.onResult);
    return;
  }
  const { Worker } = await import('node:worker_threads');
  const workers: Worker[] = [];
  try {
    await Promise.all(
      Array.from({ length: threads }, () => {
        const worker = new Worker(url, {
          resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
          stdin: false,
        });
        workers.push(worker);
        return serve(worker, jobs, options);
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Gives a worker jobs until there are none. */
function serve(
  worker: Worker,
  jobs: TextPoolTask[][],
  { stateOf, onResult }: TextPoolOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let waiting = 0;
    const give = (): void => {
      const job = jobs.pop();
      if (job) {
        waiting++;
        worker.postMessage(job.map(({ path }): TextTask => ({ path, before: stateOf(path) })));
      } else if (waiting === 0) resolve();
    };
    worker.on('message', (message: TextResult | typeof DONE) => {
      try {
        if (message === DONE) {
          waiting--;
          give();
        } else onResult(message);
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
function jobsOf(tasks: readonly TextPoolTask[]): TextPoolTask[][] {
  const jobs: TextPoolTask[][] = [];
  let job: TextPoolTask[] = [];
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
