import { createWordMatcher, type SourcePart, type WordMatcher } from '../query.ts';
import type { TermTest } from './parse-text-query.ts';
import { literalsOf } from './pattern-literals.ts';
import { type PatternUse, usePattern } from './slow-pattern.ts';

/** Finds a term of a query in pieces of text, as a word is found. */
export interface TermMatcher extends Omit<WordMatcher, 'word' | 'part'> {
  /** The source of a record has to hold all of these for the term to be in it. */
  readonly parts: readonly SourcePart[];
}

/** Makes the matcher of a term; undefined for a term that is not about text. */
export function createTermMatcher(test: TermTest): TermMatcher | undefined {
  switch (test.kind) {
    case 'word':
      return matcherOf([test.text], createWordMatcher(test.text).find);
    case 'phrase': {
      const words = phraseParts(test.text).filter((part) => !/^\s/u.test(part));
      return matcherOf(words, finderOf(phrasePattern(test.text)));
    }
    case 'pattern': {
      const pattern = new RegExp(test.source, test.flags);
      return matcherOf(literalsOf(test.source), finderOf(pattern, usePattern(pattern)));
    }
    default:
      return undefined;
  }
}

/** Writes a term as a regular expression; undefined for a term that is not about text. */
export function termPattern(test: TermTest): RegExp | undefined {
  switch (test.kind) {
    case 'word':
      return new RegExp(escapeRegExp(test.text), 'iu');
    case 'phrase':
      return phrasePattern(test.text);
    case 'pattern':
      return new RegExp(test.source, test.flags);
    default:
      return undefined;
  }
}

/** @param texts - Whatever fits holds each of them. */
function matcherOf(texts: readonly string[], find: TermMatcher['find']): TermMatcher {
  const words = texts.map(createWordMatcher);
  return {
    find,
    mayOccur: (source, mayEscape) => words.every((word) => word.mayOccur(source, mayEscape)),
    parts: words.map(({ part }) => part),
  };
}

/** Blanks in a phrase stand for any blanks: a line may have been broken there. */
function phrasePattern(text: string): RegExp {
  const parts = phraseParts(text);
  const source = parts.map((part) => (/^\s/u.test(part) ? '\\s+' : escapeRegExp(part))).join('');
  return new RegExp(source, 'iu');
}

/** Cuts a phrase into words and the blanks between, before and behind them. */
export function phraseParts(text: string): string[] {
  return text.split(/(\s+)/u).filter((part) => part !== '');
}

function finderOf(pattern: RegExp, use: PatternUse = (_text, now) => now()): TermMatcher['find'] {
  return (text) => {
    const match = use(text, () => pattern.exec(text));
    return match ? { index: match.index, length: match[0].length } : undefined;
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
