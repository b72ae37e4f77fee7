import { isObject } from '@cco/jsonl-parse';
import type { CallBlock } from './call-block.ts';
import { keyHash } from './key-hash.ts';
import { FORKED } from './message-block.ts';
import type { Store } from './open-store.ts';
import { readSources, type UsageFilter, type UsageSource } from './read-usage.ts';
import { statement } from './statements.ts';
import { asBytes, decodeText, parseStored } from './stored-text.ts';
import type { CallOutcome } from './tool-results.ts';

/** Which calls are wanted; what is left out is not asked for. */
export interface CallFilter extends UsageFilter {
  /** Only calls of files that have changed since {@link lastCallChange} gave this. */
  readonly changedSince?: number | undefined;
}

/** One tool call. */
export interface StoredCall {
  /** Its id, which its result names. */
  readonly id: string;
  readonly source: UsageSource;
  /** Number of the line that holds it, from 1, and its offset in the file. */
  readonly line: number;
  readonly offset: number;
  /** In milliseconds since 1970. */
  readonly time: number | undefined;
  readonly tool: string;
  /** The tool's input without contents of files, long texts shortened. */
  readonly input: unknown;
  /** Something was left out of the input: the line holds it. */
  readonly isCut: boolean;
  /** The working directory at that time. */
  readonly cwd: string | undefined;
  /** Id of the subagent that made the call. */
  readonly agentId: string | undefined;
  readonly file: string | undefined;
  readonly command: string | undefined;
  readonly url: string | undefined;
  readonly pattern: string | undefined;
  /** Undefined as long as there is no result. */
  readonly outcome: CallOutcome | undefined;
  /** Of a command that failed, as far as its result tells it. */
  readonly exitCode: number | undefined;
  /** Length of the record that holds the result. */
  readonly resultBytes: number | undefined;
  /** The change (see {@link lastCallChange}) that brought the call, and the latest of it. */
  readonly added: number;
  readonly changed: number;
}

/** A file that holds calls or results. */
export interface CallFile {
  /** Its number in the store. */
  readonly id: number;
  readonly source: UsageSource;
}

/**
 * Goes through the tool calls, each once, though forks and reports of subagents repeat them: file
 * by file, in the order of each file. One file's calls are in memory at a time.
 */
export function* readCalls(store: Store, filter: CallFilter = {}): Generator<StoredCall> {
  const { since, until, session, changedSince } = filter;
  const seen = new Set<string>();
  for (const file of readCallFiles(store, changedSince)) {
    const isWanted = session === undefined || file.source.session === session;
    for (const call of readCallsIn(store, file)) {
      const key = callIdentity(call);
      if (seen.has(key)) continue;
      seen.add(key);
      const { time } = call;
      if (!isWanted) continue;
      if (since !== undefined && (time === undefined || time < since)) continue;
      if (until !== undefined && (time === undefined || time >= until)) continue;
      yield call;
    }
  }
}

/**
 * Lists the files that hold calls or results. Of files with copies of a call, the one that comes
 * first has the original: a subagent's before what the session's own file repeats of it, a session
 * before its forks, which are marked or name another session, then the first path. The order does not depend on what was read first.
 *
 * @param changedSince - Only files that have changed since {@link lastCallChange} gave this.
 */
export function readCallFiles(store: Store, changedSince = 0): CallFile[] {
  const sources = readSources(store);
  const rows = statement(
    store.db,
    `WITH forks AS MATERIALIZED
       (SELECT DISTINCT file FROM contribution WHERE json_extract(part, '$[1][${FORKED}]') = 1)
     SELECT file.id FROM file JOIN calls ON calls.file = file.id
     GROUP BY file.id HAVING max(calls.id) > ?
     ORDER BY agent IS NULL,
       file.id IN (SELECT file FROM forks) OR
         (agent IS NULL AND coalesce(named_session, session) != session),
       path`,
  ).all(changedSince);
  return (rows as unknown as [number][]).flatMap(([id]) => {
    const source = sources.get(id);
    return source === undefined ? [] : [{ id, source }];
  });
}

/** Gives a number that grows whenever calls or results are added. */
export function lastCallChange({ db }: Store): number {
  const row = statement(db, 'SELECT coalesce(max(id), 0) FROM calls').get();
  return (row as unknown as [number])[0];
}

/** Goes through the calls of one file, in its order; other files may hold the same ones. */
export function readCallsIn({ db }: Store, { id: file, source }: CallFile): Iterable<StoredCall> {
  const calls = new Map<string, { -readonly [Key in keyof StoredCall]: StoredCall[Key] }>();
  const read = `SELECT id, ${asBytes('block')} FROM calls WHERE file = ? ORDER BY id`;
  for (const [change, bytes] of statement(db, read).all(file) as [number, Uint8Array][]) {
    const block = parseStored<CallBlock>(decodeText(bytes));
    for (const [id, line, offset, time, tool, folder, agentId, rank, input, isCut] of block.calls) {
      const before = calls.get(id);
      // A report of a subagent's progress may repeat what stands in the same file.
      if (before && (rank === 2 || before.tool === tool)) continue;
      calls.set(before ? `${id}\n${offset}` : id, {
        id,
        source,
        line,
        offset,
        time: time ?? undefined,
        tool,
        input,
        isCut: isCut === 1,
        cwd: block.folders[folder],
        agentId: agentId ?? undefined,
        file: textOf(input, 'file_path', 'notebook_path', 'path'),
        command: textOf(input, 'command'),
        url: textOf(input, 'url'),
        pattern: textOf(input, 'pattern', 'query'),
        outcome: undefined,
        exitCode: undefined,
        resultBytes: undefined,
        added: change,
        changed: change,
      });
    }
    for (const [id, outcome, exitCode, bytes] of block.results) {
      const call = calls.get(id);
      // What failed stays so, whatever a copy of the result says.
      if (call === undefined || (call.outcome !== undefined && call.outcome !== 'ok')) continue;
      call.outcome = outcome;
      call.exitCode = exitCode ?? undefined;
      call.resultBytes = bytes;
      call.changed = change;
    }
  }
  return calls.values();
}

/**
 * Hashes what tells a call from all others to a whole number below 2^53. Two of a million calls
 * have the same hash once in 20,000 stores.
 */
export function callHash(call: Pick<StoredCall, 'id' | 'source'>): number {
  return keyHash(callIdentity(call));
}

/** Tells a call from all others: ids of other back-ends are unique only within a session. */
function callIdentity({ id, source }: Pick<StoredCall, 'id' | 'source'>): string {
  return id.startsWith('toolu_') ? id : `${id}\n${source.session}`;
}

function textOf(input: unknown, ...names: readonly string[]): string | undefined {
  if (!isObject(input)) return undefined;
  for (const name of names) {
    const value = input[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}
