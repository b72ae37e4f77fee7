import type { Policy } from '@cco/audit-policy';
import { type AuditContext, RULE_SET_VERSION } from '@cco/audit-rules';
import type Database from 'libsql';
import type { AuditedCall, CallSource } from './audited-call.ts';
import { type JudgedSession, judgeSession } from './judge-session.ts';
import { createRealPath } from './real-path.ts';
import { prepareTables, readState, writeState } from './schema.ts';
import { createInputReader } from './whole-input.ts';

/** Settings of {@link refreshFindings}. */
export interface RefreshFindingsOptions {
  readonly policy: Policy;
  /** Folders of the policy, resolved. */
  readonly folders: readonly string[];
  readonly home: string;
  /** Told now and then, in sessions. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What {@link refreshFindings} did. */
export interface RefreshFindingsSummary {
  readonly sessionsJudged: number;
  readonly callsJudged: number;
}

const SESSIONS_AT_ONCE = 50;

/**
 * Brings the kept findings up to date: judges the sessions that have new calls or results, and all
 * of them when the rules, or what the policy asks them for, have changed.
 */
export function refreshFindings(
  db: Database.Database,
  source: CallSource,
  options: RefreshFindingsOptions,
): RefreshFindingsSummary {
  const { policy, folders, home, onProgress } = options;
  prepareTables(db);
  const judgedBy = `${RULE_SET_VERSION} ${policy.judgingKey} ${home} ${folders.join('\0')}`;
  const before = readState(db);
  const isSame = before?.judgedBy === judgedBy;
  if (isSame && before.revision === source.revision) return { sessionsJudged: 0, callsJudged: 0 };
  const sessions = source.sessionsSince(isSame ? before.revision : 0);
  const context: AuditContext = {
    home,
    folders,
    allowedHosts: policy.allowedHosts,
    sensitive: policy.sensitivePaths,
    ownRules: policy.ownRules,
    realPath: createRealPath(),
  };
  const inputs = createInputReader();
  let callsJudged = 0;
  try {
    for (let at = 0; at < sessions.length; at += SESSIONS_AT_ONCE) {
      const some = sessions.slice(at, at + SESSIONS_AT_ONCE);
      const judged = bySession(source.callsOf(some)).map((calls) => {
        callsJudged += calls.length;
        return judgeSession(calls, context, inputs);
      });
      // A kill in between leaves the old state: these sessions are judged once more.
      inTransaction(db, () => {
        if (at === 0 && !isSame) db.exec('DELETE FROM audit_session');
        for (const one of judged) put(db, one);
      });
      onProgress?.(Math.min(at + SESSIONS_AT_ONCE, sessions.length), sessions.length);
    }
  } finally {
    inputs.close();
  }
  writeState(db, { judgedBy, revision: source.revision });
  return { sessionsJudged: sessions.length, callsJudged };
}

function bySession(calls: Iterable<AuditedCall>): AuditedCall[][] {
  const sessions = new Map<string, AuditedCall[]>();
  for (const call of calls) {
    const own = sessions.get(call.source.session);
    if (own) own.push(call);
    else sessions.set(call.source.session, [call]);
  }
  return [...sessions.values()];
}

function put(db: Database.Database, judged: JudgedSession): void {
  const { session, slug, cwd, firstTime, lastTime, calls, quarters, alarms, remarks } = judged;
  db.prepare('INSERT OR REPLACE INTO audit_session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    session,
    slug,
    cwd ?? null,
    firstTime ?? null,
    lastTime ?? null,
    calls,
    JSON.stringify(quarters),
    JSON.stringify(alarms),
    JSON.stringify(remarks),
    remarks.length,
  );
}

function inTransaction(db: Database.Database, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
