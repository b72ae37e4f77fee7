import { createStyle, displayWidth, stripControls } from '@cco/terminal';
import {
  blockReport,
  budgetStatus,
  dailyInstances,
  dailyReport,
  modelReport,
  monthlyInstances,
  parseBudgets,
  projectReport,
  sessionReport,
  subagentReport,
  type UsageRow,
  weeklyReport,
} from '@cco/usage-reports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCost,
  formatMinutes,
  renderActiveBlock,
  renderBlocks,
  renderBudgets,
  renderReport,
  shortenModel,
  shortenModels,
  sparkline,
} from '../src/index.ts';
import { NOW, SAMPLE } from './sample.ts';

const zone = 'UTC';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '/home/sam/app',
    '/srv/app',
    'C:\\app',
    '\x1b[31mred\x1b[0m',
    '日本'.repeat(20),
    '',
  ),
);

const tokens = fc.nat({ max: 10 ** 9 });

const anyRow: fc.Arbitrary<UsageRow> = fc.record({
  time: fc.integer({ min: NOW - 10 * 86_400_000, max: NOW }),
  sessionId: anyText,
  project: anyText,
  projectPath: anyText,
  agent: fc.option(fc.record({ id: anyText, type: anyText }), { nil: undefined }),
  model: anyText,
  speed: fc.constantFrom('standard' as const, 'fast' as const),
  counters: fc.record({
    input: tokens,
    output: tokens,
    cacheWrite5m: tokens,
    cacheWrite1h: tokens,
    cacheRead: tokens,
    webSearches: fc.nat(),
  }),
  messages: fc.constant(1),
  cost: fc.option(fc.bigInt({ min: 0n, max: 10n ** 16n }), { nil: undefined }),
  unpricedTokens: fc.oneof(fc.constant(0), tokens),
  unfinalizedOutput: fc.oneof(fc.constant(0), tokens),
});

