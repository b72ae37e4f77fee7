import { VALUE_SCANNER_CODE } from './value-scanner-code.ts';

/** Stands in a path for each element of an array. */
export const EACH = '*';

/** Finds values in lines of JSON many times faster than parsing these would. */
export interface ValueScanner {
  /** Lines that lie in here are scanned where they are, others are copied first: read into it. */
  readonly buffer: Buffer;
  /**
   * Scans a line from `start` to `end`.
   *
   * @returns True when it is one JSON object as `JSON.parse` would take it, and its values are found.
   * False when it is not, or when parsing has to tell: there is no WebAssembly, an object in the way of a path has a key
   * twice or spelt with an escape, or the line is very long, deeply nested or full of values.
   */
  scan(bytes: Buffer, start: number, end: number): boolean;
  /** How many values were found. Those inside of another come before it. */
  count(): number;
  /** Gives which path leads to a value: its index in the paths. */
  path(index: number): number;
  /**
   * Gives a value as `JSON.parse` does. Do not change it: the same value of the next line may be
   * the same object.
   */
  value(index: number): unknown;
  /** Tells whether a value is an object. */
  isObject(index: number): boolean;
  /** Tells whether a value is this text, which must be plain ASCII without escapes. */
  isText(index: number, text: string): boolean;
  /**
   * Tells whether a line has, at the paths from `first` to `last`, the values of the line that this
   * was last asked for, as they stand there. It can fail to see that.
   */
  isSame(first: number, last: number): boolean;
  /** Gives a value as it stands in the line. */
  source(index: number): string;
}

/** What {@link createValueScanner} needs. */
export interface ValueScannerOptions {
  /** Bytes of `buffer`. @default 262144 */
  readonly bufferBytes?: number | undefined;
  /** Longest line outside of `buffer` that is scanned, in bytes. @default 1048576 */
  readonly longestLine?: number | undefined;
}

/**
 * Makes a scanner of values at paths of keys from the root; {@link EACH} stands for every element
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
  { bufferBytes = 256 * 1024, longestLine = 1024 * 1024 }: ValueScannerOptions = {},
): ValueScanner {
  const lineAt = LINES + bufferBytes + SLACK;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((lineAt + longestLine + SLACK) / PAGE_BYTES),
  });
  const bytesOf = Buffer.from(memory.buffer);
  const found = new Int32Array(memory.buffer, FOUND);
  if (paths.length > MOST_PATHS) throw new RangeError('too many paths for one scanner');
  writePaths(bytesOf, treeOf(paths));
  const { scan, count, isKept, isSame, isAscii } = instantiate({ memory });

  /** By path, the value that the scanner keeps. */
  const kept: unknown[] = paths.map(() => undefined);

  const path = (index: number): number => ((found[index * FOUND_FIELDS] as number) & NAME_MASK) - 1;
  const source = (index: number): string => {
    const row = index * FOUND_FIELDS;
    const encoding = isAscii(index) === 0 ? 'utf8' : 'latin1';
    return bytesOf.toString(encoding, found[row + 1], found[row + 2]);
  };
  const parse = (index: number): unknown => {
    const row = index * FOUND_FIELDS;
    const start = found[row + 1] as number;
    const end = found[row + 2] as number;
    const first = bytesOf[start];
    const isPlain = first === QUOTE && (found[row] as number) <= NAME_MASK;
    return isPlain ? bytesOf.toString('latin1', start + 1, end - 1) : JSON.parse(source(index));
  };
  /** Words and numbers are faster read than looked up. */
  const word = (index: number): unknown => {
    const row = index * FOUND_FIELDS;
    const start = found[row + 1] as number;
    const end = found[row + 2] as number;
    const first = bytesOf[start];
    if (first === T) return true;
    if (first === F) return false;
    if (first === N) return null;
    if (end - start > SURE_DIGITS) return JSON.parse(source(index));
    let number = 0;
    for (let at = start; at < end; at++) {
      const digit = (bytesOf[at] as number) - ZERO;
      if (digit < 0 || digit > 9) return JSON.parse(source(index));
      number = number * 10 + digit;
    }
    return number;
  };

  return {
    buffer: bytesOf.subarray(LINES, LINES + bufferBytes),
    scan(bytes, start, end) {
      const isInPlace = bytes.buffer === memory.buffer;
      if (!isInPlace && end - start > longestLine) return false;
      const from = isInPlace ? bytes.byteOffset + start : lineAt;
      if (!isInPlace) bytes.copy(bytesOf, lineAt, start, end);
      return scan(from, from + end - start) !== 0;
    },
    count,
    path,
    source,
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
    isSame: (first, last) => isSame(first + 1, last + 1) !== 0,
    value(index) {
      const row = index * FOUND_FIELDS;
      const start = found[row + 1] as number;
      const first = bytesOf[start] as number;
      if (first !== QUOTE && first !== OBJECT && first !== ARRAY) return word(index);
      if ((found[row + 2] as number) - start > LONGEST_KEPT) return parse(index);
      const name = path(index);
      if (isKept(index) === 0) kept[name] = parse(index);
      return kept[name];
    },
  };
}

