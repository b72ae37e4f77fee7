import { createWordMatcher, type WordMatcher } from '../query.ts';
import type { TermTest } from './parse-text-query.ts';

/** Finds a term of a query in pieces of text: the same interface that words have. */
export type TermMatcher = Omit<WordMatcher, 'word'>;

/** Makes the matcher of a term; undefined for a term that is not about text. */
export function createTermMatcher(test: TermTest): TermMatcher | undefined {
  switch (test.kind) {
    case 'word':
      return createWordMatcher(test.text);
    case 'phrase':
      return phraseMatcher(test.text);
    case 'pattern': {
      const pattern = new RegExp(test.source, test.flags);
      return { find: finderOf(pattern), mayOccur: () => true };
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

function phraseMatcher(text: string): TermMatcher {
  const words = phraseParts(text)
    .filter((part) => !/^\s/u.test(part))
    .map(createWordMatcher);
  return {
    find: finderOf(phrasePattern(text)),
    mayOccur: (bytes, mayEscape) => words.every((word) => word.mayOccur(bytes, mayEscape)),
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

function finderOf(pattern: RegExp): TermMatcher['find'] {
  return (text) => {
    const match = pattern.exec(text);
    return match ? { index: match.index, length: match[0].length } : undefined;
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
