import fs from 'node:fs';
import { contentBlocks, createJsonlParser, isObject, type JsonObject } from '@cco/jsonl-parse';
import type { Store } from '@cco/session-index/store';
import type { AuditedCall, CallFilter, CallSource } from './audited-call.ts';

interface FileRow {
  readonly path: string;
  readonly slug: string;
  readonly session: string;
  readonly agent: string | null;
  readonly mtime: number;
  readonly next_offset: number;
}

/**
 * Reads calls from the transcripts that a store knows: whole inputs, as the rules want them. The
 * store tells which files are there and how far they were read; files that are gone are left out.
 */
export function createTranscriptCalls({ db }: Pick<Store, 'db'>): CallSource {
  const columns = 'path, slug, session, agent, mtime, next_offset';
  const files = db
    .prepare(
      `SELECT ${columns} FROM file WHERE archived = 0 ORDER BY session, agent IS NOT NULL, path`,
    )
    .all() as FileRow[];
  const bySession = new Map<string, FileRow[]>();
  for (const file of files) {
    const own = bySession.get(file.session);
    if (own) own.push(file);
    else bySession.set(file.session, [file]);
  }
  return {
    stamps() {
      const stamps = new Map<string, string>();
      for (const [session, own] of bySession) {
        stamps.set(session, own.map((file) => `${file.next_offset} ${file.mtime}`).join(', '));
      }
      return stamps;
    },
    *calls(filter) {
      for (const session of filter.sessions ?? bySession.keys()) {
        const own = (bySession.get(session) ?? []).filter((file) => mayHold(file, filter));
        if (own.length === 0) continue;
        const wanted = callsOf(own, (id) => id !== session && bySession.has(id)).filter(
          ({ time }) => isWithin(time, filter),
        );
        yield* wanted.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
      }
    },
  };
}

/** A file that was last written before a moment holds nothing from after it. */
function mayHold({ mtime }: FileRow, { since }: CallFilter): boolean {
  return since === undefined || mtime >= since;
}

function isWithin(time: number | undefined, { since, until }: CallFilter): boolean {
  if (time === undefined) return since === undefined && until === undefined;
  return (since === undefined || time >= since) && (until === undefined || time < until);
}

type Building = { -readonly [Key in keyof AuditedCall]: AuditedCall[Key] };

/** Calls of the files of one session. The same call may stand in several of them. */
function callsOf(files: readonly FileRow[], isOther: (session: string) => boolean): Building[] {
  const calls = new Map<string, Building>();
  const results: Result[] = [];
  for (const file of files) {
    eachRecord(
      file.path,
      (record, line, bytes) => {
        // What a fork repeats belongs to the session that it was forked from.
        const origin = record['forkedFrom'];
        const from = isObject(origin) ? origin['sessionId'] : undefined;
        if (typeof from === 'string' && isOther(from)) return;
        for (const { call, envelope, agent } of callsIn(record)) {
          const id = call['id'];
          const tool = call['name'];
          if (typeof id !== 'string' || typeof tool !== 'string' || calls.has(id)) continue;
          calls.set(id, {
            id,
            source: {
              session: file.session,
              slug: file.slug,
              path: file.path,
              agent: file.agent ?? agent ?? text(envelope['agentId']),
            },
            line,
            time: timeOf(envelope['timestamp'] ?? record['timestamp']),
            tool,
            cwd: text(envelope['cwd']) ?? text(record['cwd']),
            input: call['input'],
            outcome: undefined,
            exitCode: undefined,
            resultBytes: undefined,
          });
        }
        results.push(...resultsIn(record, bytes));
      },
      (ids, bytes) => {
        for (const id of ids) results.push({ id, outcome: 'ok', exitCode: undefined, bytes });
      },
    );
  }
  for (const { id, outcome, exitCode, bytes } of results) {
    const call = calls.get(id);
    if (call) Object.assign(call, { outcome, exitCode, resultBytes: bytes });
  }
  return [...calls.values()];
}

const QUOTE = 0x22;
const CLOSING_BRACE = 0x7d;
const MARKERS = [Buffer.from('"tool_use"'), Buffer.from('"tool_result"')];

