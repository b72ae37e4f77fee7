import fs from 'node:fs';
import type { SourcePart } from '../query.ts';
import { createBlockSearch, LONGEST_NEEDLE } from './block-search.ts';
import type { TermMatcher } from './term-matcher.ts';

/**
 * Tells from the bytes of a file whether any of some terms can stand in it. False is certain; true
 * is not, nor is it about a file that cannot be read. The file must hold no escapes but those that
 * JSON needs.
 */
export type FileFilter = (file: string, terms: readonly Pick<TermMatcher, 'parts'>[]) => boolean;

/** So much is read at once: what a processor's cache holds is searched faster. */
const BLOCK_BYTES = 256 * 1024;
/** What may stand across the end of a block. */
const KEPT_BYTES = LONGEST_NEEDLE - 1;

/** Makes a filter, with memory that it needs for one file at a time. */
export function createFileFilter(blockBytes = BLOCK_BYTES): FileFilter {
  const { block, holds } = createBlockSearch(blockBytes);

  /** Gives the parts that a term still needs after this block. */
  const missingAfter = (missing: readonly SourcePart[], length: number): readonly SourcePart[] => {
    const bytes = block.subarray(0, length);
    const stands = ({ needle, folded }: SourcePart): boolean =>
      holds(needle, length) || folded.some((one) => bytes.includes(one));
    return missing.filter((part) => !stands(part));
  };

  return (file, terms) => {
    let missing: (readonly SourcePart[])[] = terms.map(({ parts }) =>
      parts.filter(({ needle }) => needle.length > 0),
    );
    const isFound = () => missing.some(({ length }) => length === 0);
    if (isFound()) return true;
    let descriptor: number;
    try {
      descriptor = fs.openSync(file, 'r');
    } catch {
      return true;
    }
    try {
      for (let kept = 0; ; ) {
        const read = fs.readSync(descriptor, block, kept, block.length - kept, null);
        if (read === 0) return false;
        const length = kept + read;
        missing = missing.map((parts) => missingAfter(parts, length));
        if (isFound()) return true;
        kept = Math.min(KEPT_BYTES, length);
        block.copyWithin(0, length - kept, length);
      }
    } catch {
      return true;
    } finally {
      fs.closeSync(descriptor);
    }
  };
}
