import { createRandom, type Random } from './random.ts';

/** Makes identifiers in the shapes that Claude Code and the API use. */
export interface Ids {
  /** A UUID (version 4 shape): session ids, record ids, prompt ids. */
  uuid(): string;
  /** `msg_01…`, an API message. */
  message(): string;
  /** `req_011C…`, an API request. */
  request(): string;
  /** `toolu_01…`, a tool call. */
  toolUse(): string;
  /** A subagent of the present layout: `a` and 16 hexadecimal digits. */
  agent(): string;
  /** A subagent of the old layout: 8 hexadecimal digits. */
  oldAgent(): string;
  /** `wf_` and 8-3 hexadecimal digits, a workflow run. */
  workflow(): string;
}

/**
 * Creates a deterministic sequence of identifiers.
 *
 * @example
 * createIds(1).uuid() === createIds(1).uuid(); // true
 */
export function createIds(seed: number): Ids {
  const random = createRandom(seed);
  return {
    uuid: () => uuidFrom(random),
    message: () => `msg_01${letters(random, BASE62, 22)}`,
    request: () => `req_011C${letters(random, BASE62, 20)}`,
    toolUse: () => `toolu_01${letters(random, BASE62, 22)}`,
    agent: () => `a${letters(random, HEX, 16)}`,
    oldAgent: () => letters(random, HEX, 8),
    workflow: () => `wf_${letters(random, HEX, 8)}-${letters(random, HEX, 3)}`,
  };
}

const HEX = '0123456789abcdef';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function uuidFrom(random: Random): string {
  const hex = letters(random, HEX, 30);
  const variant = '89ab'[random.below(4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}

function letters(random: Random, alphabet: string, count: number): string {
  let text = '';
  for (let index = 0; index < count; index++) text += alphabet[random.below(alphabet.length)];
  return text;
}
