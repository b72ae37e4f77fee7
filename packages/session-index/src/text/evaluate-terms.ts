import { FIELD_MARKS, withSlashes } from './fields.ts';
import { foldCase } from './fold-case.ts';
import type { Term, TermTest } from './parse-text-query.ts';
import {
  createDocumentFinder,
  type DocumentFinder,
  type Probe,
  type StoredSegment,
} from './segment-reader.ts';
import { needlesOf } from './term-needles.ts';

// What the index tells of a term and a file: it is not in it, it is, or its text has to be asked.
export const NO = 0;
export const YES = 1;
export const MAYBE = 2;
/** Only the lines with strings of machines may hold the term. */
export const MACHINE_LINES = 3;

/** What the index holds at one moment. */
export interface IndexView {
  /** The place of each file by its id. */
  readonly placeOf: ReadonlyMap<number, number>;
  readonly words: readonly StoredSegment[];
  readonly fields: readonly StoredSegment[];
  /** Files with lines that hold strings of machines. */
  readonly hasMachineLines: (place: number) => boolean;
}

/** For each term the verdict of each file; undefined for a term that no file can decide. */
export type Verdicts = readonly (Uint8Array | undefined)[];

/**
 * Gives the verdicts of terms. All are looked for together: each word of the index is read once.
 *
 * @param isEnough - Asked at most once, when only the commonest words were looked at and others are
 * left: true leaves it at that. A `YES` or `MAYBE` is right then, anything else may be wrong.
 */
export function evaluateTerms(
  terms: readonly Term[],
  view: IndexView,
  isEnough: (verdicts: Verdicts) => boolean,
): Verdicts {
  const questions = terms.map(({ test }) => questionOf(test));
  const probesOf = (kind: Question['kind']) =>
    questions.flatMap((one) => (one?.kind === kind ? one.probes : []));
  const words = createLookup(view, view.words, probesOf('words'));
  const fields = createLookup(view, view.fields, probesOf('fields'));
  const verdicts = (): Verdicts =>
    verdictsOf(questions, { words: words.places(), fields: fields.places() }, view);
  if (questions.every((one) => one?.kind === 'words')) {
    words.look(1);
    const early = verdicts();
    if (words.isDone() || isEnough(early)) return early;
  }
  words.look(Number.POSITIVE_INFINITY);
  fields.look(Number.POSITIVE_INFINITY);
  return verdicts();
}

function verdictsOf(
  questions: readonly (Question | undefined)[],
  found: Readonly<Record<Question['kind'], readonly Uint8Array[]>>,
  view: IndexView,
): Verdicts {
  const left = { words: found.words.values(), fields: found.fields.values() };
  return questions.map((question) => {
    if (!question) return undefined;
    const { kind, probes, isProof } = question;
    const verdicts = new Uint8Array(view.placeOf.size).fill(1);
    for (let probe = 0; probe < probes.length; probe++) {
      const places = left[kind].next().value as Uint8Array;
      for (let at = 0; at < places.length; at++) {
        verdicts[at] = (verdicts[at] as number) & (places[at] as number);
      }
    }
    for (let at = 0; at < verdicts.length; at++) {
      if (verdicts[at] === 1) verdicts[at] = isProof ? YES : MAYBE;
      else if (kind === 'words' && view.hasMachineLines(at)) verdicts[at] = MACHINE_LINES;
    }
    return verdicts;
  });
}

/** What a term asks of the index: a file that fits holds all of it. */
interface Question {
  readonly kind: 'words' | 'fields';
  readonly probes: readonly Probe[];
  /** Every file that holds all of it fits. */
  readonly isProof: boolean;
}

function questionOf(test: TermTest): Question | undefined {
  if (test.kind === 'cost') return undefined;
  if (test.kind === 'field') return { kind: 'fields', probes: [probeOf(test)], isProof: true };
  const { needles, isProof } = needlesOf(test);
  return { kind: 'words', probes: needles.map((needle) => ({ needle })), isProof };
}

function probeOf({ field, value }: Extract<TermTest, { kind: 'field' }>): Probe {
  const mark = FIELD_MARKS[field];
  const folded = foldCase(field === 'file' ? withSlashes(value) : value);
  if (field === 'error') return { needle: Buffer.from(`\n${mark}${folded}\n`) };
  if (field === 'tool') {
    const isOpen = folded.endsWith('*');
    const name = isOpen ? folded.slice(0, -1) : `${folded}\n`;
    return { needle: Buffer.from(`\n${mark}${name}`) };
  }
  return { needle: Buffer.from(folded), mark: mark.charCodeAt(0) };
}

/** A look for probes into all segments. */
interface Lookup extends Pick<DocumentFinder, 'look' | 'isDone'> {
  /** For each probe the files that hold it, a 1 for each, as far as was looked. */
  places(): readonly Uint8Array[];
}

function createLookup(
  { placeOf }: IndexView,
  segments: readonly StoredSegment[],
  probes: readonly Probe[],
): Lookup {
  const finders = segments.map((segment) => createDocumentFinder(segment, probes));
  return {
    look(chunks) {
      for (const finder of finders) finder.look(chunks);
    },
    isDone: () => finders.every((finder) => finder.isDone()),
    places: () =>
      probes.map((_, probe) => {
        const places = new Uint8Array(placeOf.size);
        for (const [at, { documents }] of segments.entries()) {
          const found = finders[at]?.found[probe] as Uint8Array;
          for (let document = 0; document < found.length; document++) {
            if (found[document] === 0) continue;
            const place = placeOf.get(documents[document] as number);
            if (place !== undefined) places[place] = 1;
          }
        }
        return places;
      }),
  };
}
