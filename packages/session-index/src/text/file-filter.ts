import type { SourcePart } from '../query.ts';
import { createBlockSearch } from './block-search.ts';
import { BLOCK_BYTES, readBlocks } from './read-blocks.ts';
import type { TermMatcher } from './term-matcher.ts';

/** A file of JSON lines that is searched as bytes. */
export interface SourceFile {
  readonly path: string;
  /** False: it is known to hold no escapes but those that JSON needs. Else bytes tell nothing. */
  readonly mayEscape: boolean;
}

/**
 * Tells from the bytes of a file whether any of some terms can stand in it. False is certain; true
 * is not, nor is it about a file that cannot be read.
 */
export type FileFilter = (
  file: SourceFile,
  terms: readonly Pick<TermMatcher, 'parts'>[],
) => boolean;

/** Makes a filter, with memory that it needs for one file at a time. */
export function createFileFilter(blockBytes = BLOCK_BYTES): FileFilter {
  const { block, find } = createBlockSearch(blockBytes);

  /** Gives the parts that a term still needs after this block. */
  const missingAfter = (missing: readonly SourcePart[], length: number): readonly SourcePart[] => {
    const bytes = block.subarray(0, length);
    const stands = ({ needle, folded }: SourcePart): boolean =>
      find(needle, length) !== -1 || folded.some((one) => bytes.includes(one));
    return missing.filter((part) => !stands(part));
  };

  return ({ path, mayEscape }, terms) => {
    let missing: (readonly SourcePart[])[] = terms.map(({ parts }) =>
      parts.filter(({ needle }) => needle.length > 0),
    );
    const isFound = () => missing.some(({ length }) => length === 0);
    if (mayEscape || isFound()) return true;
    const isRead = readBlocks(path, block, (length) => {
      missing = missing.map((parts) => missingAfter(parts, length));
      return !isFound();
    });
    return !isRead || isFound();
  };
}