/** As much of the standard as is needed: its types come only with those of browsers. */
declare const WebAssembly: {
  Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (code: Buffer) => object;
  Instance: new (
    code: object,
    imports: Readonly<Record<string, Readonly<Record<string, object>>>>,
  ) => { readonly exports: object };
};

/** Where WebAssembly cannot be used, nothing is found: everything is left to parsing. */
function instantiate(env: { readonly memory: object }): Exports {
  try {
    const code = new WebAssembly.Module(Buffer.from(VALUE_SCANNER_CODE, 'base64'));
    return new WebAssembly.Instance(code, { env }).exports as unknown as Exports;
  } catch {
    const none = () => 0;
    return { scan: none, count: none, isKept: none, isSame: none, isAscii: none };
  }
}

interface Exports {
  scan(from: number, to: number): number;
  count(): number;
  isKept(index: number): number;
  isSame(first: number, last: number): number;
  isAscii(index: number): number;
}

// The memory as `assembly/scan-values.ts` lays it out.
const NODES = 0x400;
const FIELDS = 0x1000;
const KEYS = 0x2000;
const STACK = 0x4000;
const FOUND = 0x6000;
const KEPT = 0x10000;
const KEPT_ROW = 1024;
const LONGEST_KEPT = KEPT_ROW - 4;
const MOST_PATHS = 64;
/** Behind two tables of values. */
const LINES = KEPT + 2 * MOST_PATHS * KEPT_ROW;
const ROW = 16;
const FOUND_FIELDS = 3;
/** What is beside the name tells that a text is not plain ASCII. */
const NAME_MASK = 0xff;
/** Bytes behind a line that are looked at. */
const SLACK = 64;
const PAGE_BYTES = 65536;
const QUOTE = 0x22;
const OBJECT = 0x7b;
const ARRAY = 0x5b;
const T = 0x74;
const F = 0x66;
const N = 0x6e;
const ZERO = 0x30;
/** So many digits are exact in a number. */
const SURE_DIGITS = 15;
/** An object's known keys are counted in the bits of one number. */
const MOST_CHILDREN = 32;

/** A place that paths lead through. */
interface Node {
  readonly children: Map<string, Node>;
  /** Index of the path that ends here, from 1. */
  name: number;
}

function treeOf(paths: readonly (readonly string[])[]): Node {
  const root: Node = { children: new Map(), name: 0 };
  paths.forEach((path, index) => {
    let node = root;
    for (const key of path) {
      let child = node.children.get(key);
      if (child === undefined) {
        child = { children: new Map(), name: 0 };
        node.children.set(key, child);
      }
      node = child;
    }
    node.name = index + 1;
  });
  return root;
}

/** Writes the tree where the scanner looks for it; the root is node 1. */
function writePaths(memory: Buffer, root: Node): void {
  const nodes = [root];
  let fieldCount = 0;
  let keyAt = KEYS;
  for (let number = 1; number <= nodes.length; number++) {
    const { children } = nodes[number - 1] as Node;
    const element = children.get(EACH);
    const fields = [...children].filter(([key]) => key !== EACH);
    // Where no path goes on, what is inside is not looked at.
    const inner = [...children.values()].filter((child) => child.children.size > 0);
    const numbers = new Map(inner.map((child) => [child, nodes.push(child)]));
    const row = NODES + number * ROW;
    const keyBytes = fields.reduce((sum, [key]) => sum + Buffer.byteLength(key), 0);
    const isFull =
      FIELDS + (fieldCount + fields.length) * ROW > KEYS ||
      keyAt + keyBytes > STACK ||
      row + ROW > FIELDS ||
      nodes.length > NAME_MASK ||
      fields.length > MOST_CHILDREN;
    if (isFull) throw new RangeError('too many paths for one scanner');
    memory.writeInt32LE(fieldCount, row);
    memory.writeInt32LE(fields.length, row + 4);
    memory.writeInt32LE((element && numbers.get(element)) ?? 0, row + 8);
    memory.writeInt32LE(element?.name ?? 0, row + 12);
    for (const [key, child] of fields) {
      const field = FIELDS + fieldCount * ROW;
      const length = memory.write(key, keyAt);
      memory.writeInt32LE(keyAt, field);
      memory.writeInt32LE(length, field + 4);
      memory.writeInt32LE(numbers.get(child) ?? 0, field + 8);
      memory.writeInt32LE(child.name, field + 12);
      keyAt += length;
      fieldCount++;
    }
  }
}
