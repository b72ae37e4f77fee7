import type { AuditContext } from '@cco/audit-rules';
import {
  type CallFile,
  callHash,
  readCallFiles,
  readCallsIn,
  type Store,
  type StoredCall,
} from '@cco/session-index/store';
import { type CallOwners, claimCalls, ownCalls, releaseCalls } from './call-owners.ts';
import { type JudgedSession, judgeSession } from './judge-session.ts';
import { openJudgedSessions } from './judged-session-rows.ts';
import { createRealPath } from './real-path.ts';
import type { RefreshFindingsOptions, RefreshFindingsSummary } from './refresh-findings.ts';
import { inTransaction } from './schema.ts';

const SESSIONS_AT_ONCE = 100;

/** Judges the calls of all files that have changed since a change, session by session. */
export function judgeChanged(
  store: Store,
  since: number,
  options: RefreshFindingsOptions,
): RefreshFindingsSummary {
  const { db } = store;
  const files = readCallFiles(store, since);
  // Before any session is judged it has to be known which copy of a call counts.
  const owners = inTransaction(db, () =>
    claimCalls(
      db,
      claimsOf(store, files, ({ changed }) => changed > since),
    ),
  );
  const sessions = [...bySession(files)];
  const context = contextOf(options);
  const kept = openJudgedSessions(db);
  let callsJudged = 0;
  for (let at = 0; at < sessions.length; at += SESSIONS_AT_ONCE) {
    inTransaction(db, () => {
      for (const [session, own] of sessions.slice(at, at + SESSIONS_AT_ONCE)) {
        const before = kept.read(session);
        const { from, calls, known } = collect(store, owners, { session, files: own, before });
        callsJudged += calls.length;
        kept.write(judgeSession(calls, { session, files: known, before: from, context }));
      }
    });
    options.onProgress?.(Math.min(at + SESSIONS_AT_ONCE, sessions.length), sessions.length);
  }
  return { sessionsJudged: sessions.length, callsJudged };
}

interface Collected {
  /** What the session was judged to be; undefined when it has to be judged from its beginning. */
  readonly from: JudgedSession | undefined;
  /** The calls to judge. */
  readonly calls: readonly StoredCall[];
  readonly known: readonly CallFile[];
}

/** Collects the calls of a session that are new, or whose result is. */
function collect(
  store: Store,
  owners: CallOwners,
  {
    session,
    files,
    before,
  }: {
    readonly session: string;
    readonly files: readonly CallFile[];
    readonly before: JudgedSession | undefined;
  },
): Collected {
  const since = before?.change ?? 0;
  const isKnown = new Set(before?.files.map(({ id }) => id));
  const calls: StoredCall[] = [];
  for (const file of files) {
    const all = [...readCallsIn(store, file)];
    if (isKnown.has(file.id) && all.every(({ added }) => added > since)) {
      return collectAnew(store, session, before?.files ?? []);
    }
    const isNew = ({ changed }: StoredCall) => changed > since;
    calls.push(...ownCalls(owners, file.id, all.filter(isNew)));
  }
  return { from: before, calls, known: files };
}

/**
 * A file that was read from its beginning again may hold other calls than before. One that has grown
 * in many steps looks the same once in a while, when the store puts its blocks together.
 */
function collectAnew(store: Store, session: string, known: JudgedSession['files']): Collected {
  const files = readCallFiles(store).filter(({ source }) => source.session === session);
  releaseCalls(
    store.db,
    [...known, ...files].map(({ id }) => id),
  );
  const owners = claimCalls(
    store.db,
    claimsOf(store, files, () => true),
  );
  const calls = files.flatMap((file) => ownCalls(owners, file.id, [...readCallsIn(store, file)]));
  return { from: undefined, calls, known: files };
}

function* claimsOf(
  store: Store,
  files: readonly CallFile[],
  isClaimed: (call: StoredCall) => boolean,
): Iterable<readonly [hash: number, file: number]> {
  for (const file of files) {
    for (const call of readCallsIn(store, file)) {
      if (isClaimed(call)) yield [callHash(call), file.id];
    }
  }
}

function bySession(files: readonly CallFile[]): Map<string, CallFile[]> {
  const sessions = new Map<string, CallFile[]>();
  for (const file of files) {
    const own = sessions.get(file.source.session);
    if (own) own.push(file);
    else sessions.set(file.source.session, [file]);
  }
  return sessions;
}

function contextOf({ policy, folders, home }: RefreshFindingsOptions): AuditContext {
  return {
    home,
    folders,
    allowedHosts: policy.allowedHosts,
    sensitive: policy.sensitivePaths,
    ownRules: policy.ownRules,
    realPath: createRealPath(),
  };
}
