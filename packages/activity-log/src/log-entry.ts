import type { Day } from '@cco/calendar';
import {
  type ActivityEntry,
  type Checked,
  type JsonObject,
  parseActivityEntry,
} from '@cco/jsonl-parse';
import { hasUsualShape } from './usual-shape.ts';

/** Estimated tokens of one tool call. */
export interface EntryTokens {
  readonly input: number;
  readonly output: number;
  readonly total: number;
}

/** An entry of an activity log with every gap filled that has a usual filling. */
export interface LogEntry {
  /** The local day it counts for. */
  readonly day: Day;
  /** Whose log it stands in, when the logs of several people are read together. */
  readonly person: string | undefined;
  /** As it was logged. */
  readonly timestamp: string;
  /** `unknown` when it was not logged. */
  readonly sessionId: string;
  /** `unknown` when it was not logged. */
  readonly tool: string;
  /** `unknown` when it was not logged. */
  readonly project: string;
  readonly file: string | undefined;
  readonly command: string | undefined;
  /** Whole numbers; zeros when they were not logged. */
  readonly tokens: EntryTokens;
  readonly exitCode: number | undefined;
  readonly error: string | undefined;
}

/** What an entry does not tell about itself. */
export interface EntryContext {
  readonly day: Day;
  readonly person: string | undefined;
}

const UNKNOWN = 'unknown';
const NO_TOKENS: EntryTokens = { input: 0, output: 0, total: 0 };

/**
 * Turns a record of a log into a {@link LogEntry}. Fractions of tokens are dropped, as the
 * estimate itself does; counts that no whole number can hold make the record invalid.
 *
 * @example
 * toLogEntry({ timestamp: '2026-01-14T15:30:00Z' }, { day, person: undefined });
 * // { ok: true, value: { …, tool: 'unknown', tokens: { input: 0, output: 0, total: 0 } } }
 */
export function toLogEntry(record: JsonObject, context: EntryContext): Checked<LogEntry> {
  if (hasUsualShape(record)) return normalized(record, context);
  const checked = parseActivityEntry(record);
  return checked.ok ? normalized(checked.value, context) : checked;
}

function normalized(entry: ActivityEntry, { day, person }: EntryContext): Checked<LogEntry> {
  const tokens = wholeTokens(entry);
  if (tokens === undefined) {
    return { ok: false, message: 'tokens: larger than a whole number can be' };
  }
  return {
    ok: true,
    value: {
      day,
      person,
      timestamp: entry.timestamp,
      sessionId: entry.session_id || UNKNOWN,
      tool: entry.tool || UNKNOWN,
      project: entry.project || UNKNOWN,
      file: entry.file || undefined,
      command: entry.command || undefined,
      tokens,
      exitCode: entry.exit_code,
      error: entry.error || undefined,
    },
  };
}

function wholeTokens({ tokens }: ActivityEntry): EntryTokens | undefined {
  if (tokens === undefined) return NO_TOKENS;
  const input = Math.floor(tokens.input);
  const output = Math.floor(tokens.output);
  const total = Math.floor(tokens.total);
  if (!(Number.isSafeInteger(input) && Number.isSafeInteger(output) && Number.isSafeInteger(total)))
    return undefined;
  return { input, output, total };
}
