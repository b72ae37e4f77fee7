import { createIds } from '../ids.ts';
import { createRandom, mix } from '../random.ts';

/** What the lines of one API message repeat. */
export interface ApiMessage {
  readonly id: string;
  readonly requestId: string;
  /** Output tokens that the last line has. */
  readonly output: number;
  /** Output tokens on the lines before it: the same, or the placeholder of the stream's start. */
  readonly earlyOutput: number;
  /** Writes the usage object with this many output tokens. */
  usage(output: number): string;
}

/** Share of the messages whose lines disagree on the output tokens. */
const GROWING_SHARE = 0.32;

/**
 * Makes the message with a number in a conversation. The same numbers give the same message, so
 * that a progress record can show what also stands in the subagent's own file.
 */
export function apiMessage(conversationSeed: number, index: number, isClaude: boolean): ApiMessage {
  const seed = mix(conversationSeed, index);
  const ids = createIds(seed);
  const random = createRandom(mix(seed, 1));
  const output = 20 + Math.floor(Math.exp(5.2 + 1.1 * random.normal()));
  const write = random.below(6000);
  const oneHour = random.chance(0.5);
  const counters = isClaude
    ? `"input_tokens":${1 + random.below(24)},"cache_creation_input_tokens":${write},` +
      `"cache_read_input_tokens":${8000 + random.below(120_000)},"cache_creation":` +
      `{"ephemeral_5m_input_tokens":${oneHour ? 0 : write},"ephemeral_1h_input_tokens":${oneHour ? write : 0}}`
    : `"input_tokens":${2000 + random.below(60_000)},"cache_creation_input_tokens":0,` +
      `"cache_read_input_tokens":${random.below(40_000)}`;
  const ending = isClaude ? ',"service_tier":"standard","inference_geo":"not_available"' : '';
  return {
    id: ids.message(),
    requestId: ids.request(),
    output,
    earlyOutput: random.chance(GROWING_SHARE) ? 1 + random.below(12) : output,
    usage: (tokens) => `{${counters},"output_tokens":${tokens}${ending}}`,
  };
}
