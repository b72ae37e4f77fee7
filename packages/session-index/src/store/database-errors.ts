/** Tells an error that means that a database's file cannot be written, now at least. */
export function isWriteFailure(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM)/.test(code);
}

/** Tells an error that means that a database's file does not hold what was written into it. */
export function isDamage(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  // SQLite's own functions read only JSON that was written as such.
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code) || /malformed JSON/.test(message);
}

/** Tells an error that means that the file was set aside while it was open. */
export function isMoved(error: unknown): boolean {
  return (error as { code?: string }).code === 'SQLITE_READONLY_DBMOVED';
}

/** Tells an error that means that another process did not release the file in time. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? '');
}
