/** Stands in a path for each element of an array. */
export const EACH = '*';

// The memory of a scanner, as `assembly/scan-values.ts` lays it out.
const NODES = 0x800;
const BUCKETS = 0xc00;
const BUCKET_COUNT = 32;
const FIELDS = 0x1400;
const KEYS = 0x2400;
const STACK = 0x4000;
const QUOTE = 0x22;
const ROW = 16;
/** An object's known keys are counted in the bits of one number. */
const MOST_CHILDREN = 32;

/** Where the values that were found are told. */
export const FOUND = 0x6000;
/** Numbers that are told of each. */
export const FOUND_FIELDS = 3;
/** The first of them is the name of a path, and more when the value is not plain ASCII. */
export const NAME_MASK = 0xff;
/** Where lines may lie. */
export const LINES = 0x10000;
/** Bytes behind a line that are looked at. */
export const SLACK = 64;

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

/**
 * Writes paths where the scanner looks for them; the root is node 1, and a path's name its index + 1.
 *
 * @throws RangeError when there are too many.
 */
export function writePaths(memory: Buffer, paths: readonly (readonly string[])[]): void {
  if (paths.length > NAME_MASK) throw new RangeError('too many paths for one scanner');
  const nodes = [treeOf(paths)];
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
      row + ROW > BUCKETS ||
      fields.length > MOST_CHILDREN;
    if (isFull) throw new RangeError('too many paths for one scanner');
    memory.writeInt32LE(fieldCount, row);
    memory.writeInt32LE((element && numbers.get(element)) ?? 0, row + 4);
    memory.writeInt32LE(element?.name ?? 0, row + 8);
    fields.forEach(([key, child], index) => {
      const field = FIELDS + fieldCount * ROW;
      const length = memory.write(key, keyAt);
      // An empty key is hashed with the quote behind it, as in a line.
      const first = length === 0 ? QUOTE : (memory[keyAt] as number);
      const bucket = BUCKETS + number * BUCKET_COUNT + ((length + first) & (BUCKET_COUNT - 1));
      memory.writeInt32LE(keyAt, field);
      memory.writeInt16LE(length, field + 4);
      memory.writeInt16LE(memory[bucket] as number, field + 6);
      memory[bucket] = index + 1;
      memory.writeInt32LE(numbers.get(child) ?? 0, field + 8);
      memory.writeInt32LE(child.name, field + 12);
      keyAt += length;
      fieldCount++;
    });
  }
}
