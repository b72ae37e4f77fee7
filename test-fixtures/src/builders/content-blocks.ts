/** One block of an assistant message, as the API sends it. */
export type AssistantBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | {
      readonly type: 'tool_use';
      readonly id?: string | undefined;
      readonly name: string;
      readonly input: unknown;
    };

/** Makes a text block. */
export function textBlock(text: string): AssistantBlock {
  return { type: 'text', text };
}

/** Makes a thinking block. Newer versions keep only the signature: pass an empty text for those. */
export function thinkingBlock(
  thinking: string,
  signature = 'EqQBCkYIBxgCKkDmade+up/AA==',
): AssistantBlock {
  return { type: 'thinking', thinking, signature };
}

/** Makes a tool call; without an id, the transcript gives it one. */
export function toolUseBlock(name: string, input: unknown, id?: string): AssistantBlock {
  return { type: 'tool_use', id, name, input };
}

/** The token counters of one API message. */
export interface UsageFixture {
  input_tokens: number;
  output_tokens: number;
  cache_creation_input_tokens?: number | undefined;
  cache_read_input_tokens?: number | undefined;
  cache_creation?:
    | { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number }
    | undefined;
  server_tool_use?: { web_search_requests: number; web_fetch_requests: number } | undefined;
  service_tier?: string | null | undefined;
  speed?: string | null | undefined;
  inference_geo?: string | null | undefined;
  [key: string]: unknown;
}

/**
 * Makes a usage object: 4 input, 320 output, 1,200 cache write (5 minutes) and 18,000 cache read
 * tokens unless told otherwise.
 *
 * @example
 * usage({ output_tokens: 7 }).output_tokens; // 7
 */
export function usage(overrides: Partial<UsageFixture> = {}): UsageFixture {
  return {
    input_tokens: 4,
    cache_creation_input_tokens: 1200,
    cache_read_input_tokens: 18_000,
    cache_creation: { ephemeral_5m_input_tokens: 1200, ephemeral_1h_input_tokens: 0 },
    output_tokens: 320,
    service_tier: 'standard',
    ...overrides,
  };
}
