import type { AuditContext } from '@cco/audit-rules';
import {
  type CallFile,
  callHash,
  inTransaction,
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
import { keepAgain, readAgain } from './schema.ts';

const SESSIONS_AT_ONCE = 100;

/** Judges the calls of all files that have changed since a change, session by session. */
export function judgeChanged(
  store: Store,
  since: number,
  options: RefreshFindingsOptions,
): RefreshFindingsSummary {
  const { db } = store;
  const all = readCallFiles(store);
  const order = new Map(all.map(({ id }, place) => [id, place]));
  const files = readCallFiles(store, since);
  // Before any session is judged it has to be known which copy of a call counts.
  const { owners, again } = inTransaction(db, () => {
    const claims = claimsOf(store, files, ({ changed }) => changed > since);
    const claimed = claimCalls(db, claims, order);
    const losers = sessionsOf(all, (id) => claimed.losers.has(id));
    const sessions = new Set([...readAgain(db), ...losers]);
    // Noted at once: after a kill the next run would not see who lost a call.
    keepAgain(db, [...sessions]);
    return { owners: claimed.owners, again: sessions };
  });
  const judging: Judging = { store, all, order, owners };
  const sessions = [...bySession(files)];
  const context = contextOf(options);
  const kept = openJudgedSessions(db);
  let callsJudged = 0;
  const judge = (session: string, { from, calls, known }: Collected): void => {
    callsJudged += calls.length;
    kept.write(judgeSession(calls, { session, files: known, before: from, context }));
  };
  const judgeAnew = (session: string): void => {
    again.delete(session);
    const { lost, losers, ...collected } = collectAnew(
      judging,
      session,
      kept.read(session)?.files ?? [],
    );
    judge(session, collected);
    // What this session does not hold any more belongs to the next one that holds it.
    const others = sessionsOf(all, (id) => losers.has(id));
    for (const other of [...holdersOf(judging, lost), ...others]) {
      if (other !== session) again.add(other);
    }
  };
  for (let at = 0; at < sessions.length; at += SESSIONS_AT_ONCE) {
    inTransaction(db, () => {
      for (const [session, own] of sessions.slice(at, at + SESSIONS_AT_ONCE)) {
        const before = kept.read(session);
        const collected = again.has(session) ? undefined : collect(judging, own, before);
        if (collected) judge(session, collected);
        else judgeAnew(session);
      }
    });
    options.onProgress?.(Math.min(at + SESSIONS_AT_ONCE, sessions.length), sessions.length);
  }
  inTransaction(db, () => {
    for (const session of again) judgeAnew(session);
    keepAgain(db, []);
  });
  return { sessionsJudged: sessions.length, callsJudged };
}

interface Judging {
  readonly store: Store;
  /** All files with calls, in their order. */
  readonly all: readonly CallFile[];
  readonly order: ReadonlyMap<number, number>;
  readonly owners: CallOwners;
}

interface Collected {
  /** What the session was judged to be; undefined when it has to be judged from its beginning. */
  readonly from: JudgedSession | undefined;
  /** The calls to judge. */
  readonly calls: readonly StoredCall[];
  readonly known: readonly CallFile[];
}

/**
 * Collects the calls of a session that are new, or whose result is.
 *
 * @returns Undefined when a file was read from its beginning again: it may hold other calls than
 * before. One that has grown in many steps looks the same once in a while, when the store puts its
 * blocks together.
 */
function collect(
  { store, owners }: Judging,
  files: readonly CallFile[],
  before: JudgedSession | undefined,
): Collected | undefined {
  const since = before?.change ?? 0;
  const isKnown = new Set(before?.files.map(({ id }) => id));
  const calls: StoredCall[] = [];
  for (const file of files) {
    const all = [...readCallsIn(store, file)];
    if (isKnown.has(file.id) && all.every(({ added }) => added > since)) return undefined;
    const isNew = ({ changed }: StoredCall) => changed > since;
    calls.push(...ownCalls(owners, file.id, all.filter(isNew)));
  }
  return { from: before, calls, known: files };
}

/** Collects all calls of a session that are its own now, which it has lost, and which files lost one to it. */
function collectAnew(
  { store, all, order }: Judging,
  session: string,
  known: JudgedSession['files'],
): Collected & { readonly lost: ReadonlySet<number>; readonly losers: ReadonlySet<number> } {
  const files = all.filter(({ source }) => source.session === session);
  const lost = releaseCalls(
    store.db,
    [...known, ...files].map(({ id }) => id),
  );
  const claims = claimsOf(store, files, () => true);
  const { owners, losers } = claimCalls(store.db, claims, order);
  for (const hash of owners.keys()) lost.delete(hash);
  const calls = files.flatMap((file) => ownCalls(owners, file.id, [...readCallsIn(store, file)]));
  return { from: undefined, calls, known: files, lost, losers };
}

/** Lists the sessions that hold one of some calls. */
function holdersOf({ store, all }: Judging, hashes: ReadonlySet<number>): Set<string> {
  if (hashes.size === 0) return new Set();
  const holds = (file: CallFile) => {
    for (const call of readCallsIn(store, file)) if (hashes.has(callHash(call))) return true;
    return false;
  };
  return new Set(all.flatMap((file) => (holds(file) ? [file.source.session] : [])));
}

function sessionsOf(files: readonly CallFile[], isWanted: (id: number) => boolean): Set<string> {
  return new Set(files.flatMap(({ id, source }) => (isWanted(id) ? [source.session] : [])));
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
