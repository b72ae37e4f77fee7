import fs from 'node:fs';
import type { SourcePart } from '../query.ts';
import { createBlockSearch } from './block-search.ts';
import type { SourceFile } from './file-filter.ts';
import { BLOCK_BYTES, readBlocks, withFile } from './read-blocks.ts';
import type { TermMatcher } from './term-matcher.ts';

/**
 * Tells from which byte on a transcript has to be read to find the first piece with any of some
 * terms: a line that begins a record. 0 when nothing can be told.
 */
export type FirstPlace = (file: SourceFile, terms: readonly Pick<TermMatcher, 'parts'>[]) => number;

/** How a record begins behind the end of a line: the parser takes that for a new one in any case. */
const RECORD_START = Buffer.from('\n{');

/** Makes the search for places, with memory that it needs for one file at a time. */
export function createFirstPlace(blockBytes = BLOCK_BYTES): FirstPlace {
  const { block, find } = createBlockSearch(blockBytes);

  const firstOf = ({ needle, folded }: SourcePart, length: number): number => {
    const bytes = block.subarray(0, length);
    const places = [find(needle, length), ...folded.map((one) => bytes.indexOf(one))];
    return Math.min(...places.map((place) => (place === -1 ? length : place)));
  };

  return ({ path, mayEscape }, terms) => {
    const parts = terms.map(longestPart);
    if (mayEscape || parts.some(({ needle }) => needle.length === 0)) return 0;
    let place = 0;
    readBlocks(path, block, (length, offset) => {
      const first = Math.min(...parts.map((part) => firstOf(part, length)));
      place = offset + first;
      return first === length;
    });
    return recordStart(path, place, block);
  };
}

/** Of the parts that all have to be there one is enough to look for. */
function longestPart({ parts }: Pick<TermMatcher, 'parts'>): SourcePart {
  return parts.reduce((one, other) => (other.needle.length > one.needle.length ? other : one), {
    needle: [],
    folded: [],
  });
}

/** Finds the last line at or in front of a place that begins a record; 0 when there is none. */
function recordStart(path: string, place: number, block: Buffer): number {
  const found = withFile(path, (descriptor) => {
    // The byte at the place may be the brace; what is read next ends with the one that follows.
    for (let end = place + 1; end > 1; ) {
      const start = Math.max(0, end - block.length);
      const read = fs.readSync(descriptor, block, 0, end - start, start);
      const at = block.subarray(0, read).lastIndexOf(RECORD_START);
      if (at !== -1) return start + at + 1;
      end = start === 0 ? 0 : start + 1;
    }
    return 0;
  });
  return found ?? 0;
}
