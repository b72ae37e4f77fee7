/** A small config folder that ccusage and we count differently, or alike. */
export interface Difference {
  /** What is in the transcripts, and the rule. */
  readonly name: string;
  /** Lines by the path of their file below `projects/-shop`. */
  readonly files: Readonly<Record<string, readonly object[] | string>>;
  /** What `ccusage claude daily --json --offline --mode calculate` 20.0.24 gives. */
  readonly ccusage: Figures;
  readonly ours: Figures;
}

/** Sums of a daily report. */
export interface Figures {
  readonly days: readonly string[];
  readonly tokens: number;
  /** Dollars, to a millionth. */
  readonly cost: number;
}

const DAY = '2026-06-10';

/** A line of a message; what matters to a case is given. */
function line(
  message: Readonly<Record<string, unknown>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): object {
  return {
    type: 'assistant',
    isSidechain: false,
    cwd: '/shop',
    sessionId: 'a',
    version: '2.1.200',
    uuid: 'u1',
    requestId: 'req_1',
    timestamp: `${DAY}T10:00:00.000Z`,
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-4-5-20251101',
      stop_reason: 'end_turn',
      usage: { input_tokens: 100, output_tokens: 0 },
      ...message,
    },
    ...fields,
  };
}

function used(usage: object, more: object = {}, fields: Readonly<Record<string, unknown>> = {}) {
  return line({ usage: { input_tokens: 0, output_tokens: 0, ...usage }, ...more }, fields);
}

const none: Figures = { days: [], tokens: 0, cost: 0 };
const plain: Figures = { days: [DAY], tokens: 100, cost: 0.0005 };
const split = { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 1000 };
const sonnet = { model: 'claude-sonnet-4-5-20250929' };
const early = { timestamp: '2026-02-10T10:00:00.000Z' };
const long = { input_tokens: 150_000, cache_read_input_tokens: 150_000, output_tokens: 1000 };

