import { createStyle, displayWidth, stripControls } from '@cco/terminal';
import type { Key, KeyName } from '@cco/terminal-screen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, initialState, type PickerState } from './model.ts';
import { type PickerEvent, reduce } from './reduce.ts';
import { render } from './render.ts';

const plain = createStyle(false);
const coloured = createStyle(true);

const after = (state: PickerState, ...events: readonly PickerEvent[]): PickerState =>
  events.reduce((one, event) => reduce(one, event).state, state);

const choices: Choice[] = [
  {
    id: 'f3d20b7a',
    date: '2026-11-01 16:49',
    project: 'ledger-api',
    title: 'Invoices need a status',
    folder: '/home/mira/code/ledger-api',
  },
  {
    id: 'ea3c0f96',
    date: '2026-10-31 09:05',
    project: '日本語ノート',
    title: '要約を書いてください 📝',
    folder: undefined,
  },
];
const preview = {
  id: 'f3d20b7a',
  pieces: [
    {
      speaker: 'user',
      date: '2026-11-01 16:48',
      text: 'Add a status to invoices, please',
      ranges: [{ start: 16, end: 24 }],
    },
  ],
};
const filled = (columns: number, rows: number): PickerState =>
  after(
    initialState({ columns, rows }, { query: 'invoices' }),
    { kind: 'found', choices, isComplete: true },
    { kind: 'preview', preview },
  );

describe('render', () => {
  it('shows query, list, preview and keys', () => {
    const { lines, cursor } = render(filled(60, 12), plain);
    expect(lines).toEqual([
      '> invoices                                        2 sessions',
      '',
      '▸ 11-01 16:49  ledger-api    Invoices need a status         ',
      '  10-31 09:05  日本語ノート  要約を書いてください 📝',
      '',
      '── f3d20b7a · /home/mira/code/ledger-api ───────────────────',
      'user · 2026-11-01 16:48',
      '  Add a status to invoices, please',
      '',
      '',
      '',
      'Enter take · F1 help · Esc leave · Tab preview · ^F project',
    ]);
    expect(cursor).toEqual({ row: 0, column: 10 });
  });

  it('marks what was found, also across lines', () => {
    const text = render(filled(22, 12), coloured).lines.join('\n');
    expect(text).toContain('\x1b[1m\x1b[33minvoices\x1b[39m\x1b[22m,');
  });

  it('uses no colours where they do not belong', () => {
    expect(render(filled(60, 20), plain).lines.join('')).not.toContain('\x1b');
  });

  it('says that nothing fits only when that is known', () => {
    const searching = initialState({ columns: 40, rows: 10 });
    expect(render(searching, plain).lines.join('\n')).not.toContain('No session');
    const none = after(searching, { kind: 'found', choices: [], isComplete: true });
    expect(render(none, plain).lines[2]).toBe('No session fits.');
    const reading = after(none, { kind: 'progress', text: 'Reading sessions 5%' });
    expect(render(reading, plain).lines[2]).toBe('');
  });

  it('tells faults, notices, filter and progress in this order', () => {
    const second = (...events: readonly PickerEvent[]) =>
      render(after(filled(60, 12), ...events), plain).lines[1];
    const filter: PickerEvent = { kind: 'key', key: { kind: 'key', name: 'ctrl-f' } };
    const progress: PickerEvent = { kind: 'progress', text: 'Indexing words 40%' };
    const notice: PickerEvent = { kind: 'notice', notice: { text: 'Copied', isFault: false } };
    expect(second(filter, progress)).toBe('project: ledger-api · Indexing words 40%');
    expect(second(filter, progress, notice)).toBe('Copied');
    expect(second(notice, { kind: 'fault', message: 'no end' })).toBe('no end');
  });

  it('shows the part of a long query where its cursor is', () => {
    const long = initialState({ columns: 20, rows: 5 }, { query: `${'x'.repeat(50)}end` });
    const { lines, cursor } = render(long, plain);
    expect(lines[0]).toContain('end');
    expect(cursor?.column).toBe(18);
  });

  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '\n',
        '\t',
        '\x1b',
        '[',
        '2',
        'J',
        '日',
        '👩‍👩‍👧',
        '\u202e',
        'e\u0301',
      ),
      maxLength: 60,
    }),
  );
  const anyChoice = fc.record({
    id: text,
    date: fc.constantFrom('2026-11-01 16:49', ''),
    project: text,
    title: text,
    folder: fc.option(text, { nil: undefined }),
  });
  const ranges = fc
    .array(fc.nat({ max: 40 }), { maxLength: 6 })
    .map((places) => [...new Set(places)].sort((a, b) => a - b))
    .map((places) =>
      places.flatMap((start, i) =>
        i % 2 === 0 ? [{ start, end: places[i + 1] ?? start + 1 }] : [],
      ),
    );
  const keys = fc.oneof(
    text.map((one): Key => ({ kind: 'text', text: one || 'x', isPasted: true })),
    fc
      .constantFrom<KeyName>(
        'up',
        'down',
        'page-down',
        'tab',
        'f1',
        'ctrl-f',
        'left',
        'home',
        'end',
      )
      .map((name): Key => ({ kind: 'key', name })),
  );
  const size = fc.record({
    columns: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 200 })),
    rows: fc.integer({ min: 1, max: 40 }),
  });
  const event: fc.Arbitrary<PickerEvent> = fc.oneof(
    keys.map((key): PickerEvent => ({ kind: 'key', key })),
    fc
      .record({ choices: fc.array(anyChoice, { maxLength: 30 }), isComplete: fc.boolean() })
      .map((found): PickerEvent => ({ kind: 'found', ...found })),
    text.map((message): PickerEvent => ({ kind: 'fault', message })),
    text.map((one): PickerEvent => ({ kind: 'progress', text: one })),
    text.map((one): PickerEvent => ({ kind: 'notice', notice: { text: one, isFault: true } })),
    size.map((one): PickerEvent => ({ kind: 'size', size: one })),
  );

  it('fits every screen whatever happens, and sends no control but its own styles', () => {
    const piece = fc.record({
      speaker: text,
      date: fc.option(text, { nil: undefined }),
      text,
      ranges,
    });
    fc.assert(
      fc.property(
        size,
        fc.array(event, { maxLength: 12 }),
        fc.array(piece),
        (first, events, pieces) => {
          let state = initialState(first);
          for (const one of events) {
            state = reduce(state, one).state;
            const id = state.choices[state.selected]?.id;
            if (id !== undefined) {
              state = reduce(state, { kind: 'preview', preview: { id, pieces } }).state;
            }
            const { lines, cursor } = render(state, plain);
            expect(lines.length).toBeLessThanOrEqual(state.size.rows);
            for (const line of lines) {
              expect(displayWidth(line)).toBeLessThanOrEqual(state.size.columns);
              expect(line).toBe(stripControls(line));
              expect(line).not.toMatch(/[\n\t]/);
            }
            const styled = render(state, coloured).lines;
            expect(styled.map((line) => stripControls(line))).toEqual(lines);
            if (cursor) expect(cursor.column).toBeLessThan(state.size.columns);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
