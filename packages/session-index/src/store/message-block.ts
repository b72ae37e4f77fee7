import { keyHash } from './key-hash.ts';
import type { MessagePart } from './message-part.ts';
import { type RollupRow, rollupOf } from './rollup.ts';
import { parseStored, wellFormedJson } from './stored-text.ts';

/** The messages of a stretch of a file, ready to be stored. Plain data. */
export interface MessageBlock {
  /** The parts as JSON, see {@link partsIn}: a row for each would take several times as long to write. */
  readonly text: string;
  /** `keyHash` of the key of each part, in their order. */
  readonly hashes: readonly number[];
  /** Sums of the parts. */
  readonly rollup: readonly RollupRow[];
  readonly firstTime: number | null;
  readonly lastTime: number | null;
}

type PartTuple = readonly [
  key: string,
  rank: number,
  lineTime: number | null,
  time: number | null,
  forked: number,
  attributes: number,
  input: number,
  output: number,
  cacheWrite: number,
  cacheWrite5m: number,
  cacheWrite1h: number,
  cacheRead: number,
  webSearches: number,
  cost: number | null,
  final: number,
];

/** Where a part has the mark of a fork. */
export const FORKED = 4;

interface BlockContent {
  /** Texts that parts refer to by number. */
  readonly attributes: readonly string[];
  readonly parts: readonly PartTuple[];
}

/** Makes a block of parts; undefined when there are none. */
export function blockOf(parts: readonly MessagePart[]): MessageBlock | undefined {
  if (parts.length === 0) return undefined;
  const attributes = new Map<string, number>();
  const tuples = parts.map((part): PartTuple => {
    let number = attributes.get(part.attributes);
    if (number === undefined) {
      number = attributes.size;
      attributes.set(part.attributes, number);
    }
    return toTuple(part, number);
  });
  const content: BlockContent = { attributes: [...attributes.keys()], parts: tuples };
  const times = parts.flatMap(({ time }) => (time === null ? [] : [time]));
  return {
    text: wellFormedJson(JSON.stringify(content)),
    hashes: parts.map(({ key }) => keyHash(key)),
    rollup: rollupOf(parts),
    firstTime: times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b)),
    lastTime: times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b)),
  };
}

/** Gives the parts of a block's text. */
export function partsIn(text: string): MessagePart[] {
  const { attributes, parts } = parseStored<BlockContent>(text);
  return parts.map((tuple) => toPart(tuple, attributes[tuple[5]] ?? ''));
}

/** Writes one part as JSON, for itself. */
export function partText(part: MessagePart): string {
  return JSON.stringify([part.attributes, toTuple(part, 0)]);
}

/** Reads what {@link partText} wrote. */
export function partFrom(text: string): MessagePart {
  const [attributes, tuple] = parseStored<[string, PartTuple]>(text);
  return toPart(tuple, attributes);
}

function toTuple(part: MessagePart, attributes: number): PartTuple {
  return [
    part.key,
    part.rank,
    part.lineTime,
    part.time,
    part.forked,
    attributes,
    part.input,
    part.output,
    part.cacheWrite,
    part.cacheWrite5m,
    part.cacheWrite1h,
    part.cacheRead,
    part.webSearches,
    part.cost,
    part.final,
  ];
}

function toPart(tuple: PartTuple, attributes: string): MessagePart {
  return {
    key: tuple[0],
    rank: tuple[1],
    lineTime: tuple[2],
    time: tuple[3],
    forked: tuple[4],
    attributes,
    input: tuple[6],
    output: tuple[7],
    cacheWrite: tuple[8],
    cacheWrite5m: tuple[9],
    cacheWrite1h: tuple[10],
    cacheRead: tuple[11],
    webSearches: tuple[12],
    cost: tuple[13],
    final: tuple[14],
  };
}
