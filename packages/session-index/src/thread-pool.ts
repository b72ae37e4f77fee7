import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';

/** Where the script of a thread is; a function is asked only when one is started. */
export type WorkerScript = URL | (() => URL);

/** How {@link readInThreads} works. */
export interface ThreadPoolOptions<Task, Message> {
  readonly worker: WorkerScript;
  /** Turns a task into what a thread is told, shortly before it is. */
  prepare(task: Task): unknown;
  /** Gets what threads send, those of one task in order. */
  onMessage(message: Message): void;
  /** Does tasks in this thread beside the others. @default this thread only takes what they send */
  readonly readHere?: ((task: Task) => void) | undefined;
  /** Bytes below which starting threads costs more than they save. */
  readonly worthBytes: number;
  /** Bytes that a thread is given at once; several such jobs wait for each thread. */
  readonly jobBytes: number;
  /** Keeps the young generation of a thread small: its garbage dies at once. */
  readonly youngMb: number;
}

/** A thread's message that it has finished a job. */
export const DONE = 'done';

const MOST_THREADS = 4;
const JOBS_AHEAD = 6;

/**
 * Does tasks in threads, the largest first.
 *
 * @returns False when there is too little to do, and nothing was done.
 */
export async function readInThreads<Task extends { readonly size: number }, Message>(
  tasks: readonly Task[],
  options: ThreadPoolOptions<Task, Message>,
): Promise<boolean> {
  const { worthBytes, jobBytes, youngMb, readHere } = options;
  const total = tasks.reduce((sum, { size }) => sum + size, 0);
  const jobs = jobsOf(tasks, jobBytes);
  const threads = Math.min(availableParallelism(), MOST_THREADS, jobs.length);
  if (total < worthBytes || threads < 2) return false;
  const { Worker } = await import('node:worker_threads');
  const script = typeof options.worker === 'function' ? options.worker() : options.worker;
  const workers: Worker[] = [];
  const count = readHere ? threads - 1 : threads;
  try {
    const served = Array.from({ length: count }, () => {
      const worker = new Worker(script, {
        resourceLimits: { maxYoungGenerationSizeMb: youngMb },
        stdin: false,
      });
      workers.push(worker);
      return serve(worker, jobs, options);
    });
    await Promise.all([...served, readHere && readBetween(jobs, readHere)]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return true;
}

/** Does jobs in this thread, and between them takes what others have read. */
async function readBetween<Task>(jobs: Task[][], readHere: (task: Task) => void): Promise<void> {
  for (let job = jobs.pop(); job; job = jobs.pop()) {
    job.forEach(readHere);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Gives a worker jobs until there are none. Near the end it gets fewer ahead, so that no thread has
 * many left when the others have none.
 */
function serve<Task, Message>(
  worker: Worker,
  jobs: Task[][],
  { prepare, onMessage }: ThreadPoolOptions<Task, Message>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let waiting = 0;
    const give = (): void => {
      while (waiting < Math.max(1, Math.min(JOBS_AHEAD, jobs.length >> 1))) {
        const job = jobs.pop();
        if (!job) break;
        waiting++;
        worker.postMessage(job.map(prepare));
      }
      if (waiting === 0) resolve();
    };
    worker.on('message', (message: Message | typeof DONE) => {
      try {
        if (message === DONE) {
          waiting--;
          give();
        } else onMessage(message);
      } catch (error) {
        reject(error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a reading thread ended early')));
    give();
  });
}

/** Cuts the work into jobs of about equal bytes; the largest come first, from the end. */
function jobsOf<Task extends { readonly size: number }>(
  tasks: readonly Task[],
  jobBytes: number,
): Task[][] {
  const jobs: Task[][] = [];
  let job: Task[] = [];
  let bytes = 0;
  for (const task of [...tasks].sort((a, b) => a.size - b.size)) {
    job.push(task);
    bytes += task.size;
    if (bytes < jobBytes) continue;
    jobs.push(job);
    job = [];
    bytes = 0;
  }
  if (job.length > 0) jobs.push(job);
  return jobs;
}
