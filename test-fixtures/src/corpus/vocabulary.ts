import { createRandom } from '../random.ts';

/** Distinct words, the most frequent first. */
export interface Vocabulary {
  readonly size: number;
  /** All words one after the other, UTF-8. */
  readonly bytes: Uint8Array;
  /** Word `i` is `bytes[offsets[i]..offsets[i + 1])`. */
  readonly offsets: Uint32Array;
}

/** Ordinary words for the highest ranks, so that the text can be searched for what people type. */
const COMMON_WORDS =
  `the a to and of in is file it for test error that this with on not run from function as
  code at be value type return import const path line if new when all name use string number add
  you we check build server data fix change user config update command output list index version
  module project read write false true null class key default option message set call create table
  query database migration schema request response token component render state event handler cache
  branch commit merge deploy docker prisma rust python typescript javascript package dependency
  install script release warning failed passed expected received undefined timeout connection port
  directory folder search filter sort parse format date time day total count price order customer
  invoice cart checkout login session password secret permission role admin page button form input
  image style layout color theme header footer menu link route client backend frontend api endpoint
  worker queue job retry log trace metric alert memory leak performance benchmark profile thread lock
  transaction rollback backup restore`
    .split(/\s+/)
    .filter((word, index, words) => words.indexOf(word) === index);

/**
 * Makes a vocabulary of words out of syllables: plain, camelCase, snake_case, with digits,
 * hexadecimal, Cyrillic, Han and Hangul. All are distinct, in lower case too.
 */
export function createVocabulary(size: number, seed: number): Vocabulary {
  const make = wordMaker(seed);
  const common = new Set(COMMON_WORDS);
  const offsets = new Uint32Array(size + 1);
  let bytes = Buffer.allocUnsafe(size * 10 + 64);
  let at = 0;
  let made = 0;
  for (let index = 0; index < size; index++) {
    let word = COMMON_WORDS[index];
    while (word === undefined || (index >= COMMON_WORDS.length && common.has(word))) {
      word = make(made++);
    }
    if (at + word.length * 3 > bytes.length) bytes = Buffer.concat([bytes, bytes]);
    at += bytes.write(word, at, 'utf8');
    offsets[index + 1] = at;
  }
  return { size, bytes: bytes.subarray(0, at), offsets };
}

/** Reads a word of a vocabulary. */
export function wordAt(vocabulary: Vocabulary, index: number): string {
  const { bytes, offsets } = vocabulary;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'utf8',
    offsets[index],
    offsets[index + 1],
  );
}

/** A multiplier without a common factor with the moduli below: it scrambles without collisions. */
const SCRAMBLE = 7_368_787;
const LATIN_CONSONANTS = 'bcdfghjklmnpqrstvwxz';
const LATIN_VOWELS = 'aeiou';
const CYRILLIC_CONSONANTS = 'бвгдзклмнпрстфх';
const CYRILLIC_VOWELS = 'аеиоуяюы';

/** Each form of word is injective in its number, and no two forms overlap. */
function wordMaker(seed: number): (index: number) => string {
  const latin = shuffledSyllables(LATIN_CONSONANTS, LATIN_VOWELS, seed);
  const cyrillic = shuffledSyllables(CYRILLIC_CONSONANTS, CYRILLIC_VOWELS, seed + 1);
  const two = (n: number): string => `${latin[Math.floor(n / 100)]}${latin[n % 100]}`;
  const plain = (n: number): string => {
    if (n < 10_000) return two(n);
    const block = n - 10_000;
    if (block < 1e6) {
      const scrambled = (block * SCRAMBLE) % 1e6;
      return `${latin[Math.floor(scrambled / 10_000)]}${two(scrambled % 10_000)}`;
    }
    const scrambled = ((block - 1e6) * SCRAMBLE) % 1e8;
    return two(Math.floor(scrambled / 10_000)) + two(scrambled % 10_000);
  };
  const camel = (n: number): string => {
    const scrambled = (n * SCRAMBLE) % 1e8;
    const second = two(scrambled % 10_000);
    // The final consonant keeps it apart from a plain word of four syllables in lower case.
    return `${two(Math.floor(scrambled / 10_000))}${second[0]?.toUpperCase()}${second.slice(1)}s`;
  };
  const snake = (n: number): string => {
    const scrambled = (n * SCRAMBLE) % 1e8;
    return `${two(Math.floor(scrambled / 10_000))}_${two(scrambled % 10_000)}`;
  };
  const withDigits = (n: number): string => {
    const scrambled = (n * SCRAMBLE) % 1e7;
    return `${two(scrambled % 10_000)}${Math.floor(scrambled / 10_000)}`;
  };
  const hexadecimal = (n: number): string =>
    `${(n % 9) + 1}${(Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}`;
  const cyrillicWord = (n: number): string => {
    const scrambled = (n * SCRAMBLE) % 1_728_000;
    const high = Math.floor(scrambled / 14_400);
    return `${cyrillic[high]}${cyrillic[Math.floor(scrambled / 120) % 120]}${cyrillic[scrambled % 120]}`;
  };
  const han = (n: number): string => ideographs((n * SCRAMBLE) % 4e8, 0x4e00, 20_000);
  const hangul = (n: number): string => ideographs((n * SCRAMBLE) % 1.21e8, 0xac00, 11_000);
  return (index) => {
    const round = Math.floor(index / 40);
    const form = index % 40;
    if (form < 22) return plain(round * 22 + form);
    if (form < 29) return camel(round * 7 + form - 22);
    if (form < 33) return snake(round * 4 + form - 29);
    if (form < 36) return withDigits(round * 3 + form - 33);
    if (form < 38) return hexadecimal(round * 2 + form - 36);
    if (form === 38) return cyrillicWord(round);
    return round % 3 === 0 ? hangul((round / 3) | 0) : han(round);
  };
}

function shuffledSyllables(consonants: string, vowels: string, seed: number): string[] {
  const random = createRandom(seed);
  const syllables = [...consonants].flatMap((c) => [...vowels].map((v) => c + v));
  for (let last = syllables.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const held = syllables[last] ?? '';
    syllables[last] = syllables[other] ?? '';
    syllables[other] = held;
  }
  return syllables;
}

function ideographs(number: number, first: number, count: number): string {
  return String.fromCharCode(first + Math.floor(number / count), first + (number % count));
}
