import {
  allRows,
  callHash,
  readCallFiles,
  readCallsIn,
  type Store,
  type StoredCall,
} from '@cco/session-index/store';
import type Database from 'libsql';
import { ownCalls, readOwners } from './call-owners.ts';

/** Lists the sessions with tool calls whose id begins so. `refreshFindings` has to be called before. */
export function findSessions(db: Database.Database, beginning: string): string[] {
  const from = '(SELECT session FROM audit_session ORDER BY session)';
  const where = 'WHERE substr(session, 1, length(?)) = ?';
  const rows = allRows<[string]>(db, 'session', `${from} ${where}`, beginning, beginning);
  return rows.map(([session]) => session);
}

/**
 * Reads the calls of one session in the order of their times: those that were judged as its own,
 * without what a fork repeats. `refreshFindings` has to be called before.
 */
export function readSessionCalls(store: Store, session: string): StoredCall[] {
  return readCallFiles(store)
    .filter(({ source }) => source.session === session)
    .flatMap((file) => {
      const calls = [...readCallsIn(store, file)];
      return ownCalls(readOwners(store.db, calls.map(callHash)), file.id, calls);
    })
    .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}
