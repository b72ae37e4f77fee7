/** Distinct words, each with a number from 0 on, in the order in which they came. */
export interface WordTable {
  readonly size: number;
  /** Bytes of all words, one after the other. */
  readonly bytes: Uint8Array;
  /** Word `i` ends at `ends[i]`, where the next begins. */
  readonly ends: Uint32Array;
  /** Gives the number of a word, a new one when it is new. `hash` must depend on the bytes alone. */
  add(source: Uint8Array, start: number, end: number, hash: number): number;
  clear(): void;
}

/** Begins a hash of bytes. */
export const HASH_START = 0x811c9dc5 | 0;
/** The factor of the FNV-1a hash: each byte makes `hash = Math.imul(hash ^ byte, HASH_FACTOR)`. */
export const HASH_FACTOR = 0x01000193;

const FIRST_SLOTS = 1 << 12;

/** Makes an empty table. It lies in a few large arrays: a million strings would take ten times that. */
export function createWordTable(): WordTable {
  /** By hash, in pairs: the hash, and the word's number plus one. Half of the pairs stay empty. */
  let slots = new Int32Array(FIRST_SLOTS * 2);
  let mask = FIRST_SLOTS - 1;
  let ends = new Uint32Array(FIRST_SLOTS / 2);
  let bytes = new Uint8Array(FIRST_SLOTS * 4);
  let size = 0;

  const grow = (): void => {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    mask = slots.length / 2 - 1;
    for (let from = 0; from < old.length; from += 2) {
      const id = old[from + 1] as number;
      if (id === 0) continue;
      const hash = old[from] as number;
      let slot = spread(hash) & mask;
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
      slots[slot * 2] = hash;
      slots[slot * 2 + 1] = id;
    }
    const more = new Uint32Array(ends.length * 2);
    more.set(ends);
    ends = more;
  };

  const append = (source: Uint8Array, start: number, end: number): void => {
    const used = size === 0 ? 0 : (ends[size - 1] as number);
    const after = used + end - start;
    if (after > bytes.length) {
      const more = new Uint8Array(Math.max(bytes.length * 2, after));
      more.set(bytes);
      bytes = more;
    }
    for (let from = start, to = used; from < end; from++, to++) bytes[to] = source[from] as number;
    ends[size] = after;
  };

  return {
    get size() {
      return size;
    },
    get bytes() {
      return bytes;
    },
    get ends() {
      return ends;
    },
    add(source, start, end, hash) {
      const length = end - start;
      let slot = spread(hash) & mask;
      for (;;) {
        const id = (slots[slot * 2 + 1] as number) - 1;
        if (id === -1) break;
        if (slots[slot * 2] === hash) {
          const from = id === 0 ? 0 : (ends[id - 1] as number);
          if ((ends[id] as number) - from === length) {
            let at = 0;
            while (at < length && bytes[from + at] === source[start + at]) at++;
            if (at === length) return id;
          }
        }
        slot = (slot + 1) & mask;
      }
      append(source, start, end);
      slots[slot * 2] = hash;
      slots[slot * 2 + 1] = size + 1;
      size++;
      if (size === ends.length) grow();
      return size - 1;
    },
    clear() {
      slots.fill(0);
      size = 0;
    },
  };
}

/** FNV's low bits depend too little on the high ones. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** Hashes bytes as {@link WordTable} wants it. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START;
  for (let at = start; at < end; at++) {
    hash = Math.imul(hash ^ (bytes[at] as number), HASH_FACTOR);
  }
  return hash;
}
