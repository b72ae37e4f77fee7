// AssemblyScript, compiled to WebAssembly by `scripts/build-assembly.mjs`; see
// `src/value-scanner.ts`. One pass over a line checks it against the grammar of JSON (RFC 8259) and
// notes where the values at wanted paths lie. Texts, of which most lines consist, are passed 16
// bytes at a time.
//
// Memory, in bytes. All numbers are 32 bits wide, in the machine's order (little-endian), except in
// BUCKETS. What lies below NODES is left to the compiler.
//   NODES   a node of the tree of wanted paths: number of its first child, node of the elements of
//           an array (0: none wanted), name of the elements (0: not noted)
//   BUCKETS a node's children by a hash of their keys: a byte each, number of the first, from 1
//   FIELDS  a child: address of its key, length of its key and the number of the next child in its
//           bucket (16 bits each), its node, its name (0: not noted)
//   KEYS    the texts of the keys
//   STACK   an open container: its node, its name, its start, which children it had (a bit each)
//   FOUND   a value that was found: name and flags, start, end
//   LINES   the bytes to scan, as many as the caller likes

export const NODES: i32 = 0x800;
const BUCKETS: i32 = 0xc00;
const BUCKET_COUNT: i32 = 32;
const FIELDS: i32 = 0x1400;
const STACK: i32 = 0x4000;
export const FOUND: i32 = 0x6000;
const ROW: i32 = 16;
export const FOUND_ROW: i32 = 12;
const DEEPEST: i32 = 500;
const MOST_FOUND: i32 = 3400;
/** Beside the name of a value: its text has an escape; has a byte that is not ASCII. */
export const ESCAPED: i32 = 0x100;
const HIGH: i32 = 0x200;

const QUOTE: i32 = 0x22;
const BACKSLASH: i32 = 0x5c;
const COMMA: i32 = 0x2c;
const COLON: i32 = 0x3a;
const OBJECT: i32 = 0x7b;
const OBJECT_END: i32 = 0x7d;
const ARRAY: i32 = 0x5b;
const ARRAY_END: i32 = 0x5d;

let at: i32 = 0;
let end: i32 = 0;
let flags: i32 = 0;
let found: i32 = 0;

/** How many values the last line had. */
export function count(): i32 {
  return found;
}

/** Scans the bytes from `from` to `to`; false when they are no JSON object, or it cannot be told. */
export function scan(from: i32, to: i32): bool {
  at = from;
  end = to;
  found = 0;
  let depth: i32 = 0;
  /** Of the value that comes next: its node and its name. */
  let node: i32 = 1;
  let name: i32 = 0;

  skipBlanks();
  if (at >= end || load<u8>(at) != OBJECT) return false;

  while (true) {
    // A value begins here.
    const start = at;
    const first: i32 = at < end ? load<u8>(at) : 0;
    let isOpen = false;
    if (first == QUOTE) {
      if (!passText()) return false;
      if (name != 0 && !note(name | flags, start)) return false;
    } else if (first == OBJECT || first == ARRAY) {
      if (depth == DEEPEST) return false;
      const top = STACK + depth * ROW;
      store<i32>(top, first == OBJECT ? node : node | 0x10000);
      store<i32>(top, name, 4);
      store<i32>(top, start, 8);
      store<i32>(top, 0, 12);
      depth++;
      at++;
      skipBlanks();
      isOpen = at >= end || load<u8>(at) != first + 2;
    } else {
      if (!passWord(first)) return false;
      if (name != 0 && !note(name, start)) return false;
    }

    // Ends of containers, and what stands between values.
    while (true) {
      if (!isOpen) {
        skipBlanks();
        if (depth == 0) return at == end;
      }
      if (at >= end) return false;
      const top = STACK + (depth - 1) * ROW;
      const container = load<i32>(top);
      const isArray = container >= 0x10000;
      const byte: i32 = load<u8>(at);
      if (!isOpen && byte != COMMA) {
        if (byte != (isArray ? ARRAY_END : OBJECT_END)) return false;
      }
      if (!isOpen && byte == COMMA) {
        at++;
        skipBlanks();
      } else if (byte == (isArray ? ARRAY_END : OBJECT_END)) {
        at++;
        depth--;
        const own = load<i32>(top, 4);
        if (own != 0 && !note(own, load<i32>(top, 8))) return false;
        isOpen = false;
        continue;
      }
      const holder = container & 0xffff;
      node = 0;
      name = 0;
      if (isArray) {
        if (holder != 0) {
          node = load<i32>(NODES + holder * ROW, 4);
          name = load<i32>(NODES + holder * ROW, 8);
        }
        break;
      }
      const key = at + 1;
      if (at >= end || load<u8>(at) != QUOTE || !passText()) return false;
      if (holder != 0) {
        // It may be a wanted key in disguise.
        if (flags & ESCAPED) return false;
        const field = fieldOf(holder, key, at - 1 - key);
        if (field >= 0) {
          const bit = 1 << (field & 31);
          const seen = load<i32>(top, 12);
          // Twice the same key: the last counts, so what was noted of the first is wrong.
          if (seen & bit) return false;
          store<i32>(top, seen | bit, 12);
          node = load<i32>(FIELDS + (load<i32>(NODES + holder * ROW) + field) * ROW, 8);
          name = load<i32>(FIELDS + (load<i32>(NODES + holder * ROW) + field) * ROW, 12);
        }
      }
      skipBlanks();
      if (at >= end || load<u8>(at) != COLON) return false;
      at++;
      skipBlanks();
      break;
    }
  }
}

