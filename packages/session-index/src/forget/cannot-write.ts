import { isBusy, isWriteFailure } from '../store/database-errors.ts';

/** Tells an error that means that a file cannot be written: a full disk, no permission, in use. */
export function cannotWrite(error: unknown): boolean {
  const isFile = (error as NodeJS.ErrnoException).syscall !== undefined;
  return isFile || isWriteFailure(error) || isBusy(error);
}