/** Reads the records that hold calls or results. Lines that cannot be used are told of elsewhere. */
function eachRecord(
  path: string,
  take: (record: JsonObject, line: number, bytes: number) => void,
  takeResults: (ids: readonly string[], bytes: number) => void,
): void {
  let content: Buffer;
  try {
    content = fs.readFileSync(path);
  } catch {
    return;
  }
  const parser = createJsonlParser({
    onRecord: (record, { line, bytes }) => take(record, line, bytes),
    accept(bytes, start, end) {
      const text = bytes.subarray(start, end);
      // The beginning of a record over several lines.
      if (text[text.length - 1] !== CLOSING_BRACE) return true;
      if (!MARKERS.some((marker) => text.includes(marker))) return false;
      const ids = fineResults(text);
      if (ids !== undefined) takeResults(ids, text.length);
      return ids === undefined;
    },
  });
  parser.push(content);
  parser.end();
}

const CALL_MARKER = Buffer.from('"tool_use"');
const NO_SUCCESS = Buffer.from('"is_error":true');
const CALL_ID = Buffer.from('"tool_use_id":"');

/**
 * The ids of calls whose results a line holds, when all went well, which most do: then the long
 * text of the results need not be parsed. In texts the quotes are escaped.
 */
function fineResults(line: Buffer): string[] | undefined {
  if (line.includes(CALL_MARKER) || line.includes(NO_SUCCESS)) return undefined;
  const ids: string[] = [];
  for (let at = line.indexOf(CALL_ID); at >= 0; at = line.indexOf(CALL_ID, at + 1)) {
    const id = line.toString(
      'latin1',
      at + CALL_ID.length,
      line.indexOf(QUOTE, at + CALL_ID.length),
    );
    if (!/^[\w.:-]+$/.test(id)) return undefined;
    ids.push(id);
  }
  return ids.length > 0 ? ids : undefined;
}

interface FoundCall {
  readonly call: JsonObject;
  readonly envelope: JsonObject;
  readonly agent: string | undefined;
}

/** Calls of an `assistant` record, or of one that a subagent's progress shows. */
function callsIn(record: JsonObject): FoundCall[] {
  let envelope = record;
  let agent: string | undefined;
  if (record['type'] === 'progress') {
    const data = record['data'];
    if (!isObject(data) || !isObject(data['message'])) return [];
    agent = text(data['agentId']);
    envelope = data['message'];
  }
  if (envelope['type'] !== 'assistant') return [];
  return contentBlocks(envelope['message']).flatMap((call) =>
    call['type'] === 'tool_use' || call['type'] === 'server_tool_use'
      ? [{ call, envelope, agent }]
      : [],
  );
}

interface Result {
  readonly id: string;
  readonly outcome: AuditedCall['outcome'];
  readonly exitCode: number | undefined;
  readonly bytes: number;
}

const EXIT_CODE = /^\s*(?:Error: )?Exit code (\d{1,9})\b/;
const DENIED =
  /^\s*(?:The user doesn't want to |The user rejected |\[Request interrupted by user|Permission to use |Permission for this action has been denied)/;

function resultsIn(record: JsonObject, bytes: number): Result[] {
  if (record['type'] !== 'user') return [];
  return contentBlocks(record['message']).flatMap((block): Result[] => {
    const { type, tool_use_id: id, is_error: isError } = block;
    if (type !== 'tool_result' || typeof id !== 'string') return [];
    if (isError !== true) return [{ id, outcome: 'ok', exitCode: undefined, bytes }];
    const [first] = contentBlocks(block);
    const said = first && typeof first['text'] === 'string' ? first['text'].slice(0, 400) : '';
    const isDenied = typeof record['toolDenialKind'] === 'string' || DENIED.test(said);
    const code = EXIT_CODE.exec(said)?.[1];
    const exitCode = code === undefined ? undefined : Number(code);
    return [{ id, outcome: isDenied ? 'denied' : 'failed', exitCode, bytes }];
  });
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
