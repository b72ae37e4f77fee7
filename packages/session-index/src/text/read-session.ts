import { contentBlocks, type JsonObject, parseJsonlFile } from '@cco/jsonl-parse';
import { type ConversationPiece, conversationText } from '../conversation-text.ts';
import type { FindProblem } from '../find-transcripts.ts';
import { createLineFilter } from '../line-filter.ts';
import type { MatchFinder } from './match-finder.ts';
import type { PiecePlace } from './read-pieces.ts';

/** A piece of a conversation, whole and as it was recorded: secrets and controls are in it. */
export interface SaidPiece extends ConversationPiece, PiecePlace {
  /** The transcript it stands in. */
  readonly file: string;
  /** When it was said, as recorded. */
  readonly timestamp: string | undefined;
  /** The tool that was called, or whose result it is. */
  readonly tool: string | undefined;
}

/** Settings of {@link readSession}. */
export interface ReadSessionOptions {
  onPiece(piece: SaidPiece): void;
  /** Leaves out records that hold none of these. @default nothing is left out */
  readonly holding?: readonly MatchFinder[] | undefined;
}

/**
 * Reads what was said in transcripts of a session, file by file. Copies of a session repeat each
 * other: a record that an earlier file holds, by its `uuid`, is read once, and so is a title.
 *
 * @returns Files that could not be read.
 */
export function readSession(
  files: readonly string[],
  { onPiece, holding }: ReadSessionOptions,
): FindProblem[] {
  const problems: FindProblem[] = [];
  const known = new Set<string>();
  for (const file of files) {
    const own: string[] = [];
    /** Tools by the ids of their calls. */
    const tools = new Map<unknown, string>();
    parseJsonlFile(file, {
      ...(holding && { accept: filterFor(holding) }),
      onRecord(record, { offset }) {
        const { timestamp } = record;
        const key = keyOf(record);
        if (key !== undefined && files.length > 1) {
          if (known.has(key)) return;
          own.push(key);
        }
        const time = typeof timestamp === 'string' ? timestamp : undefined;
        for (const [piece, said] of piecesOf(record, tools).entries()) {
          onPiece({ ...said, file, offset, piece, timestamp: time });
        }
      },
      onProblem({ code, message }) {
        if (code === 'unreadable') problems.push({ file, message });
      },
    });
    for (const key of own) known.add(key);
  }
  return problems;
}

function keyOf(record: JsonObject): string | undefined {
  const { type, uuid } = record;
  if (type === 'user' || type === 'assistant') return typeof uuid === 'string' ? uuid : undefined;
  const [title] = conversationText(record);
  return title && `${type} ${title.text}`;
}

function filterFor(holding: readonly MatchFinder[]) {
  return createLineFilter((bytes) => holding.some(({ mayOccur }) => mayOccur(bytes)));
}

type Said = Pick<SaidPiece, 'speaker' | 'text' | 'tool'>;

/** The pieces as `conversationText` lists them, block by block, so that each is known with its tool. */
function piecesOf(record: JsonObject, tools: Map<unknown, string>): Said[] {
  const { type, message } = record;
  if (type !== 'user' && type !== 'assistant') {
    return conversationText(record).map((piece) => ({ ...piece, tool: undefined }));
  }
  return contentBlocks(message).flatMap((block) => {
    const { id, name, tool_use_id } = block;
    if (block.type === 'tool_use' && typeof name === 'string') tools.set(id, name);
    const call = block.type === 'tool_use' ? id : tool_use_id;
    const tool = call === undefined ? undefined : tools.get(call);
    return conversationText({ type, message: { content: [block] } }).map((piece) => ({
      ...piece,
      tool,
    }));
  });
}
