import { createStyle, displayWidth, stripControls } from '@cco/terminal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatusInput } from './parse-status-input.ts';
import { renderStatusLine } from './render-status-line.ts';
import { SEGMENTS } from './segment-names.ts';
import type { StatusFigures } from './status-figures.ts';

const now = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const seconds = (ms: number) => ms / 1000;

const full = {
  model: { id: 'claude-opus-5', display_name: 'Opus 5' },
  cost: { total_cost_usd: 1.234, total_duration_ms: 4_500_000, total_lines_added: 156 },
  context_window: { used_percentage: 42, context_window_size: 200000 },
  workspace: { project_dir: '/home/mira/code/harbor-shop' },
  rate_limits: {
    five_hour: { used_percentage: 23.5, resets_at: seconds(now + 2 * HOUR) },
    seven_day: { used_percentage: 91.2, resets_at: seconds(now + 70 * HOUR) },
  },
};
const figures: StatusFigures = {
  session: { dollars: 1.3 },
  today: { dollars: 4.567 },
  block: {
    dollars: 2.1,
    endsAt: now + 133 * 60_000,
    burnRate: { costPerHour: 3.4, tokensPerMinute: 2400 },
  },
};

function line(input: unknown, more: Partial<Parameters<typeof renderStatusLine>[2]> = {}): string {
  return renderStatusLine(parseStatusInput(JSON.stringify(input)), figures, {
    now,
    zone: 'UTC',
    ...more,
  });
}

describe('renderStatusLine', () => {
  it('shows everything that is known', () => {
    expect(line(full)).toBe(
      'Opus 5 · $1.23 session · $4.57 today · $2.10 block (2h 13m left) · $3.40/hour · ' +
        'context 42% · 5h 24% until 14:00 7d 91% until Mon 10:00',
    );
  });

  it('gets shorter with the terminal', () => {
    const widths = [160, 120, 90, 70, 50, 30, 12, 5];
    expect(widths.map((width) => line(full, { width }))).toMatchInlineSnapshot(`
      [
        "Opus 5 · $1.23 session · $4.57 today · $2.10 block (2h 13m left) · $3.40/hour · context 42% · 5h 24% until 14:00 7d 91% until Mon 10:00",
        "Opus 5 · $1.23 session · $4.57 today · $2.10/2h 13m · $3.40/h · context 42% · 5h 24% until 14:00 7d 91% until Mon 10:00",
        "Opus 5 · $1.23 session · $4.57 today · $2.10/2h 13m · $3.40/h · ctx 42% · 5h 24% 7d 91%",
        "Opus 5 · $1.23 s · $4.57 t · $2.10/2h 13m · ctx 42% · 5h 24% 7d 91%",
        "Opus 5 · $1.23 s · $4.57 t · ctx 42%",
        "Opus 5 · $1.23 s · $4.57 t",
        "Opus 5",
        "Opus…",
      ]
    `);
  });

  it('shows the chosen segments in the chosen order, each once', () => {
    const segments = ['lines', 'project', 'duration', 'lines'] as const;
    expect(line(full, { segments })).toBe('+156 -0 · harbor-shop · 1h 15m');
  });

  it.each([
    ['auto', '$1.23 session'],
    ['cc', '$1.23 session'],
    ['computed', '$1.30 session'],
    ['both', '$1.23 / $1.30 session'],
  ] as const)('takes the cost of the session from %s', (costSource, expected) => {
    expect(line(full, { segments: ['session'], costSource })).toBe(expected);
  });

  it('computes the cost of the session when Claude Code does not tell it', () => {
    expect(line({}, { segments: ['session'] })).toBe('$1.30 session');
    expect(line({}, { segments: ['session'], costSource: 'cc' })).toBe('cco: nothing to show');
  });

  it('marks costs that leave tokens out, and shows less than a cent', () => {
    const options = { now, segments: ['session', 'today'] as const };
    const partial = { session: { dollars: 0.001 }, today: { dollars: 0, isPartial: true } };
    expect(renderStatusLine(undefined, partial, options)).toBe('<$0.01 session · $0.00* today');
  });

  it('shows budgets, and a note in place of figures', () => {
    const budgets = [
      { period: 'daily', percent: 91.34, limit: 5 },
      { period: 'monthly', percent: 12, limit: 99.5 },
    ];
    const shown = renderStatusLine(undefined, { budgets, note: 'counting…' }, { now });
    expect(shown).toBe('counting… · daily 91% of $5, monthly 12% of $99.50');
  });

  it('colours what wants attention', () => {
    const style = createStyle(true);
    const options = { style, segments: ['context', 'limits', 'burn'] as const };
    expect(line(full, options)).toBe(
      [
        style.green('context 42%'),
        style.red('5h 24% until 14:00 7d 91% until Mon 10:00'),
        style.yellow('$3.40/hour'),
      ].join(style.dim(' · ')),
    );
  });

  it('shows the money of a limit', () => {
    const rate_limits = { spend_limit: { used_usd: 30, limit_usd: 20 } };
    expect(line({ rate_limits }, { segments: ['limits'] })).toBe('spend 150% ($30.00 of $20.00)');
  });

  it('leaves out limits whose window was reset', () => {
    const window = (used_percentage: number, at: number) => ({
      used_percentage,
      resets_at: seconds(at),
    });
    const shown = (rate_limits: object) =>
      line({ model: 'm', rate_limits }, { segments: ['model', 'limits'] });
    const seven_day = window(41, now + HOUR);
    expect(shown({ five_hour: window(100, now - 1000), seven_day })).toBe('m · 7d 41% until 13:00');
    expect(shown({ five_hour: window(100, now) })).toBe('m');
    expect(shown({ five_hour: window(137, now + HOUR) })).toBe('m · 5h 137% until 13:00');
    expect(shown({ five_hour: { used_percentage: 5, resets_at: 1e17 } })).toBe('m · 5h 5%');
    expect(shown({ five_hour: { used_percentage: 1796083200, resets_at: 1796083200 } })).toBe('m');
    expect(shown({ spend_limit: { used_usd: 30, limit_usd: 20, resets_at: 1738425600 } })).toBe(
      'm',
    );
  });

  it('says something when there is nothing to say', () => {
    expect(renderStatusLine(undefined, {}, { now })).toBe('cco: nothing to show');
  });

  it('fits any width, and is one line of plain text, whatever the input', () => {
    const amount = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double());
    const anyInput = fc.record(
      {
        model: fc.record({ display_name: fc.string({ unit: 'binary' }), id: fc.string() }),
        workspace: fc.record({ project_dir: fc.string({ unit: 'binary' }) }),
        cost: fc.record({ total_cost_usd: amount, total_duration_ms: amount }),
        context_window: fc.record({
          used_percentage: fc.double({ min: 0, max: 1000, noNaN: true }),
        }),
        rate_limits: fc.dictionary(
          fc.string({ unit: 'binary' }),
          fc.record({ used_percentage: amount, resets_at: fc.option(amount) }),
        ),
        worktree: fc.record({ branch: fc.string({ unit: 'grapheme' }) }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        anyInput,
        fc.integer({ min: 5, max: 200 }),
        fc.subarray([...SEGMENTS], { minLength: 1 }),
        (input, width, segments) => {
          const shown = line(input, { width, segments });
          expect(shown).not.toBe('');
          expect(displayWidth(shown)).toBeLessThanOrEqual(width);
          expect(stripControls(shown)).toBe(shown);
          expect(shown).not.toContain('\n');
        },
      ),
    );
  });
});
