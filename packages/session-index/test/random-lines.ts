import fc from 'fast-check';

// Lines as they are found in transcripts, usual and unusual, sound and damaged.

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

/** Inputs with contents of files, long commands and long other texts. */
const input = fc.record(
  {
    content: nested,
    file_path: fc.constantFrom('/code/a.ts', 'C:\\code', '\u0007'),
    old_string: text,
    command: fc.constantFrom('ls', 'x'.repeat(1500), 'ä'.repeat(700), 'x'.repeat(9000)),
    description: fc.constantFrom('all files', 'y'.repeat(1000), 'y'.repeat(1100)),
    new_string: text,
    edits: nested,
  },
  { requiredKeys: [] },
);
const toolUse = fc.record(
  {
    type: fc.constantFrom('tool_use', 'server_tool_use', 'text'),
    id: fc.constantFrom('toolu_1', 'toolu_2', '', 7, 'ü'),
    name: fc.constantFrom('Bash', 'mcp__ä__x', 'a"b', null),
    input: fc.oneof(nested, input),
  },
  { requiredKeys: ['type', 'id', 'name'] },
);
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
    is_error: fc.constantFrom(true, false, 'true', null),
  }),
);
const usage = fc.record(
  {
    input_tokens: fc.oneof(fc.nat(), fc.constantFrom(0, 999_999_999_999, 1e12, 1e13, 1e300)),
    output_tokens: fc.oneof(fc.nat(), fc.constantFrom(0, '7', -1, 1.5, null)),
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
    iterations: fc.constantFrom(
      [{ type: 'advisor_message', model: 'opüs', input_tokens: 3 }],
      [{ type: 'message', input_tokens: 3 }, 7],
      { type: 'advisor_message' },
      null,
    ),
  },
  { requiredKeys: ['input_tokens'] },
);
const message = fc.record(
  {
    model: fc.constantFrom('claude-opus-5', 'claude-opus-5', '模型', '<synthetic>', '', 'a\\b', 5),
    id: fc.constantFrom('msg_1', 'msg_1', 'msg_2', '', null, 'ü'),
    content: fc.oneof(
      text,
      fc.array(fc.oneof(textBlock, toolUse, toolResult, nested), { maxLength: 3 }),
    ),
    stop_reason: fc.constantFrom(null, 'end_turn', 3),
    stop_sequence: fc.constant(null),
    usage: fc.oneof(usage, fc.constant(null)),
  },
  { requiredKeys: [] },
);
const userMessage = fc.record({
  role: fc.constant('user'),
  content: fc.oneof(text, fc.array(fc.oneof(textBlock, toolResult), { maxLength: 3 })),
});
/** Times of records, and what is none. */
export const times = fc.constantFrom(
  '2026-03-02T09:00:00.000Z',
  '2026-03-02T09:00:01.000Z',
  '2026-03-02T08:59:59.000Z',
  '2026-00-02T09:00:00.000Z',
  '2026-02-28T23:59:59.999Z',
  '2028-02-29T00:00:00.000Z',
  '2026-02-29T00:00:00.000Z',
  '2026-02-31T00:00:00.000Z',
  '2026-04-31T00:00:00.000Z',
  '2026-12-32T00:00:00.000Z',
  '2026-13-01T00:00:00.000Z',
  '2026-12-31T24:00:00.000Z',
  '2000-01-31T12:34:56.789Z',
  '1969-12-31T23:59:59.999Z',
  '2026-08-31T10:00:60.000Z',
  '2026-03-02T09:00:00Z',
  '2026-03-02T09:00:00.000+01:00',
  'no time',
  1_772_442_000_000,
);
const envelope = {
  parentUuid: fc.constantFrom(null, 'u1'),
  isSidechain: fc.boolean(),
  cwd: fc.constantFrom('/code/ä', '/code/b'),
  sessionId: fc.constant('s1'),
  timestamp: fc.oneof(times, fc.constant('2026-03-02T09:00:00.000Z')),
};
/** What only some answers have. */
const seldom = fc.record(
  {
    requestId: fc.constantFrom('r', 'r', null, ''),
    agentId: fc.constantFrom('a1', 'ä', '', null, 3),
    uuid: fc.constantFrom('u1', 'u2'),
    costUSD: fc.constantFrom(0.25, null, 'x'),
    forkedFrom: fc.constantFrom('s0', null),
    attributionAgent: fc.constantFrom('reviewer', 'a\\b'),
    attributionSkill: fc.constantFrom('pdf', ''),
    attributionMcpServer: fc.constantFrom('tracker', 7),
    sessionId: fc.constantFrom('s1', 's2', null),
    cwd: fc.constantFrom('', null, 'C:\\code', 'x'.repeat(1200)),
  },
  { requiredKeys: [] },
);
const record = fc.oneof(
  fc.record({ ...envelope, message, requestId: fc.constant('r'), type: fc.constant('assistant') }),
  fc
    .tuple(fc.record({ ...envelope, message, type: fc.constant('assistant') }), seldom)
    .map(([usual, rest]) => ({ ...usual, ...rest })),
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
export const lines = fc
  .array(
    fc.oneof(
      line.map((one) => [one]),
      repeats,
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.flat());
