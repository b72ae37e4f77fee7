import { FIELD_MARKS, withSlashes } from './fields.ts';
import { foldCase } from './fold-case.ts';
import type { Term, TermTest } from './parse-text-query.ts';
import { findDocuments, type StoredSegment } from './segment-reader.ts';
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

/** Gives the verdict of each file about a term; undefined for a term that no file can decide. */
export function evaluateTerm({ test }: Term, view: IndexView): Uint8Array | undefined {
  if (test.kind === 'cost') return undefined;
  if (test.kind === 'field') return evaluateField(test, view);
  const { needles, isProof } = needlesOf(test);
  let verdicts: Uint8Array | undefined;
  for (const needle of needles) {
    const found = placesWith(view, view.words, needle);
    if (verdicts)
      for (let at = 0; at < found.length; at++)
        found[at] = (found[at] as number) & (verdicts[at] as number);
    verdicts = found;
  }
  verdicts ??= new Uint8Array(view.placeOf.size).fill(1);
  for (let at = 0; at < verdicts.length; at++) {
    if (verdicts[at] === 1) verdicts[at] = isProof ? YES : MAYBE;
    else if (view.hasMachineLines(at)) verdicts[at] = MACHINE_LINES;
  }
  return verdicts;
}

function evaluateField(
  { field, value }: Extract<TermTest, { kind: 'field' }>,
  view: IndexView,
): Uint8Array {
  const mark = FIELD_MARKS[field];
  const folded = foldCase(field === 'file' ? withSlashes(value) : value);
  if (field === 'error') {
    return placesWith(view, view.fields, Buffer.from(`\n${mark}${folded}\n`));
  }
  if (field === 'tool') {
    const isOpen = folded.endsWith('*');
    const name = isOpen ? folded.slice(0, -1) : `${folded}\n`;
    return placesWith(view, view.fields, Buffer.from(`\n${mark}${name}`));
  }
  return placesWith(view, view.fields, Buffer.from(folded), mark.charCodeAt(0));
}

/** Finds the files that hold a needle, over all segments: 1 for each. */
function placesWith(
  { placeOf }: IndexView,
  segments: readonly StoredSegment[],
  needle: Buffer,
  mark?: number,
): Uint8Array {
  const places = new Uint8Array(placeOf.size);
  for (const segment of segments) {
    const found = findDocuments(segment, needle, mark);
    for (let document = 0; document < found.length; document++) {
      if (found[document] === 0) continue;
      const place = placeOf.get(segment.documents[document] as number);
      if (place !== undefined) places[place] = 1;
    }
  }
  return places;
}
