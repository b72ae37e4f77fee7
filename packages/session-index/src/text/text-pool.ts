import { readInThreads, type WorkerScript } from '../thread-pool.ts';
import { createTextReader, type TextResult, type TextState, type TextTask } from './read-text.ts';

/** A file to read. */
export interface TextPoolTask {
  readonly path: string;
  readonly size: number;
}

/** How {@link readTexts} works. */
export interface TextPoolOptions {
  readonly worker: WorkerScript | undefined;
  /** Asked for each file shortly before it is read. */
  stateOf(path: string): TextState | undefined;
  /** Gets the results of one file in order; those of several files may be mixed. */
  onResult(result: TextResult): void;
}

/** Measured: below this, starting threads costs more than they save. */
const WORTH_THREADS = 32 * 1024 * 1024;
const JOB_BYTES = 4 * 1024 * 1024;
const YOUNG_MB = 8;

/** Reads files: in threads if there is a worker and much to read, while this one puts words together. */
export async function readTexts(
  tasks: readonly TextPoolTask[],
  { worker, stateOf, onResult }: TextPoolOptions,
): Promise<void> {
  const prepare = ({ path }: TextPoolTask): TextTask => ({ path, before: stateOf(path) });
  const isDone =
    worker !== undefined &&
    (await readInThreads<TextPoolTask, TextResult>(tasks, {
      worker,
      prepare,
      onMessage: onResult,
      worthBytes: WORTH_THREADS,
      jobBytes: JOB_BYTES,
      youngMb: YOUNG_MB,
    }));
  if (isDone) return;
  const read = createTextReader();
  for (const task of tasks) read(prepare(task), onResult);
}
