import { type JsonObject, parseObject } from '@cco/jsonl-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFacts, NO_FACTS } from '../transcript-facts.ts';
import { callsOf } from './call-lines.ts';
import { kindOfLine } from './line-kind.ts';
import type { MessagePart } from './message-part.ts';
import { parseRecord } from './parse-record.ts';
import { skimResults, toolResultsOf } from './tool-results.ts';
import { readUsageLine } from './usage-lines.ts';

// The short cuts around parsing must give what parsing gives, whatever a record holds.

/** Texts that look like what the short cuts look for. */
const tricky = fc.constantFrom(
  '"usage":{"input_tokens":9}',
  '],"stop_reason":',
  '{"parentUuid":null',
  '}{"',
  '{"',
  '}',
  '"is_error":true',
  '"tool_use_id":"toolu_9"',
  '"type":"tool_use"',
  '"toolUseResult"',
  'naïve 日本 🦊',
  '\u0000',
  '\\',
  '"',
  'usage',
);
const text = fc
  .array(fc.oneof(tricky, fc.string({ unit: 'grapheme', maxLength: 8 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));
const keys = fc.constantFrom('usage', 'content', 'stop_reason', 'type', 'is_error', 'a', 'ü');
const nested = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const toolUse = fc.record({
  type: fc.constantFrom('tool_use', 'server_tool_use'),
  id: fc.constantFrom('toolu_1', 'toolu_2', ''),
  name: fc.constantFrom('Bash', 'mcp__ä__x'),
  input: nested,
});
const textBlock = fc.record({ type: fc.constantFrom('text', 'thinking'), text });
const toolResult = fc.oneof(
  fc.record({
    tool_use_id: fc.constantFrom('toolu_1', 'toolu_ü'),
    type: fc.constant('tool_result'),
    content: fc.oneof(text, fc.array(fc.oneof(textBlock, nested), { maxLength: 2 })),
  }),
  fc.record({
    type: fc.constant('tool_result'),
    tool_use_id: fc.constantFrom('toolu_2', 'toolu_3'),
    content: text,
    is_error: fc.constantFrom(true, false),
  }),
);
const usage = fc.record(
  {
    input_tokens: fc.nat(),
    output_tokens: fc.oneof(fc.nat(), fc.constant('7')),
    speed: fc.constantFrom('fast', 'größer'),
    iterations: fc.constant([{ type: 'advisor_message', model: 'opüs', input_tokens: 3 }]),
  },
  { requiredKeys: ['input_tokens'] },
);
const message = fc.record(
  {
    model: fc.constantFrom('claude-opus-5', '模型', '<synthetic>'),
    id: fc.constantFrom('msg_1', 'msg_2'),
    content: fc.oneof(
      text,
      fc.array(fc.oneof(textBlock, toolUse, toolResult, nested), { maxLength: 3 }),
    ),
    stop_reason: fc.constantFrom(null, 'end_turn'),
    stop_sequence: fc.constant(null),
    usage: fc.oneof(usage, fc.constant(null)),
  },
  { requiredKeys: [] },
);
const userMessage = fc.record({
  role: fc.constant('user'),
  content: fc.oneof(text, fc.array(fc.oneof(textBlock, toolResult), { maxLength: 3 })),
});
const envelope = {
  parentUuid: fc.constantFrom(null, 'u1'),
  isSidechain: fc.boolean(),
  cwd: fc.constantFrom('/code/ä', '/code/b'),
  sessionId: fc.constant('s1'),
  timestamp: fc.constant('2026-03-02T09:00:00.000Z'),
};
const record = fc.oneof(
  fc.record({ ...envelope, message, requestId: fc.constant('r'), type: fc.constant('assistant') }),
  fc.record({
    ...envelope,
    type: fc.constant('user'),
    message: userMessage,
    toolUseResult: nested,
  }),
  fc.record({ ...envelope, message, type: fc.constant('user') }),
  fc.record({
    ...envelope,
    type: fc.constant('progress'),
    data: fc.record({
      type: fc.constantFrom('agent_progress', 'bash_progress', 'hook_progress'),
      message: fc.record({ type: fc.constantFrom('assistant', 'user'), message }),
      normalizedMessages: fc.constant([]),
    }),
  }),
  fc.record({ ...envelope, attachment: nested, type: fc.constant('attachment') }),
  fc.record({ ...envelope, type: fc.constant('system'), content: text }),
  fc.record({
    type: fc.constantFrom('queue-operation', 'ai-title', 'summary', 'cost-state', 'mode'),
    aiTitle: text,
    summary: text,
    content: text,
  }),
);
const line = fc
  .tuple(fc.array(record, { minLength: 1, maxLength: 2 }), fc.constantFrom(undefined, 1))
  .map(([records, space]) => {
    const texts = records.map((one) => JSON.stringify(one, null, space).replaceAll('\n', ' '));
    return { records: texts.map((one): JsonObject => JSON.parse(one)), source: texts.join('') };
  });

/** What the store takes from a record. */
function taken(given: JsonObject, decode?: (text: string) => string) {
  const parts: MessagePart[] = [];
  const invalid: string[] = [];
  readUsageLine(given, {
    onPart: (part) => parts.push(part),
    onInvalid: (problem) => invalid.push(problem),
  });
  return { parts, invalid, calls: callsOf(given, decode) };
}

const SETTLED = { ...NO_FACTS, isConversation: true, prompt: 'p', cwd: '/' };

describe('the short cuts', () => {
  it('give what parsing gives', () => {
    const seen = { nothing: 0, user: 0, record: 0 };
    fc.assert(
      fc.property(line, ({ records, source }) => {
        const bytes = Buffer.from(`x${source}y`);
        const end = bytes.length - 1;
        const kind = kindOfLine(bytes, 1, end);
        const parsed = parseObject(source);
        if (kind === 'nothing') {
          for (const one of records) {
            expect(taken(one)).toEqual({ parts: [], invalid: [], calls: [] });
            expect(toolResultsOf(one)).toEqual([]);
            expect(addFacts(SETTLED, one, '')).toEqual(SETTLED);
            expect(one['type']).not.toBe('cost-state');
          }
        } else if (kind === 'user') {
          const ids = skimResults(bytes, 1, end);
          if (ids === undefined) return;
          expect(parsed?.['type']).toBe('user');
          const results = toolResultsOf(parsed as JsonObject);
          expect(results.map(({ id }) => id)).toEqual(ids);
          expect(results.every(({ outcome }) => outcome === 'ok')).toBe(true);
        } else {
          const raw = parseRecord(bytes, 1, end);
          if (raw === undefined) expect(parsed).toBeUndefined();
          else if (['assistant', 'progress'].includes(raw.record['type'] as string)) {
            expect(taken(raw.record, raw.decode)).toEqual(taken(parsed as JsonObject));
          }
        }
        seen[kind]++;
      }),
      { numRuns: 3000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
  });
});
