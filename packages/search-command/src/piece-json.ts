import type { ShownPiece } from './conversation-piece.ts';

/** Gives the keys of a piece in JSON. Apart from what reads conversations: a list needs none of it. */
export function pieceJson({ ranges, ...piece }: ShownPiece) {
  return { ...piece, ...(ranges.length > 0 && { ranges }) };
}