/** Notes a value that ends here; false when there are too many. */
function note(name: i32, start: i32): bool {
  if (found == MOST_FOUND) return false;
  const row = FOUND + found * FOUND_ROW;
  store<i32>(row, name);
  store<i32>(row, start, 4);
  store<i32>(row, at, 8);
  found++;
  return true;
}

/** Gives the number of a node's child with this key; -1 when it has none. */
function fieldOf(node: i32, key: i32, length: i32): i32 {
  const first = load<i32>(NODES + node * ROW);
  const bucket = (length + load<u8>(key)) & (BUCKET_COUNT - 1);
  let child: i32 = load<u8>(BUCKETS + node * BUCKET_COUNT + bucket);
  while (child != 0) {
    const field = FIELDS + (first + child - 1) * ROW;
    const packed = load<i32>(field, 4);
    if ((packed & 0xffff) == length && isSame(load<i32>(field), key, length)) return child - 1;
    child = packed >>> 16;
  }
  return -1;
}

/** Tells whether bytes are the same; up to 15 behind them are looked at. */
export function isSame(one: i32, other: i32, length: i32): bool {
  let left = length;
  let a = one;
  let b = other;
  while (left >= 16) {
    if (i8x16.bitmask(i8x16.ne(v128.load(a), v128.load(b))) != 0) return false;
    a += 16;
    b += 16;
    left -= 16;
  }
  const differing = i8x16.bitmask(i8x16.ne(v128.load(a), v128.load(b)));
  return (differing & ((1 << left) - 1)) == 0;
}

// @ts-ignore: decorator
@inline
function skipBlanks(): void {
  while (at < end) {
    const byte: i32 = load<u8>(at);
    if (byte > 0x20 || (byte != 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d)) return;
    at++;
  }
}

/** Passes a text from quote to quote, and leaves in `flags` what it has. */
function passText(): bool {
  flags = 0;
  let i = at + 1;
  let high = i8x16.splat(0);
  while (i < end) {
    const block = v128.load(i);
    let special = i8x16.bitmask(
      v128.or(
        v128.or(
          i8x16.eq(block, i8x16.splat(<i8>QUOTE)),
          i8x16.eq(block, i8x16.splat(<i8>BACKSLASH)),
        ),
        i8x16.lt_u(block, i8x16.splat(0x20)),
      ),
    );
    // Also bytes behind the text are looked at: then a text counts as more special than it is.
    high = v128.or(high, block);
    let next = i + 16;
    while (special != 0) {
      const offset = ctz(special);
      const where = i + offset;
      const byte: i32 = load<u8>(where);
      if (byte == QUOTE) {
        if (where >= end) return false;
        if (i8x16.bitmask(high) != 0) flags |= HIGH;
        at = where + 1;
        return true;
      }
      if (byte != BACKSLASH) return false;
      flags |= ESCAPED;
      const escaped: i32 = load<u8>(where, 1);
      let width: i32 = 2;
      if (escaped == 0x75) {
        width = 6;
        if (!isHex(where + 2) || !isHex(where + 3) || !isHex(where + 4) || !isHex(where + 5)) {
          return false;
        }
      } else if (!isEscape(escaped)) return false;
      if (offset + width >= 16) {
        next = where + width;
        break;
      }
      special &= -1 << (offset + width);
    }
    i = next;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function isEscape(byte: i32): bool {
  // n " \ / t r b f
  return (
    byte == 0x6e ||
    byte == QUOTE ||
    byte == BACKSLASH ||
    byte == 0x2f ||
    byte == 0x74 ||
    byte == 0x72 ||
    byte == 0x62 ||
    byte == 0x66
  );
}

function isHex(where: i32): bool {
  const byte: i32 = load<u8>(where);
  const folded = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (folded >= 0x61 && folded <= 0x66);
}

/** Passes a number, or `true`, `false` or `null`. */
function passWord(first: i32): bool {
  if (first == 0x74) return passFour(0x65757274);
  if (first == 0x6e) return passFour(0x6c6c756e);
  if (first == 0x66) {
    at++;
    return passFour(0x65736c61);
  }
  if (first == 0x2d) at++;
  if (at < end && load<u8>(at) == 0x30) at++;
  else if (!passDigits()) return false;
  if (at < end && load<u8>(at) == 0x2e) {
    at++;
    if (!passDigits()) return false;
  }
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    const sign: i32 = at < end ? load<u8>(at) : 0;
    if (sign == 0x2b || sign == 0x2d) at++;
    if (!passDigits()) return false;
  }
  return true;
}

/** Passes four given bytes. */
function passFour(bytes: i32): bool {
  if (at + 4 > end || load<i32>(at) != bytes) return false;
  at += 4;
  return true;
}

/** Passes digits, at least one. */
function passDigits(): bool {
  const start = at;
  while (at < end) {
    const byte: i32 = load<u8>(at);
    if (byte < 0x30 || byte > 0x39) break;
    at++;
  }
  return at > start;
}
