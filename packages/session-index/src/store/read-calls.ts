import { isObject } from '@cco/jsonl-parse';
import type { CallBlock } from './call-block.ts';
import type { Store } from './open-store.ts';
import { readSources, type UsageFilter, type UsageSource } from './read-usage.ts';
import { statement } from './statements.ts';
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
}

/**
 * Goes through the tool calls, each once, though forks and reports of subagents repeat them: file
 * by file, in the order of each file. One file's calls are in memory at a time.
 */
export function* readCalls(store: Store, filter: CallFilter = {}): Generator<StoredCall> {
  const sources = readSources(store);
  const { since, until, session } = filter;
  const seen = new Set<string>();
  for (const file of filesOf(store, filter)) {
    const source = sources.get(file);
    if (source === undefined) continue;
    const isWanted = session === undefined || source.session === session;
    for (const call of callsIn(store, file, source)) {
      const key = identityOf(call);
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

/** Gives a number that grows whenever calls or results are added. */
export function lastCallChange({ db }: Store): number {
  const row = statement(db, 'SELECT coalesce(max(id), 0) FROM calls').get();
  return (row as unknown as [number])[0];
}

/** Files of subagents come first: what the session's own file repeats of them is not the original. */
function filesOf({ db }: Store, { changedSince = 0 }: CallFilter): number[] {
  const rows = statement(
    db,
    `SELECT file.id FROM file JOIN calls ON calls.file = file.id
     GROUP BY file.id HAVING max(calls.id) > ? ORDER BY agent IS NULL, path`,
  ).all(changedSince);
  return (rows as unknown as [number][]).map(([id]) => id);
}

function callsIn({ db }: Store, file: number, source: UsageSource): Iterable<StoredCall> {
  const calls = new Map<string, { -readonly [Key in keyof StoredCall]: StoredCall[Key] }>();
  const blocks = statement(db, 'SELECT block FROM calls WHERE file = ? ORDER BY id').all(file);
  for (const [text] of blocks as unknown as [string][]) {
    const block = JSON.parse(text) as CallBlock;
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
      });
    }
    for (const [id, outcome, exitCode, bytes] of block.results) {
      const call = calls.get(id);
      // What failed stays so, whatever a copy of the result says.
      if (call === undefined || (call.outcome !== undefined && call.outcome !== 'ok')) continue;
      call.outcome = outcome;
      call.exitCode = exitCode ?? undefined;
      call.resultBytes = bytes;
    }
  }
  return calls.values();
}

/** Ids of other back-ends are not unique: they hold only within a session. */
function identityOf({ id, source }: StoredCall): string {
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
