import { withoutSecrets } from '@cco/secrets';
import { oneLine } from '@cco/terminal';
import type { WordMatcher } from './query.ts';

/** Finds something in a text. */
export type Finder = Pick<WordMatcher, 'find'>;

/** A short, safe piece of a text around what was found in it. */
export interface Snippet {
  /** One line without controls and secrets. */
  readonly text: string;
  /** Where words of the query stand in `text`, in order, not overlapping. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

const BEFORE = 40;
const AFTER = 120;

/** Cuts the surroundings of the first word found in a text, at blanks where there are some. */
export function snippetOf(text: string, words: readonly Finder[]): Snippet {
  const firsts = words.flatMap((word) => word.find(text) ?? []);
  const at = firsts.reduce((least, { index }) => Math.min(least, index), text.length);
  const from = cutBefore(text, at);
  const to = Math.min(text.length, from + BEFORE + AFTER);
  const cut = withoutSecrets(text, { start: from, end: to });
  const line = oneLine(cut.replace(/[\ud800-\udbff]$|^[\udc00-\udfff]/g, ''));
  // Without the controls that stood in it, something may have become a secret.
  const shown = `${from > 0 ? '…' : ''}${withoutSecrets(line)}${to < text.length ? '…' : ''}`;
  return { text: shown, ranges: rangesOf(shown, words) };
}

/** Finds every place of every word; where places overlap they become one. */
function rangesOf(text: string, words: readonly Finder[]): Snippet['ranges'] {
  const found: { start: number; end: number }[] = [];
  for (const word of words) {
    for (let from = 0; from < text.length; ) {
      const hit = word.find(text.slice(from));
      if (!hit) break;
      const start = from + hit.index;
      if (hit.length > 0) found.push({ start, end: start + hit.length });
      // A pattern may match nothing at all, anywhere.
      from = start + Math.max(1, hit.length);
    }
  }
  found.sort((a, b) => a.start - b.start);
  const ranges: { start: number; end: number }[] = [];
  for (const range of found) {
    const last = ranges.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else ranges.push(range);
  }
  return ranges;
}

function cutBefore(text: string, at: number): number {
  const from = Math.max(0, at - BEFORE);
  if (from === 0) return 0;
  const blank = text.slice(from, at).search(/\s/);
  return blank === -1 ? from : from + blank + 1;
}
