import { type JsonObject, type Position, parseJsonlFile } from '@cco/jsonl-parse';
import { type ConversationPiece, conversationText } from '../conversation-text.ts';
import { createLineFilter } from '../line-filter.ts';
import type { SourceFile } from './file-filter.ts';
import type { TermMatcher } from './term-matcher.ts';

/** How pieces of a conversation are read. */
export interface ReadPiecesOptions extends SourceFile {
  /** What is looked for: pieces that hold nothing of it may be left out. Asked anew for each chunk. */
  wanted(): readonly TermMatcher[];
  /** A byte at which a line begins a record: what is in front of it is not read. @default 0 */
  readonly from?: number | undefined;
  /** Reads only the records that begin at these offsets. @default all */
  readonly offsets?: readonly number[] | undefined;
  onPiece(piece: ConversationPiece, record: JsonObject, place: PiecePlace): void;
}

/** Where a piece stands in a transcript. */
export interface PiecePlace {
  /** Byte at which the line of its record begins. */
  readonly offset: number;
  /** Which of the record's pieces it is, counted from 0. */
  readonly piece: number;
}

/**
 * Reads the conversation text of a transcript, until nothing is wanted any more.
 *
 * @returns Why it could not be read, or undefined.
 */
export function readPieces({
  path,
  mayEscape,
  wanted,
  from = 0,
  offsets,
  onPiece,
}: ReadPiecesOptions): string | undefined {
  let failure: string | undefined;
  const read = (start: Position, isOne: boolean): void => {
    let isRead = false;
    parseJsonlFile(
      path,
      {
        accept: createLineFilter((bytes) =>
          wanted().some((matcher) => matcher.mayOccur(bytes, mayEscape)),
        ),
        onRecord(record, { offset }) {
          if (isOne && isRead) return;
          isRead = true;
          for (const [place, piece] of conversationText(record).entries()) {
            if (wanted().length > 0) onPiece(piece, record, { offset, piece: place });
          }
        },
        onProblem({ code, message }) {
          if (code === 'unreadable') failure = message;
        },
      },
      { start, until: () => wanted().length === 0 || (isOne && isRead) },
    );
  };
  if (offsets === undefined) read({ offset: from, line: 1 }, false);
  else for (const offset of offsets) read({ offset, line: 1 }, true);
  return failure;
}
