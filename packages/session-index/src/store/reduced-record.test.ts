import { type JsonObject, parseObject } from '@cco/jsonl-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFacts, NO_FACTS } from '../transcript-facts.ts';
import { callsOf } from './call-lines.ts';
import { type MessagePart, mergeParts } from './message-part.ts';
import { createRecordReducer } from './reduced-record.ts';
import { toolResultsOf } from './tool-results.ts';
import { readUsageLine } from './usage-lines.ts';

// Reading only what is wanted must give what parsing gives, whatever a record holds.

/** Texts that look like what is looked for. */
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
    output_tokens: fc.oneof(fc.nat(), fc.constantFrom('7', -1, 1.5, null)),
    cache_creation_input_tokens: fc.nat(),
    cache_read_input_tokens: fc.nat(),
    cache_creation: fc.oneof(
      fc.record({
        ephemeral_5m_input_tokens: fc.nat(),
        ephemeral_1h_input_tokens: fc.nat(),
      }),
      fc.constantFrom(null, 7, []),
    ),
    server_tool_use: fc.record({ web_search_requests: fc.nat(), other: fc.nat() }),
    service_tier: fc.constantFrom('batch', null),
    inference_geo: fc.constantFrom('us', ''),
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
/** Spells values with escapes, which change nothing. */
function inDisguise(text: string): string {
  return text.replace(/(?<=: ?")[a-z]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
}

/** Lines as they are found: whole, several on one, torn ones in front of whole ones. */
const line = fc
  .tuple(
    fc.array(record, { minLength: 1, maxLength: 2 }),
    fc.constantFrom(undefined, undefined, 1),
    fc.option(fc.nat(), { freq: 4, nil: undefined }),
  )
  .map(([records, space, cut]) => {
    const texts = records.map((one) => {
      const text = JSON.stringify(one, null, space).replaceAll('\n', ' ');
      return cut === undefined || cut % 4 > 0 ? text : inDisguise(text);
    });
    const [first = '', ...rest] = texts;
    return [
      cut === undefined || cut % 4 === 0 ? first : first.slice(0, cut % first.length),
      ...rest,
    ].join('');
  });
const times = fc.constantFrom(
  '2026-03-02T09:00:00.000Z',
  '2026-03-02T09:00:01.000Z',
  '2026-03-02T08:59:59.000Z',
  '2026-00-02T09:00:00.000Z',
  'no time',
);
const uuid = fc.constantFrom('u1', 'u2');
/** Lines of one answer, with ids and times that change, and some that are of another. */
const repeats = fc
  .record({
    base: record,
    changes: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ timestamp: times, uuid }) },
        { weight: 1, arbitrary: fc.record({ timestamp: times, requestId: fc.constant('other') }) },
        { weight: 1, arbitrary: fc.record({ timestamp: times, agentId: fc.constant('a1') }) },
        {
          weight: 2,
          arbitrary: fc.record({
            type: fc.constant('assistant'),
            timestamp: times,
            message: fc.record({
              model: fc.constant('claude-opus-5'),
              id: fc.constantFrom('msg_1', 'msg_2'),
              usage: fc.constantFrom(
                { input_tokens: 10, output_tokens: 500 },
                { input_tokens: 1, output_tokens: 1, note: 'x'.repeat(1200) },
              ),
            }),
          }),
        },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ base, changes }) => changes.map((change) => JSON.stringify({ ...base, ...change })));
const lines = fc
  .array(
    fc.oneof(
      line.map((one) => [one]),
      repeats,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.flat());

/** Collects what the store takes from records, lines of one message merged. */
function collector() {
  const parts = new Map<string, MessagePart>();
  const invalid: string[] = [];
  const calls: unknown[] = [];
  const results: unknown[] = [];
  return {
    all: { parts, invalid, calls, results },
    take(given: JsonObject): void {
      readUsageLine(given, {
        onPart(part) {
          const before = parts.get(part.key);
          parts.set(part.key, before ? mergeParts(before, part) : part);
        },
        onInvalid: (problem) => invalid.push(problem),
      });
      calls.push(...callsOf(given).map((call) => ({ ...call, input: JSON.parse(call.input) })));
      results.push(...toolResultsOf(given));
    },
  };
}

const SETTLED = { ...NO_FACTS, isConversation: true, prompt: 'p', cwd: '/' };
const UNSETTLED = { ...NO_FACTS, prompt: 'p' };

describe('createRecordReducer', () => {
  it('gives of each line what parsing gives', () => {
    const reducer = createRecordReducer();
    const seen = { parsed: 0, reduced: 0 };
    fc.assert(
      fc.property(lines, (sources) => {
        const [fast, slow] = [collector(), collector()];
        for (const source of sources) {
          const bytes = Buffer.from(`x${source}y`);
          const reduced = reducer.reduce(bytes, 1, bytes.length - 1);
          const parsed = parseObject(source);
          if (parsed) slow.take(parsed);
          if (reduced === undefined) {
            seen.parsed++;
            if (parsed) fast.take(parsed);
            continue;
          }
          seen.reduced++;
          fast.take(reduced);
          expect(parsed).toBeDefined();
          const { type } = reduced;
          const facts = addFacts(UNSETTLED, { type, cwd: reducer.folder() }, '-code-b');
          expect(facts).toEqual(addFacts(UNSETTLED, parsed as JsonObject, '-code-b'));
          expect(addFacts(SETTLED, parsed as JsonObject, '')).toEqual(SETTLED);
          expect(reducer.session()).toEqual(parsed?.['sessionId']);
          expect(parsed?.['type']).not.toBe('cost-state');
        }
        expect(fast.all).toEqual(slow.all);
      }),
      { numRuns: 4000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  it.each([
    [
      'a whole record behind a torn one',
      '{"type":"progress","data":{"type":"bash_progress","output":"ab',
    ],
    ['a whole record behind another', '{"type":"system","content":"done"}'],
  ])('leaves %s to the parser', (_, before) => {
    const bytes = Buffer.from(`${before}{"parentUuid":null,"type":"assistant","message":{}}`);
    expect(createRecordReducer().reduce(bytes, 0, bytes.length)).toBeUndefined();
  });
});
