import { readInThreads, type WorkerScript } from '../thread-pool.ts';
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
  readonly worker: WorkerScript | undefined;
  /** Asked for each file shortly before it is read. */
  stateOf(path: string): ReadState | undefined;
  /** Gets the results of one file in order; those of several files may be mixed. */
  onResult(result: ReadResult): void;
}

/** Measured: below this, starting threads costs more than they save. */
const WORTH_THREADS = 48 * 1024 * 1024;
const JOB_BYTES = 2 * 1024 * 1024;
/** More would make the first run a little faster, and reach over 250 MB when there is much to read. */
const YOUNG_MB = 12;

/** Reads files: in this thread, and in others beside it if there is a worker and much to read. */
export async function readAll(tasks: readonly PoolTask[], options: PoolOptions): Promise<void> {
  const { worker, stateOf, onResult } = options;
  const read = createTranscriptReader();
  const prepare = ({ path, slug, wantsFacts }: PoolTask): ReadTask => ({
    path,
    slug,
    wantsFacts,
    before: stateOf(path),
  });
  const readHere = (task: PoolTask): void => read(prepare(task), onResult);
  const isDone =
    worker !== undefined &&
    (await readInThreads<PoolTask, PackedResults>(tasks, {
      worker,
      prepare,
      readHere,
      onMessage: (packed) => unpackResults(packed).forEach(onResult),
      worthBytes: WORTH_THREADS,
      jobBytes: JOB_BYTES,
      youngMb: YOUNG_MB,
    }));
  if (!isDone) tasks.forEach(readHere);
}
