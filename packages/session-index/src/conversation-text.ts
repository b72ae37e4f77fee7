import { contentBlocks, isObject, type JsonObject } from '@cco/jsonl-parse';

/** Who said a piece of text. */
export type Speaker = 'user' | 'assistant' | 'thinking' | 'tool call' | 'tool result' | 'title';

/** A piece of what a conversation consists of. A search never matches across two pieces. */
export interface ConversationPiece {
  readonly speaker: Speaker;
  readonly text: string;
}

const TITLE_FIELDS: Readonly<Record<string, string>> = {
  'custom-title': 'customTitle',
  'ai-title': 'aiTitle',
  summary: 'summary',
};

/**
 * Lists the conversation text of a record: what a search covers. Of `user` and `assistant`
 * records (sidechain and meta ones too) the message's text, thinking, every string in the input
 * of tool calls at any depth (not the keys), and the text of tool results; of title records the
 * title. No ids, no time stamps, no `toolUseResult`, nothing of other records.
 */
export function conversationText(record: JsonObject): ConversationPiece[] {
  const type = record['type'];
  if (type === 'user' || type === 'assistant') return messageText(type, record['message']);
  const title = typeof type === 'string' ? record[TITLE_FIELDS[type] ?? ''] : undefined;
  return typeof title === 'string' ? [{ speaker: 'title', text: title }] : [];
}

function messageText(speaker: 'user' | 'assistant', message: unknown): ConversationPiece[] {
  return contentBlocks(message).flatMap((block): ConversationPiece[] => {
    switch (block.type) {
      case 'text':
        return piece(speaker, block['text']);
      case 'thinking':
        return piece('thinking', block['thinking']);
      case 'tool_use':
        return strings(block['input']).map((text) => ({ speaker: 'tool call', text }));
      case 'tool_result':
        return contentBlocks(block).flatMap((part) =>
          part.type === 'text' ? piece('tool result', part['text']) : [],
        );
      default:
        return [];
    }
  });
}

function piece(speaker: Speaker, text: unknown): ConversationPiece[] {
  return typeof text === 'string' ? [{ speaker, text }] : [];
}

/** Collects the string values of a tool's input; nesting is followed without recursion. */
function strings(input: unknown): string[] {
  const found: string[] = [];
  const open: unknown[] = [input];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) for (let i = value.length - 1; i >= 0; i--) open.push(value[i]);
    else if (isObject(value)) open.push(...Object.values(value).reverse());
  }
  return found;
}
