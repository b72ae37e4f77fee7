import type { Policy } from '@cco/audit-policy';
import { type AuditContext, RULE_SET_VERSION } from '@cco/audit-rules';
import type Database from 'libsql';
import type { AuditedCall, CallSource } from './audited-call.ts';
import { type JudgedSession, judgeSession } from './judge-session.ts';
import { createRealPath } from './real-path.ts';
import { beginAnew, KEPT_VERSION, prepareTables, readJudgedBy, readStamps } from './schema.ts';

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
  const judgedBy = JSON.stringify([
    KEPT_VERSION,
    RULE_SET_VERSION,
    policy.judgingKey,
    home,
    folders,
  ]);
  if (readJudgedBy(db) !== judgedBy) inTransaction(db, () => beginAnew(db, judgedBy));
  const before = readStamps(db);
  const stamps = source.stamps();
  const sessions = [...stamps.keys()].filter((one) => before.get(one) !== stamps.get(one));
  const context: AuditContext = {
    home,
    folders,
    allowedHosts: policy.allowedHosts,
    sensitive: policy.sensitivePaths,
    ownRules: policy.ownRules,
    realPath: createRealPath(),
  };
  let callsJudged = 0;
  for (let at = 0; at < sessions.length; at += SESSIONS_AT_ONCE) {
    const some = sessions.slice(at, at + SESSIONS_AT_ONCE);
    const calls = bySession(source.calls({ sessions: some }));
    const judged = some.map((session) => {
      const own = calls.get(session) ?? [];
      callsJudged += own.length;
      return judgeSession(session, own, context);
    });
    inTransaction(db, () => {
      for (const one of judged) put(db, one, stamps.get(one.session) ?? '');
    });
    onProgress?.(Math.min(at + SESSIONS_AT_ONCE, sessions.length), sessions.length);
  }
  return { sessionsJudged: sessions.length, callsJudged };
}

function bySession(calls: Iterable<AuditedCall>): Map<string, AuditedCall[]> {
  const sessions = new Map<string, AuditedCall[]>();
  for (const call of calls) {
    const own = sessions.get(call.source.session);
    if (own) own.push(call);
    else sessions.set(call.source.session, [call]);
  }
  return sessions;
}

function put(db: Database.Database, judged: JudgedSession, stamp: string): void {
  const { session, slug, cwd, firstTime, lastTime, calls, quarters, alarms, remarks } = judged;
  db.prepare('INSERT OR REPLACE INTO audit_session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    session,
    stamp,
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