describe('texts', () => {
  it('fit the terminal and hold nothing but text, whatever the names', () => {
    const options = fc.record({
      width: fc.integer({ min: 60, max: 200 }),
      compact: fc.boolean(),
      breakdown: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), options, (rows, given) => {
        const render = { zone, now: NOW, ...given };
        const blocks = blockReport(rows, { zone, now: NOW, tokenLimit: 'max' });
        const skippedLines = { 'a reason of \x1b[1m some words': 3 };
        const reports = [
          dailyReport(rows, { zone, skippedLines }),
          weeklyReport(rows, { zone }),
          sessionReport(rows, { zone }),
          projectReport(rows, { zone }),
          modelReport(rows, { zone }),
          subagentReport(rows, { zone }),
          dailyInstances(rows, { zone }),
          monthlyInstances(rows, { zone }),
        ];
        const texts = [
          ...reports.map((report) => renderReport(report, render)),
          renderBlocks(blocks, render),
          renderActiveBlock(blocks, render),
        ];
        for (const text of texts) {
          expect(stripControls(text)).toBe(text);
          expect(text.endsWith('\n')).toBe(true);
          for (const line of text.split('\n')) {
            expect(displayWidth(line)).toBeLessThanOrEqual(given.width);
            expect(line).toBe(line.trimEnd());
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same with colours, but for these', () => {
    const style = createStyle(true);
    const render = { width: 80, zone, now: NOW };
    const daily = dailyReport(SAMPLE, { zone });
    const blocks = blockReport(SAMPLE, { zone, now: NOW });
    const coloured = renderReport(daily, { ...render, style });
    expect(coloured).not.toBe(renderReport(daily, render));
    expect(stripControls(coloured)).toBe(renderReport(daily, render));
    expect(stripControls(renderBlocks(blocks, { ...render, style }))).toBe(
      renderBlocks(blocks, render),
    );
    expect(stripControls(renderActiveBlock(blocks, { ...render, style }))).toBe(
      renderActiveBlock(blocks, render),
    );
  });

  it('never show a cost as nothing', () => {
    expect([0, 0.0049, 0.005, 1234.5, -0.001].map(formatCost)).toEqual([
      '$0.00',
      '<$0.01',
      '$0.01',
      '$1,234.50',
      '$0.00',
    ]);
  });

  it('tell models with the same short name apart', () => {
    const [row] = SAMPLE;
    const ids = ['claude-opus-5', 'claude-haiku-4-5-20251001', 'us.anthropic.claude-haiku-4-5'];
    const rows = ids.map((model) => ({ ...(row as UsageRow), model }));
    const names = ['claude-haiku-4-5-20251001', 'opus-5', 'us.anthropic.claude-haiku-4-5'];
    const lines = (text: string) => text.split('\n').filter((one) => /opus|haiku/.test(one));
    const models = renderReport(modelReport(rows, { zone }), { width: 200, zone });
    expect(
      lines(models)
        .map((one) => one.split(' ')[0])
        .sort(),
    ).toEqual(names);
    const options = { width: 200, zone, breakdown: true };
    const daily = renderReport(dailyReport(rows, { zone }), options);
    expect(
      lines(daily)
        .map((one) => one.trim().split(' ')[1])
        .sort(),
    ).toEqual(names);
  });

  it('tell projects with the same name apart', () => {
    const [row] = SAMPLE;
    const rows = ['/home/sam/one/app', '/home/sam/two/app', 'C:\\w\\tool', '/app'].map(
      (projectPath) => ({ ...(row as UsageRow), projectPath }),
    );
    const text = renderReport(projectReport(rows, { zone }), { width: 80, zone });
    const names = text
      .split('\n')
      .slice(3, 7)
      .map((line) => line.split(' ')[0]);
    expect(names.sort()).toEqual(['/app', 'one/app', 'tool', 'two/app']);
  });

  it('say when there is nothing', () => {
    const render = { width: 80, zone, now: NOW };
    const blocks = blockReport([], { zone, now: NOW });
    expect(renderBlocks(blocks, render)).toBe('Usage by block (UTC)\n\nNo usage found.\n');
    expect(renderActiveBlock(blocks, render)).toBe('No block is active.\n');
    expect(renderBudgets([], render)).toBe('');
  });
});

describe('costs', () => {
  const [row] = SAMPLE as [UsageRow];
  const costOf = (cost: bigint | undefined, unpricedTokens = 0) => {
    const one = { ...row, cost, unpricedTokens };
    const text = renderReport(dailyReport([one], { zone }), { width: 60, zone });
    return text.split('\n')[3]?.match(/\S*\$\S+|unpriced\S*/)?.[0];
  };
  it.each([
    [0n, 0, '$0.00'],
    [1n, 0, '<$0.01'],
    [4_999_999_999n, 0, '<$0.01'],
    [5_000_000_000n, 0, '$0.01'],
    [1_234_567_000_000_000n, 0, '$1,234.57'],
    [1_000_000_000_000n, 5, '$1.00*'],
    [undefined, 10 ** 9, 'unpriced*'],
    [0n, 5, '$0.00*'],
  ])('of %s picodollars without a price for %i tokens: %s', (cost, unpriced, text) => {
    expect(costOf(cost, unpriced)).toBe(text);
  });
});

describe('renderBudgets', () => {
  it('colours by level', () => {
    const parsed = parseBudgets('daily=20,weekly=1000,monthly=220');
    if (!parsed.ok) throw new Error(parsed.message);
    const budgets = budgetStatus(SAMPLE, parsed.budgets, { zone, now: NOW });
    const text = renderBudgets(budgets, { width: 60, style: createStyle(true) });
    const colors = [...text.matchAll(/\x1b\[(3[1-3])m/g)].map(([, color]) => color);
    // Yellow for daily and monthly with bar and share, green for weekly; the note is yellow too.
    expect(colors).toEqual(['33', '33', '32', '32', '33', '33', '33']);
    expect(budgets.map(({ level }) => level)).toEqual([90, 0, 90]);
  });
});

describe('shortenModel', () => {
  it.each([
    ['claude-opus-5', 'opus-5'],
    ['claude-haiku-4-5-20251001', 'haiku-4-5'],
    ['claude-3-5-sonnet-20241022', '3-5-sonnet'],
    ['claude-opus-4-6-20260205-fast', 'opus-4-6-fast'],
    ['claude-opus-5[1m]', 'opus-5[1m]'],
    ['claude-opus-4-6-20260205[1m]', 'opus-4-6[1m]'],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'sonnet-4-5'],
    ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'sonnet-4-5'],
    ['anthropic/claude-sonnet-4.5', 'sonnet-4.5'],
    ['claude-opus-4-1@20250805', 'opus-4-1'],
    ['glm-4.6', 'glm-4.6'],
    ['other-20250101', 'other-20250101'],
    ['\x1b]0;title\x07x\ny', 'x y'],
    ['claude-', '(no name)'],
    ['', '(no name)'],
  ])('of %j is %s', (model, short) => {
    expect(shortenModel(model)).toBe(short);
  });
  it('lists each name once', () => {
    expect(shortenModels(['claude-opus-5', 'anthropic/claude-opus-5', 'x'])).toBe('opus-5, x');
  });
});

describe('sparkline', () => {
  it.each([
    [[], ''],
    [[0, 0], '  '],
    [[1], '█'],
    [[0, 1, 2, 3, 4, 5, 6, 7, 8], ' ▁▂▃▄▅▆▇█'],
    [[0.001, 100, -1], '▁█ '],
  ])('of %j', (values, line) => {
    expect(sparkline(values)).toBe(line);
  });
});

describe('formatMinutes', () => {
  it.each([
    [-5, '0m'],
    [0.9, '0m'],
    [59.9, '59m'],
    [60, '1h'],
    [233.4, '3h 53m'],
    [1440, '1d'],
    [1440 * 3 + 61, '3d 1h'],
  ])('of %d is %s', (minutes, text) => {
    expect(formatMinutes(minutes)).toBe(text);
  });
});
