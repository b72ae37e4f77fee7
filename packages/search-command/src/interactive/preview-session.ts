import { formatMinute } from '@cco/calendar';
import {
  createMatchFinders,
  type MatchFinder,
  parseTextQuery,
  placesOf,
  readConversation,
  type SpokenPiece,
} from '@cco/session-index/text';
import type { PreviewPiece } from '@cco/session-picker';
import { safeText } from './safe-text.ts';

type Finders = readonly MatchFinder[];

const MOST_PIECES = 30;
/** Characters shown before and behind the first place in a piece. */
const BEFORE = 240;
const AFTER = 1200;
/** Beyond what is shown, so that a secret is seen whole and shortened, not cut and shown. */
const MARGIN = 32 * 1024;

/**
 * Reads what a session holds of a query, or how it begins when the query has no words to find.
 *
 * @param files - Transcripts, the session's own first.
 */
export async function previewSession(
  files: readonly string[],
  words: string,
  signal: AbortSignal,
): Promise<PreviewPiece[]> {
  const parsed = parseTextQuery(words);
  const finders = parsed.ok ? createMatchFinders(parsed.query) : [];
  const pieces: PreviewPiece[] = [];
  const isEnough = () => signal.aborted || pieces.length >= MOST_PIECES;
  for (const file of files) {
    if (isEnough()) break;
    await readConversation(file, {
      holding: finders.length > 0 ? finders : undefined,
      until: isEnough,
      onPiece(piece) {
        if (isEnough() || piece.text.trim() === '') return;
        pieces.push(toPreviewPiece(piece, finders));
      },
    });
  }
  return pieces;
}

function toPreviewPiece({ speaker, timestamp, text }: SpokenPiece, finders: Finders): PreviewPiece {
  const time = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  const shown = excerpt(text, finders);
  return {
    speaker,
    date: Number.isNaN(time) ? undefined : formatMinute(new Date(time)),
    text: shown,
    ranges: placesOf(shown, finders),
  };
}

/** Cuts the surroundings of what is found first, safe to be shown. */
function excerpt(whole: string, finders: Finders): string {
  const rough = around(whole, firstPlace(whole, finders), BEFORE + MARGIN, AFTER + MARGIN);
  const safe = safeText(rough.text).trim();
  // Where the word is part of a secret it is found no more.
  const { text, isCutBefore, isCutAfter } = around(safe, firstPlace(safe, finders), BEFORE, AFTER);
  const before = isCutBefore ? '…' : '';
  const after = isCutAfter ? '…' : '';
  return (before + text + after).replace(/\n{3,}/g, '\n\n');
}

function firstPlace(text: string, finders: Finders): number {
  const places = finders.flatMap(({ findAll }) => findAll(text)[0]?.start ?? []);
  return places.length === 0 ? 0 : Math.min(...places);
}

/** Cuts a text around a place, at the beginning of a line or behind a blank where there is one. */
function around(
  text: string,
  at: number,
  before: number,
  after: number,
): { text: string; isCutBefore: boolean; isCutAfter: boolean } {
  const from = Math.max(0, at - before);
  const to = Math.min(text.length, at + after);
  const head = from === 0 ? 0 : text.slice(from, at).search(/(?<=\n)|(?<=\s)/);
  const start = from + Math.max(0, head);
  const cut = text.slice(start, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return { text: cut, isCutBefore: start > 0, isCutAfter: to < text.length };
}
