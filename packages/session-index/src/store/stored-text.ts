import { isUtf8 } from 'node:buffer';

/** Reports that a database holds what nobody can have written into it. */
export class DamagedTextError extends Error {
  /** Begins like SQLite's own codes for damage. */
  readonly code = 'SQLITE_CORRUPT_TEXT';
}

/**
 * Makes a text that SQLite keeps whole: half a surrogate pair is no UTF-8 and would end the process
 * when it is read, and SQLite's functions stop at a NUL. Each becomes U+FFFD.
 */
export function storedText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}

/** Writes a value as JSON whose strings are as {@link storedText} makes them, names included. */
export function storedJson(value: unknown): string {
  const json = JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'string' ? storedText(one) : one,
  );
  return wellFormedJson(json);
}

/** Replaces escapes in a JSON text that stand for half a surrogate pair. */
export function wellFormedJson(json: string): string {
  if (!SURROGATE.test(json)) return json;
  return json.replace(ESCAPE, (found, high?: string, low?: string) =>
    high !== undefined || low !== undefined ? '\\ufffd' : found,
  );
}

const SURROGATE = /\\u[dD][89a-fA-F]/;
const PAIR = String.raw`u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}`;
/** Every escape, so that a backslash that is itself escaped begins none. */
const ESCAPE = new RegExp(
  String.raw`\\(?:${PAIR}|(u[dD][89abAB][\da-fA-F]{2})|(u[dD][c-fC-F][\da-fA-F]{2})|.)`,
  'gs',
);

/**
 * Names a column so that its text arrives as bytes, which {@link decodeText} decodes: the database
 * library ends the whole process when a text is no UTF-8.
 */
export function asBytes(column: string): string {
  return `CAST(${column} AS BLOB)`;
}

/**
 * Decodes a text that was read as bytes. Half a surrogate pair, which earlier versions stored as an
 * escape in JSON, becomes U+FFFD.
 *
 * @throws DamagedTextError when it is no UTF-8.
 */
export function decodeText(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes;
  const text = Buffer.from(buffer, byteOffset, byteLength);
  if (isUtf8(text)) return text.toString();
  const whole = Buffer.from(text.toString('latin1').replace(HALF_PAIR, '\xef\xbf\xbd'), 'latin1');
  if (!isUtf8(whole)) throw new DamagedTextError('a text is not valid UTF-8');
  return whole.toString();
}

/** A surrogate as SQLite writes it, which UTF-8 does not allow. */
const HALF_PAIR = /\xed[\xa0-\xbf][\x80-\xbf]/g;

/** Decodes the texts of a row that were read as bytes. */
export function decodeRow<Row>(row: Row): Row {
  return (row as unknown[]).map((value) =>
    value instanceof Uint8Array ? decodeText(value) : value,
  ) as Row;
}

/**
 * Parses a JSON text out of a database.
 *
 * @throws DamagedTextError when it is none.
 */
export function parseStored<Value>(json: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    throw new DamagedTextError('a text is not valid JSON');
  }
}
