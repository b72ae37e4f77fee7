/** Tells an error that means that a database's file cannot be written, now at least. */
export function isWriteFailure(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM)/.test(code);
}

/** Tells an error that means that another process did not release the file in time. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '');
}
