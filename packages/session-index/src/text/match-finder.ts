import type { Stretch } from '@cco/secrets';
import type { TermTest, TextQuery } from './parse-text-query.ts';
import { usePattern } from './slow-pattern.ts';
import { createTermMatcher, termPattern } from './term-matcher.ts';

/** Finds every place of a term in pieces of text. */
export interface MatchFinder {
  readonly test: TermTest;
  /** The places in order, not overlapping, none of them empty. */
  findAll(text: string): Stretch[];
  /** False: the JSON source of a record cannot hold the term. */
  mayOccur(source: Buffer): boolean;
}

/** Makes the finders of the terms that a text can hold: those about fields and negative ones cannot. */
export function createMatchFinders({ terms }: TextQuery): MatchFinder[] {
  return terms.flatMap(({ test, isNegative }) => {
    const matcher = isNegative ? undefined : createTermMatcher(test);
    const pattern = termPattern(test);
    if (!matcher || !pattern) return [];
    const { source, flags } = pattern;
    const everywhere = new RegExp(source, `${flags}g`);
    const use = test.kind === 'pattern' ? usePattern(pattern) : undefined;
    const placesIn = (text: string): Stretch[] =>
      Array.from(text.matchAll(everywhere), ({ index, 0: found }) => ({
        start: index,
        end: index + found.length,
      })).filter(({ start, end }) => end > start);
    const findAll = (text: string) => (use ? use(text, () => placesIn(text)) : placesIn(text));
    return [{ test, findAll, mayOccur: (source: Buffer) => matcher.mayOccur(source, true) }];
  });
}

/**
 * Finds all places of all terms, in order; where places overlap they become one.
 *
 * @example
 * placesOf('a migration', createMatchFinders(query)); // [{ start: 2, end: 9 }] for `migrat rati`
 */
export function placesOf(text: string, finders: readonly MatchFinder[]): Stretch[] {
  const found = finders.flatMap(({ findAll }) => findAll(text)).sort((a, b) => a.start - b.start);
  const places: { start: number; end: number }[] = [];
  for (const { start, end } of found) {
    const last = places.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else places.push({ start, end });
  }
  return places;
}
