import fc from 'fast-check';
import { times } from './random-lines.ts';

// Answers that differ from usual ones in one thing, if at all; many are of the same message.

type Twist = (record: Answer) => unknown;
interface Answer extends Record<string, unknown> {
  message: Record<string, unknown> & { usage: Record<string, unknown>; content: Call[] };
}
interface Call extends Record<string, unknown> {
  input?: unknown;
}

/** Twists that put one of some values in one place. */
function twists(
  values: readonly unknown[],
  put: (record: Answer, value: unknown) => void,
): Twist[] {
  return values.map((value) => (record) => put(record, value));
}
const ofCalls =
  (put: (call: Call, value: unknown) => void) =>
  (record: Answer, value: unknown): void => {
    for (const call of record.message.content) put(call, value);
  };
const TEXTS = ['', 'a"b', 'C:\\code', '\u0007', 'ü', 7, null, true, ['x'], undefined];
const INPUTS = [
  { command: 'x'.repeat(1500) },
  { command: 'x'.repeat(8190), description: 'y'.repeat(990) },
  { command: 'x'.repeat(8193) },
  { command: 'ä'.repeat(5000) },
  { description: 'y'.repeat(1025) },
  { pattern: '[a-z]{2}' },
  { pattern: 'a\u0001b', path: 'C:\\users' },
  { command: ['ls'] },
  { command: { content: 'x' } },
  { file_path: '/a', content: 'x'.repeat(3000) },
  { content: 'x', file_path: '/a' },
  { old_string: '{', new_string: '[', file_path: '/a' },
  { content: { deep: ['x'] } },
  { a: 1, content: null, b: 2, contents: '', c: 3 },
  { content: 'only' },
  { edits: [{ old_string: 'x' }] },
  JSON.parse('{"__proto__":"x","command":"ls"}'),
  'text',
  ['list'],
  null,
  {},
  undefined,
];
const MOST_TWISTS: Twist[] = [
  ...twists(
    TEXTS,
    ofCalls((call, value) => {
      call['id'] = value;
    }),
  ),
  ...twists(
    TEXTS,
    ofCalls((call, value) => {
      call['name'] = value;
    }),
  ),
  ...twists(
    ['text', 'server_tool_use', ...TEXTS],
    ofCalls((call, value) => {
      call['type'] = value;
    }),
  ),
  ...twists(
    INPUTS,
    ofCalls((call, value) => {
      call.input = value;
    }),
  ),
  ...[
    'cwd',
    'sessionId',
    'agentId',
    'requestId',
    'uuid',
    'attributionSkill',
    'attributionAgent',
    'attributionMcpServer',
    'costUSD',
    'forkedFrom',
    'isSidechain',
    'timestamp',
  ].flatMap((name) =>
    twists(['/code/c', 's2', ...TEXTS], (record, value) => {
      record[name] = value;
    }),
  ),
  ...['id', 'model', 'stop_reason'].flatMap((name) =>
    twists(['<synthetic>', 'other', ...TEXTS], (record, value) => {
      record.message[name] = value;
    }),
  ),
  ...['input_tokens', 'output_tokens', 'cache_read_input_tokens'].flatMap((name) =>
    twists([0, 7, 999_999_999_999, 1e12, 1e13, 1.5, -1, '7', null, undefined], (record, value) => {
      record.message.usage[name] = value;
    }),
  ),
  ...['speed', 'service_tier', 'inference_geo', 'iterations', 'cache_creation'].flatMap((name) =>
    twists(
      [
        'fast',
        [{ type: 'advisor_message', model: 'm', input_tokens: 3 }],
        [{ type: 'message' }],
        { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 6 },
        ...TEXTS,
      ],
      (record, value) => {
        record.message.usage[name] = value;
      },
    ),
  ),
  ...twists([null, 'text', { input_tokens: 0 }], (record, value) => {
    Object.assign(record.message, { usage: value });
  }),
];
/** Spelt with an escape, a key is the same key. */
function withEscapedKey(line: string): string {
  return line.replace('"content":"x', '"\\u0063ontent":"x').replace('"id":', '"i\\u0064":');
}
const RESPELT = {
  plain: (line: string) => line,
  spaced: (line: string) => line.replaceAll('\n', ' '),
  tabbed: (line: string) => line.replaceAll('\n', '\t').replaceAll('": ', '"\r:\t'),
  escaped: withEscapedKey,
  // Of a key that stands there twice, the last counts.
  doubled: (line: string) =>
    line.replace('"id":"toolu', '"id":"other","id":"toolu').replace('"content":', '"content":1,$&'),
};
/** Answers, each with a twist or none, in the order and the spelling that they are found in. */
export const answers = fc
  .array(
    fc.record({
      id: fc.constantFrom('msg_1', 'msg_1', 'msg_1', 'msg_2'),
      time: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(1, 2, 3) }, times),
      calls: fc.nat({ max: 2 }),
      output: fc.nat({ max: 9 }),
      isFinal: fc.boolean(),
      isSidechain: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
      twist: fc.option(fc.constantFrom(...MOST_TWISTS), { freq: 3, nil: undefined }),
      spelling: fc.constantFrom<keyof typeof RESPELT>(
        'plain',
        'plain',
        'plain',
        'plain',
        'spaced',
        'tabbed',
        'escaped',
        'doubled',
      ),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) =>
    all.map(({ id, time, calls, output, isFinal, isSidechain, twist, spelling }, index) => {
      const record: Answer = {
        type: 'assistant',
        sessionId: 's1',
        cwd: '/code/b',
        requestId: 'r',
        isSidechain,
        timestamp: typeof time === 'number' && time < 9 ? `2026-03-02T09:00:0${time}.000Z` : time,
        message: {
          id,
          model: 'claude-opus-5',
          stop_reason: isFinal ? 'end_turn' : null,
          usage: { input_tokens: 3, output_tokens: output, cache_creation_input_tokens: index },
          content: Array.from({ length: calls }, (_, call) => ({
            type: 'tool_use',
            id: `toolu_${index}_${call}`,
            name: 'Bash',
            input: { command: `ls ${call}` },
          })),
        },
      };
      twist?.(record);
      const isSpaced = spelling === 'spaced' || spelling === 'tabbed';
      const line = JSON.stringify(record, null, isSpaced ? 1 : undefined);
      return RESPELT[spelling](line);
    }),
  );
