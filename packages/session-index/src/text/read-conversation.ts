import { type Position, parseJsonlFileAsync } from '@cco/jsonl-parse';
import { type ConversationPiece, conversationText } from '../conversation-text.ts';
import { createLineFilter } from '../line-filter.ts';
import type { MatchFinder } from './match-finder.ts';

/** A piece of a conversation, and when it was said. */
export interface SpokenPiece extends ConversationPiece {
  /** As recorded. */
  readonly timestamp: string | undefined;
}

/** How a conversation is read. */
export interface ConversationReading {
  /** Only pieces in which one of these finds something. @default all */
  readonly holding?: readonly MatchFinder[] | undefined;
  /** Where to go on: what an earlier reading gave. @default the beginning */
  readonly start?: Position | undefined;
  /** Asked now and then; true ends the reading there. @default never */
  readonly until?: (() => boolean) | undefined;
  onPiece(piece: SpokenPiece): void;
}

/**
 * Reads the conversation of a transcript as it was written down, without keeping the process from
 * other work.
 *
 * @returns Where a later reading goes on, and why this one failed, if it did.
 *
 * @example
 * const holding = createMatchFinders(parsed.query);
 * await readConversation(file, { holding, onPiece: ({ speaker, text }) => show(speaker, text) });
 */
export async function readConversation(
  file: string,
  { holding, start, until = () => false, onPiece }: ConversationReading,
): Promise<{ readonly next: Position; readonly failure: string | undefined }> {
  let failure: string | undefined;
  const accept =
    holding && createLineFilter((bytes) => holding.some(({ mayOccur }) => mayOccur(bytes)));
  const { next } = await parseJsonlFileAsync(
    file,
    {
      ...(accept && { accept }),
      onRecord(record) {
        const { timestamp } = record;
        const time = typeof timestamp === 'string' ? timestamp : undefined;
        for (const piece of conversationText(record)) {
          if (holding && !holding.some(({ findAll }) => findAll(piece.text).length > 0)) continue;
          onPiece({ ...piece, timestamp: time });
        }
      },
      onProblem({ code, message }) {
        if (code === 'unreadable') failure = message;
      },
    },
    { until, ...(start && { start }) },
  );
  return { next, failure };
}
