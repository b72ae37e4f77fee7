import { loadAssembly } from './load-assembly.ts';
import { FOUND, FOUND_FIELDS, LINES, NAME_MASK, SLACK, writePaths } from './scanner-memory.ts';
import { VALUE_SCANNER_CODE } from './value-scanner-code.ts';

/** Finds values in lines of JSON without parsing these. */
export interface ValueScanner {
  /** Lines that lie in here are scanned where they are, others are copied first: read into it. */
  readonly buffer: Buffer;
  /**
   * Scans a line from `start` to `end`.
   *
   * @returns True when it is one JSON object as `JSON.parse` would take it, and its values are found.
   * False when it is not, or when parsing has to tell: an object in the way of a path has a key
   * twice or spelt with an escape; the line is very long, deeply nested or full of values; or there
   * is no WebAssembly.
   */
  scan(bytes: Buffer, start: number, end: number): boolean;
  /** How many values were found. Those inside of another come before it. */
  count(): number;
  /** Gives which path leads to a value: its index in the paths. */
  path(index: number): number;
  /** Gives a value as `JSON.parse` does. */
  value(index: number): unknown;
  /** Tells whether a value is an object. */
  isObject(index: number): boolean;
  /** Tells whether a value is this text, which must be plain ASCII without escapes. */
  isText(index: number, text: string): boolean;
  /** What the module in the options' `code` offers; undefined without one, or without WebAssembly. */
  readonly extension: ScannerExtension | undefined;
}

/** A module that works on the scanner's memory. */
export interface ScannerExtension {
  readonly exports: object;
  /** All of the memory. */
  readonly memory: Buffer;
  /** Where the scanner's own part ends. */
  readonly start: number;
}

/** What {@link createValueScanner} needs. */
export interface ValueScannerOptions {
  /** Bytes of `buffer`. @default 262144 */
  readonly bufferBytes?: number | undefined;
  /** Longest line outside of `buffer` that is scanned, in bytes. @default 1048576 */
  readonly longestLine?: number | undefined;
  /**
   * WebAssembly, in base64, that exports what `assembly/scan-values.ts` does, and more.
   *
   * @default the scanner alone
   */
  readonly code?: string | undefined;
  /** Bytes of memory that this code needs behind the scanner's own. @default 0 */
  readonly codeBytes?: number | undefined;
}

/**
 * Makes a scanner of values at paths of keys from the root; `EACH` stands for every element
 * of an array. It checks the whole line, so a damaged one is never taken for a sound one.
 *
 * @throws RangeError when there are too many paths.
 *
 * @example
 * const scanner = createValueScanner([['type'], ['message', 'content', EACH, 'name']]);
 * const line = Buffer.from('{"type":"assistant","message":{"content":[{"name":"Bash"}]}}');
 * scanner.scan(line, 0, line.length); // true
 * scanner.count(); // 2
 * [scanner.path(1), scanner.value(1)]; // [1, 'Bash']
 */
export function createValueScanner(
  paths: readonly (readonly string[])[],
  {
    bufferBytes = 256 * 1024,
    longestLine = 1024 * 1024,
    code = VALUE_SCANNER_CODE,
    codeBytes = 0,
  }: ValueScannerOptions = {},
): ValueScanner {
  const lineAt = LINES + bufferBytes + SLACK;
  const codeAt = lineAt + longestLine + SLACK;
  const loaded = loadAssembly<Program>(code, codeAt + codeBytes);
  const { scan, count } = loaded?.program ?? NOTHING;
  const bytesOf = loaded?.memory ?? Buffer.from(new ArrayBuffer(codeAt + codeBytes));
  const { buffer } = bytesOf;
  const found = new Int32Array(buffer, FOUND, (LINES - FOUND) / Int32Array.BYTES_PER_ELEMENT);
  writePaths(bytesOf, paths);

  const path = (index: number): number => ((found[index * FOUND_FIELDS] as number) & NAME_MASK) - 1;

  return {
    buffer: bytesOf.subarray(LINES, LINES + bufferBytes),
    scan(bytes, start, end) {
      const isInPlace = bytes.buffer === buffer;
      if (!isInPlace && end - start > longestLine) return false;
      const from = isInPlace ? bytes.byteOffset + start : lineAt;
      if (!isInPlace) bytes.copy(bytesOf, lineAt, start, end);
      return scan(from, from + end - start) !== 0;
    },
    count,
    path,
    extension:
      code !== VALUE_SCANNER_CODE && loaded
        ? { exports: loaded.program, memory: bytesOf, start: codeAt }
        : undefined,
    isObject: (index) => bytesOf[found[index * FOUND_FIELDS + 1] as number] === OBJECT,
    isText(index, text) {
      const row = index * FOUND_FIELDS;
      const start = (found[row + 1] as number) + 1;
      if ((found[row + 2] as number) - 1 !== start + text.length) return false;
      if (bytesOf[start - 1] !== QUOTE) return false;
      for (let at = 0; at < text.length; at++) {
        if (bytesOf[start + at] !== text.charCodeAt(at)) return false;
      }
      return true;
    },
    value(index) {
      const row = index * FOUND_FIELDS;
      const start = found[row + 1] as number;
      const end = found[row + 2] as number;
      const isPlain = bytesOf[start] === QUOTE && (found[row] as number) <= NAME_MASK;
      return isPlain
        ? bytesOf.toString('latin1', start + 1, end - 1)
        : JSON.parse(bytesOf.toString('utf8', start, end));
    },
  };
}

/** What the WebAssembly does. */
interface Program {
  scan(from: number, to: number): number;
  count(): number;
}

/** Where there is no WebAssembly, nothing is found: everything is left to parsing. */
const NOTHING: Program = { scan: () => 0, count: () => 0 };

const QUOTE = 0x22;
const OBJECT = 0x7b;