/** Each with both numbers. */
export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'a plain message is counted alike',
    files: { 'a.jsonl': [line()] },
    ccusage: plain,
    ours: plain,
  },
  {
    name: 'lines of one message with a request id count once, alike',
    files: { 'a.jsonl': [line(), line({}, { uuid: 'u2' })] },
    ccusage: plain,
    ours: plain,
  },
  {
    name: 'lines of one message without a request id count once; ccusage counts each',
    files: {
      'a.jsonl': [
        line({}, { requestId: undefined }),
        line({}, { uuid: 'u2', requestId: undefined, timestamp: `${DAY}T10:00:01.000Z` }),
      ],
    },
    ccusage: { days: ['2026-06-10'], tokens: 200, cost: 0.001 },
    ours: plain,
  },
  {
    name: 'a space after a colon makes no difference',
    files: { 'a.jsonl': JSON.stringify(line(), null, 1).replaceAll('\n', '') },
    ccusage: none,
    ours: plain,
  },
  {
    name: 'null makes no difference',
    files: { 'a.jsonl': [line({ stop_reason: null, container: null }, { agentId: null })] },
    ccusage: plain,
    ours: plain,
  },
  {
    name: 'null in place of a counter makes no difference',
    files: { 'a.jsonl': [used({ input_tokens: 100, cache_read_input_tokens: null })] },
    ccusage: none,
    ours: plain,
  },
  {
    name: 'a request id of null is none',
    files: { 'a.jsonl': [line({}, { requestId: null })] },
    ccusage: none,
    ours: plain,
  },
  {
    name: 'time stamps have any number of digits behind the seconds',
    files: { 'a.jsonl': [line({}, { timestamp: `${DAY}T10:00:00.123456Z` })] },
    ccusage: none,
    ours: plain,
  },
  {
    name: 'time stamps without a fraction of a second',
    files: { 'a.jsonl': [line({}, { timestamp: `${DAY}T10:00:00Z` })] },
    ccusage: plain,
    ours: plain,
  },
  {
    name: 'a message belongs to the day of its earliest line; for ccusage to that of its largest',
    files: {
      'a.jsonl': [
        used({ input_tokens: 90 }, {}, { timestamp: '2026-06-09T23:59:59.000Z' }),
        used({ input_tokens: 100 }, {}, { timestamp: `${DAY}T00:00:01.000Z`, uuid: 'u2' }),
      ],
    },
    ccusage: plain,
    ours: { days: ['2026-06-09'], tokens: 100, cost: 0.0005 },
  },
  {
    name: 'the larger count of a subagent stands against the one its progress shows',
    files: {
      'a.jsonl': [
        {
          type: 'progress',
          sessionId: 'a',
          cwd: '/shop',
          isSidechain: false,
          uuid: 'u9',
          timestamp: `${DAY}T10:00:02.000Z`,
          data: {
            type: 'agent_progress',
            agentId: 'a1',
            message: {
              type: 'assistant',
              uuid: 'u8',
              requestId: 'req_1',
              timestamp: `${DAY}T10:00:01.000Z`,
              message: {
                id: 'msg_1',
                model: 'claude-opus-4-5-20251101',
                usage: { input_tokens: 100, output_tokens: 7 },
              },
            },
          },
        },
      ],
      'a/subagents/agent-a1.jsonl': [
        used({ input_tokens: 100, output_tokens: 51 }, {}, { isSidechain: true, agentId: 'a1' }),
      ],
    },
    ccusage: { days: ['2026-06-10'], tokens: 107, cost: 0.000675 },
    ours: { days: ['2026-06-10'], tokens: 151, cost: 0.001775 },
  },
  {
    name: 'a counter in each line at its largest',
    files: {
      'a.jsonl': [
        used({ input_tokens: 100, output_tokens: 1 }),
        used({ input_tokens: 50, output_tokens: 40 }, {}, { uuid: 'u2' }),
      ],
    },
    ccusage: { days: ['2026-06-10'], tokens: 101, cost: 0.000525 },
    ours: { days: ['2026-06-10'], tokens: 140, cost: 0.0015 },
  },
  {
    name: 'a cache write of an hour costs twice the input',
    files: {
      'a.jsonl': [used({ cache_creation_input_tokens: 1000, cache_creation: split })],
    },
    ccusage: { days: ['2026-06-10'], tokens: 1000, cost: 0.01 },
    ours: { days: ['2026-06-10'], tokens: 1000, cost: 0.01 },
  },
  {
    name: 'above 200k every token of the request has the higher price',
    files: { 'a.jsonl': [used(long, sonnet, early)] },
    ccusage: { days: ['2026-02-10'], tokens: 301000, cost: 0.51 },
    ours: { days: ['2026-02-10'], tokens: 301000, cost: 1.0125 },
  },
  {
    name: 'above 200k of one class',
    files: { 'a.jsonl': [used({ input_tokens: 250_000, output_tokens: 1000 }, sonnet, early)] },
    ccusage: { days: ['2026-02-10'], tokens: 251000, cost: 0.915 },
    ours: { days: ['2026-02-10'], tokens: 251000, cost: 1.5225 },
  },
  {
    name: 'since 2026-04-30 a long prompt costs no more',
    files: { 'a.jsonl': [used({ input_tokens: 250_000, output_tokens: 1000 }, sonnet)] },
    ccusage: { days: ['2026-06-10'], tokens: 251000, cost: 0.915 },
    ours: { days: ['2026-06-10'], tokens: 251000, cost: 0.765 },
  },
  {
    name: 'new models have their price',
    files: { 'a.jsonl': [line({ model: 'claude-haiku-5-5' })] },
    ccusage: { days: ['2026-06-10'], tokens: 100, cost: 0 },
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0.00001 },
  },
  {
    name: 'a model that is not known has no price, and no guess',
    files: { 'a.jsonl': [line({ model: 'claude-opus-4-5-turbo-preview' })] },
    ccusage: plain,
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0 },
  },
  {
    name: "other makers' models have a price when you give one",
    files: { 'a.jsonl': [line({ model: 'kimi-k2.5' })] },
    ccusage: { days: ['2026-06-10'], tokens: 100, cost: 0.00006 },
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0 },
  },
  {
    name: 'a fast request costs six times as much for Opus 4.6',
    files: {
      'a.jsonl': [used({ input_tokens: 100, speed: 'fast' }, { model: 'claude-opus-4-6' })],
    },
    ccusage: { days: ['2026-06-10'], tokens: 100, cost: 0.003 },
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0.003 },
  },
  {
    name: 'a request that must stay in the US costs a tenth more',
    files: {
      'a.jsonl': [used({ input_tokens: 100, inference_geo: 'us' }, { model: 'claude-opus-4-6' })],
    },
    ccusage: plain,
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0.00055 },
  },
  {
    name: 'a batch costs half',
    files: { 'a.jsonl': [used({ input_tokens: 100, service_tier: 'batch' })] },
    ccusage: plain,
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0.00025 },
  },
  {
    name: 'searches of the web cost a cent each',
    files: {
      'a.jsonl': [used({ input_tokens: 100, server_tool_use: { web_search_requests: 3 } })],
    },
    ccusage: plain,
    ours: { days: ['2026-06-10'], tokens: 100, cost: 0.0305 },
  },
  {
    name: 'an advisor is a message of its own',
    files: {
      'a.jsonl': [
        used({
          input_tokens: 100,
          iterations: [
            { type: 'message', input_tokens: 100, output_tokens: 0 },
            {
              type: 'advisor_message',
              model: 'claude-opus-4-6',
              input_tokens: 200,
              output_tokens: 0,
            },
          ],
        }),
      ],
    },
    ccusage: { days: ['2026-06-10'], tokens: 300, cost: 0.0015 },
    ours: { days: ['2026-06-10'], tokens: 300, cost: 0.0015 },
  },
  {
    name: 'copies that were set aside do not count',
    files: { 'b.orphaned-1.jsonl': [line()] },
    ccusage: plain,
    ours: none,
  },
  {
    name: 'made-up messages do not count',
    files: { 'a.jsonl': [line({ model: '<synthetic>' })] },
    ccusage: { days: ['2026-06-10'], tokens: 100, cost: 0 },
    ours: none,
  },
];
