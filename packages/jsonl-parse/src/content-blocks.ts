import { isObject, type JsonObject } from './json-object.ts';

/** A block of a message: `type` says what else is in it. */
export interface ContentBlock extends JsonObject {
  readonly type: string;
}

/**
 * Lists the content blocks of a message or of a tool result, whatever form its `content` has: a
 * string, or a string where a block is expected, becomes a text block; anything else that is no
 * block is left out.
 *
 * @example
 * contentBlocks({ role: 'user', content: 'Hello' }); // [{ type: 'text', text: 'Hello' }]
 */
export function contentBlocks(message: unknown): ContentBlock[] {
  const content = isObject(message) ? message['content'] : undefined;
  const items: unknown[] = Array.isArray(content) ? content : [content];
  return items.flatMap((item) => {
    if (typeof item === 'string') return [{ type: 'text', text: item }];
    return isObject(item) && typeof item['type'] === 'string' ? [item as ContentBlock] : [];
  });
}
