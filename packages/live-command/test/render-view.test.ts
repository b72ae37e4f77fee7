import { createStyle, displayWidth } from '@cco/terminal';
import type { BlockRow, BudgetStatus } from '@cco/usage-reports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveView, SessionView } from '../src/live/live-view.ts';
import { renderView } from '../src/live/render-view.ts';

const now = Date.parse('2026-11-20T12:30:15Z');
const HOUR = 3_600_000;
const DOLLAR = 1_000_000_000_000n;

const block = {
  startTime: '2026-11-20T10:00:00.000Z',
  endTime: '2026-11-20T15:00:00.000Z',
  totalTokens: 1_234_567,
  tokenCounts: {
    inputTokens: 1200,
    outputTokens: 33_367,
    cacheCreationInputTokens: 200_000,
    cacheReadInputTokens: 1_000_000,
  },
  costUSD: 2.1,
  burnRate: { tokensPerMinute: 12_345.6, tokensPerMinuteForIndicator: 200, costPerHour: 0.84 },
  projection: { totalTokens: 1, totalCost: 4.2, remainingMinutes: 150 },
  unpricedTokens: 0,
} as unknown as BlockRow;

const session: SessionView = {
  id: '11111111-1111-4111-8111-111111111111',
  project: 'harbor-shop',
  models: ['claude-opus-5', 'claude-haiku-4-5-20251001'],
  messages: 1,
  tokens: 1_234_567,
  cost: 3n * DOLLAR,
  unpricedTokens: 0,
  agents: 2,
  lastTime: now - 12_000,
};
const spending = {
  cost: 4n * DOLLAR,
  unpricedTokens: 0,
} as LiveView['figures']['periods']['daily'];
const budget = {
  period: 'daily',
  limit: 5,
  used: 4.567,
  remaining: 0.433,
  percent: 91.34,
  level: 90,
  isExceeded: false,
  unpricedTokens: 77_000,
} as BudgetStatus;
const view: LiveView = {
  figures: {
    periods: { daily: spending, weekly: spending, monthly: spending },
    dayStart: 0,
    dayEnd: 0,
    block,
  },
  budgets: [],
  session,
  others: [{ ...session, id: '22222222-2', project: 'ledger\x1b[31m-api', lastTime: now - HOUR }],
  quarters: [0n, DOLLAR, 0n, 2n * DOLLAR],
  notes: ['The store was rebuilt.'],
};
const screen = { width: 80, height: 30, style: createStyle(false), zone: 'Asia/Kathmandu', now };

describe('renderView', () => {
  it('shows block, day and sessions', () => {
    expect(`\n${renderView(view, screen).join('\n')}\n`).toMatchInlineSnapshot(`
      "
      Usage of Claude Code
      2026-11-20 18:15:15

      Block      15:45 to 20:45, 2h 29m left
                 ███████████████░░░░░░░░░░░░░░░
      Cost       $2.10
      Burn rate  $0.84 an hour, 12,346 tokens a minute
      Projected  $4.20
      Tokens     1,234,567: input 1,200, output 33,367, cache write 200,000, cache re…
      Last 5 h    ▄ █
      Today      $4.00

      Session    harbor-shop  11111111  $3.00
                 1 message, 1,234,567 tokens, 2 subagents
                 opus-5, haiku-4-5
                 last message 12s ago
      Others     ledger-api  22222222  $3.00  1h ago
      The store was rebuilt.
      q quits
      "
    `);
  });

  it('says that no block is active, also when one ended since it was counted', () => {
    const later = renderView(view, { ...screen, now: now + 3 * HOUR }).join('\n');
    expect(later).toContain('Block      none is active');
    const none = { ...view, figures: { ...view.figures, block: null }, session: undefined };
    const shown = renderView(none, screen).join('\n');
    expect(shown).toContain('Block      none is active');
    expect(shown).toContain('Session    none was active');
  });

  it('fits any terminal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 40 }),
        (width, height) => {
          const lines = renderView({ ...view, budgets: [budget] }, { ...screen, width, height });
          expect(lines.length).toBeLessThanOrEqual(height);
          for (const line of lines) {
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
            expect(line).not.toContain('\x1b');
          }
        },
      ),
    );
  });
});
