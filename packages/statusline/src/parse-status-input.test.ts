import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatusInput } from './parse-status-input.ts';

const parse = (input: unknown) => parseStatusInput(JSON.stringify(input));

describe('parseStatusInput', () => {
  it('reads what Claude Code writes', () => {
    const input = parse({
      session_id: 'abc',
      transcript_path: '/home/mira/.claude/projects/-home-mira-code/abc.jsonl',
      model: { id: 'claude-opus-5', display_name: 'Opus' },
      workspace: { current_dir: '/home/mira/code/src', project_dir: '/home/mira/code' },
      cost: { total_cost_usd: 0.01234, total_duration_ms: 45000, total_lines_added: 156 },
      context_window: {
        context_window_size: 200000,
        used_percentage: 8,
        current_usage: {
          input_tokens: 8500,
          output_tokens: 1200,
          cache_creation_input_tokens: 5000,
          cache_read_input_tokens: 2000,
        },
      },
      fast_mode: true,
      effort: { level: 'high' },
      rate_limits: {
        five_hour: { used_percentage: 23.5, resets_at: 1738425600 },
        seven_day: { used_percentage: 41.2, resets_at: 1738857600 },
      },
      prompt_cache: { hit_ratio: 0.9 },
      worktree: { branch: 'fix/rounding' },
    });
    expect(input).toEqual({
      sessionId: 'abc',
      transcriptPath: '/home/mira/.claude/projects/-home-mira-code/abc.jsonl',
      model: { id: 'claude-opus-5', name: 'Opus' },
      fastMode: true,
      effort: 'high',
      projectFolder: '/home/mira/code',
      branch: 'fix/rounding',
      cost: { dollars: 0.01234, durationMs: 45000, linesAdded: 156, linesRemoved: undefined },
      context: { usedPercent: 8, tokens: 15500, windowSize: 200000 },
      rateLimits: [
        { name: '5h', usedPercent: 23.5, resetsAt: 1738425600000 },
        { name: '7d', usedPercent: 41.2, resetsAt: 1738857600000 },
      ],
      cacheHitRatio: 0.9,
    });
  });

  it.each([
    ['seconds', 1738425600, 1738425600000],
    ['milliseconds', 1738425600000, 1738425600000],
    ['a date', '2025-02-01T16:00:00Z', 1738425600000],
    ['seconds in a text', '1738425600', 1738425600000],
    ['no date', 'soon', undefined],
    ['zero', 0, undefined],
    ['a negative number', -1738425600, undefined],
    ['a number beyond dates', 1e17, undefined],
    ['a number beyond the calendar', 8e15, undefined],
    ['an object', {}, undefined],
    ['nothing', null, undefined],
  ])('takes %s for a moment', (_name, resets_at, resetsAt) => {
    const input = parse({ rate_limits: { five_hour: { used_percentage: 1, resets_at } } });
    expect(input?.rateLimits[0]?.resetsAt).toBe(resetsAt);
  });

  it('reads the limit of a gateway, with a share or without, and one that is new', () => {
    const rate_limits = {
      spend_limit: { used_usd: 30, limit_usd: 20 },
      seven_day_opus: { used_percentage: 4 },
      five_hour: null,
      toString: { used_percentage: 5 },
      other: { used_percentage: '5' },
    };
    expect(parse({ rate_limits })?.rateLimits).toMatchObject([
      { name: 'spend', usedPercent: 150, usedDollars: 30, limitDollars: 20 },
      { name: 'seven day opus', usedPercent: 4 },
      { name: 'toString', usedPercent: 5 },
    ]);
  });

  it.each([
    [0, 0],
    [100.5, 100.5],
    [137, 137],
    [1796083200, undefined],
    [1796083200000, undefined],
    [-1, undefined],
    ['23', undefined],
    [null, undefined],
  ])('takes a share of %j for %j', (used_percentage, usedPercent) => {
    const input = parse({ rate_limits: { five_hour: { used_percentage } } });
    expect(input?.rateLimits[0]?.usedPercent).toBe(usedPercent);
    const context = parse({ context_window: { used_percentage } })?.context;
    expect(context?.usedPercent).toBe(usedPercent);
  });

  it('accepts fields of later versions', () => {
    const prompt_cache = {
      warm: true,
      ttl: '5m',
      requests: 3,
      misses: 1,
      hit_ratio: 0.95,
      miss_causes: {},
    };
    const input = parse({
      prompt_id: 'p',
      effort: { level: 'medium' },
      prompt_cache,
      thinking: { enabled: true },
    });
    expect(input).toMatchObject({ effort: 'medium', cacheHitRatio: 0.95 });
    expect(parse({ effort: 'low', prompt_cache: { hit_ratio: null } })).toMatchObject({
      effort: 'low',
      cacheHitRatio: undefined,
    });
  });

  it('computes the context when its share is null, and leaves it out before the first answer', () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 90 };
    const size = { context_window_size: 200, used_percentage: null };
    expect(parse({ context_window: { ...size, current_usage: usage } })?.context).toEqual({
      usedPercent: 50,
      tokens: 100,
      windowSize: 200,
    });
    expect(parse({ context_window: { ...size, current_usage: null } })?.context).toBeUndefined();
  });

  it.each(['', ' ', '[]', 'null', '"text"', '{"model":', '5'])(
    'takes %j for unreadable',
    (json) => {
      expect(parseStatusInput(json)).toBeUndefined();
    },
  );

  it('reads what has a byte-order mark', () => {
    expect(parseStatusInput('\ufeff{"session_id":"a"}')?.sessionId).toBe('a');
  });

  it('strips control characters from names', () => {
    const input = parse({ model: { display_name: '\x1b[31mOpus\x07\n5' } });
    expect(input?.model.name).toBe('Opus 5');
  });

  it('takes any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        parseStatusInput(json);
      }),
    );
  });

  it('takes any value in any field', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    const names = ['model', 'workspace', 'cost', 'context_window', 'rate_limits', 'session_id'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anything), (input) => {
        expect(parse(input)).toBeDefined();
      }),
    );
  });
});
