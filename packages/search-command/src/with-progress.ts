import type { Io } from '@cco/cli';
import { createProgress } from '@cco/terminal';

/** Shows how far some work is, on standard error, when it takes long. */
export async function withProgress<T>(
  label: string,
  io: Io,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = createProgress(io.progressStream, label, io.env);
  try {
    return await work(progress.update);
  } finally {
    progress.end();
  }
}
