import { readSession, type TextSnippet } from '@cco/session-index/text';
import { type ShownPiece, shownPiece } from './conversation-piece.ts';

/** What was said around a match, in order. */
export interface Surroundings {
  readonly before: readonly ShownPiece[];
  readonly after: readonly ShownPiece[];
}

/**
 * Reads the pieces of the conversation before and after a match, from the transcript that holds it.
 *
 * @param count - How many on each side.
 */
export function surroundingsOf({ file, position }: TextSnippet, count: number): Surroundings {
  const before: ShownPiece[] = [];
  const after: ShownPiece[] = [];
  let isBehind = false;
  readSession([file], {
    onPiece(said) {
      if (said.text.trim() === '') return;
      if (said.offset === position.offset && said.piece === position.piece) isBehind = true;
      else if (!isBehind) {
        before.push(shownPiece(said, []));
        if (before.length > count) before.shift();
      } else if (after.length < count) after.push(shownPiece(said, []));
    },
  });
  return { before, after };
}
