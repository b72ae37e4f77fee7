import type { FindProblem } from '@cco/session-index';
import { type MatchFinder, readSession } from '@cco/session-index/text';
import { type ShownPiece, shownPiece } from './conversation-piece.ts';

/** What to take out of a conversation. */
export interface CollectOptions {
  /** What to look for; empty: everything is taken. */
  readonly finders: readonly MatchFinder[];
  /** How many pieces to take before and after each that holds something. */
  readonly context: number;
}

/**
 * Collects the pieces of transcripts that hold something of what is looked for, with those around
 * them, in groups without a gap inside. A group does not reach beyond its transcript.
 */
export function collectPieces(
  files: readonly string[],
  { finders, context }: CollectOptions,
): { readonly groups: ShownPiece[][]; readonly problems: readonly FindProblem[] } {
  const groups: ShownPiece[][] = [];
  const isWhole = finders.length === 0;
  let before: ShownPiece[] = [];
  let after = 0;
  let isGap = true;
  let file: string | undefined;
  // Claude Code writes the title down again and again.
  const titles = new Set<string>();
  const problems = readSession(files, {
    onPiece(said) {
      if (said.text.trim() === '') return;
      if (said.speaker === 'title') {
        if (titles.has(said.text)) return;
        titles.add(said.text);
      }
      if (said.file !== file) {
        file = said.file;
        before = [];
        after = 0;
        isGap = true;
      }
      const piece = shownPiece(said, finders);
      const isMatch = finders.some(({ findAll }) => findAll(said.text).length > 0);
      if (isWhole || isMatch || after > 0) {
        if (isGap) groups.push([]);
        groups.at(-1)?.push(...before, piece);
        before = [];
        isGap = false;
        after = isMatch ? context : after - 1;
        return;
      }
      before.push(piece);
      if (before.length <= context) return;
      before.shift();
      isGap = true;
    },
  });
  // With nothing wanted around a match, gaps are everywhere and tell nothing.
  return { groups: context > 0 || isWhole ? groups : [groups.flat()], problems };
}
