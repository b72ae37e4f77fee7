import { classOf, LETTER, SEPARATOR, SIGN } from './character-classes.ts';
import { foldCase } from './fold-case.ts';
import type { TermTest } from './parse-text-query.ts';
import { literalsOf } from './pattern-literals.ts';

/** What the index has to hold for a term to be in a file. */
export interface Needles {
  /** Each is part of a word of the file: bytes, with a newline where the word has to begin or end. */
  readonly needles: readonly Buffer[];
  /** All needles in a file mean that the term is in it; else its text has to be looked at. */
  readonly isProof: boolean;
}

/** Tells by which parts of words a term of text is found. */
export function needlesOf(test: TermTest): Needles {
  switch (test.kind) {
    case 'word':
    case 'phrase':
      return needlesOfText(test.text);
    case 'pattern': {
      const needles = literalsOf(test.source).flatMap((text) => [...needlesOfText(text).needles]);
      return { needles, isProof: false };
    }
    default:
      return { needles: [], isProof: false };
  }
}

/**
 * Cuts a text as the index cuts texts. What stands at its ends may be the end of a longer word in
 * a text that is searched; what has a separator or a sign beside it is a whole word there.
 *
 * @example
 * needlesOfText('src/Auth').needles.map(String); // ['src\n', '\nauth']
 */
export function needlesOfText(text: string): Needles {
  const folded = foldCase(text);
  const runs = runsOf(folded);
  const needles = runs.flatMap(({ kind, characters }, at) => {
    if (kind === SEPARATOR) return [];
    if (kind === LETTER) {
      const begin = at > 0 ? '\n' : '';
      const end = at < runs.length - 1 ? '\n' : '';
      return [`${begin}${characters.join('')}${end}`];
    }
    if (characters.length === 1) return characters;
    return characters.slice(1).map((second, before) => `\n${characters[before]}${second}\n`);
  });
  const [only] = runs;
  const isOneWord =
    runs.length === 1 && (only?.kind === LETTER || (only?.kind === SIGN && needles.length === 1));
  // A lone half of a pair is written like any other, and like the sign for a broken character.
  const isExact = !folded.includes('\ufffd') && !/\p{Cs}/u.test(folded);
  return {
    needles: [...new Set(needles)].map((needle) => Buffer.from(needle)),
    isProof: isOneWord && isExact,
  };
}

interface Run {
  readonly kind: number;
  readonly characters: string[];
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const kind = classOf(character.codePointAt(0) as number);
    const last = runs.at(-1);
    if (last?.kind === kind) last.characters.push(character);
    else runs.push({ kind, characters: [character] });
  }
  return runs;
}
