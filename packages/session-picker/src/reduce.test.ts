import type { Key, KeyName } from '@cco/terminal-screen';
import { describe, expect, it } from 'vitest';
import { type Choice, initialState, type PickerState } from './model.ts';
import { type PickerEvent, reduce, type Step } from './reduce.ts';

const choice = (id: string, project = 'shop'): Choice => ({
  id,
  date: '2026-11-01 16:49',
  project,
  title: `Title of ${id}`,
  folder: `/home/mira/code/${project}`,
});
const choices = Array.from({ length: 50 }, (_, i) => choice(`s${i}`, i % 2 ? 'shop' : 'tarn'));

const found = (list: readonly Choice[], isComplete = true): PickerEvent => ({
  kind: 'found',
  choices: list,
  isComplete,
});
const key = (name: KeyName): PickerEvent => ({ kind: 'key', key: { kind: 'key', name } });
const type = (text: string): PickerEvent => ({
  kind: 'key',
  key: { kind: 'text', text, isPasted: false } satisfies Key,
});

function run(...events: readonly PickerEvent[]): Step {
  let step: Step = { state: initialState({ columns: 80, rows: 24 }) };
  for (const event of events) step = reduce(step.state, event);
  return step;
}

/** Sessions are there, and keys follow. */
const after = (...events: readonly PickerEvent[]): Step => run(found(choices), ...events);
const stateAfter = (...events: readonly PickerEvent[]): PickerState => after(...events).state;

describe('the query', () => {
  it('grows with what is typed, and the first session is chosen again', () => {
    const state = stateAfter(key('down'), type('a'), type('b'), key('backspace'));
    expect(state).toMatchObject({
      query: { text: 'a', caret: 1 },
      selected: 0,
      isComplete: false,
      isStale: true,
    });
  });

  it('takes every letter, q and ? too', () => {
    expect(stateAfter(type('q'), type('?')).query.text).toBe('q?');
  });

  it('keeps what was found while it cannot be read', () => {
    const state = stateAfter(type('"'), { kind: 'fault', message: 'does not end' });
    expect(state).toMatchObject({ fault: 'does not end', choices });
    expect(reduce(state, type('x')).state.fault).toBeUndefined();
  });
});

describe('the list', () => {
  it.each([
    [['down', 'down', 'up'], 1],
    [['up'], 0],
    [['page-down'], 7],
    [['page-down', 'page-up'], 0],
    [['end', 'down'], 49],
    [['end', 'home'], 0],
    [['ctrl-n', 'ctrl-n', 'ctrl-p'], 1],
  ] as const)('%j chooses number %i', (names, selected) => {
    const { state } = after(...names.map((name) => key(name)));
    expect(state.selected).toBe(selected);
    expect(state.top).toBeLessThanOrEqual(selected);
    expect(state.top + 8).toBeGreaterThan(selected);
  });

  it('keeps the chosen session when others appear', () => {
    const { state } = after(key('down'), found([choice('new'), ...choices]));
    expect(state.choices[state.selected]?.id).toBe('s1');
    // The first one was chosen by nobody.
    expect(after(found([choice('new'), ...choices])).state.selected).toBe(0);
    expect(after(key('end'), found([choice('new')])).state.selected).toBe(0);
  });

  it('is filtered by the project of the chosen session, and not any more', () => {
    const once = after(key('down'), key('ctrl-f')).state;
    expect(once).toMatchObject({ project: 'shop', isComplete: false });
    expect(reduce(once, key('ctrl-f')).state.project).toBeUndefined();
  });
});

describe('taking a session', () => {
  it.each([
    ['enter', { kind: 'take', how: 'accept' }],
    ['alt-enter', { kind: 'take', how: 'run' }],
    ['ctrl-r', { kind: 'take', how: 'run' }],
    ['ctrl-y', { kind: 'copy' }],
    ['ctrl-o', { kind: 'open' }],
  ] as const)('%s', (name, effect) => {
    expect(after(key('down'), key(name)).effect).toEqual({ ...effect, choice: choices[1] });
    expect(run(found([]), key(name)).effect).toBeUndefined();
  });

  it('waits for what fits the query that was typed just before', () => {
    const early = after(type('x'), key('enter'));
    expect(early.effect).toBeUndefined();
    const late = reduce(early.state, found([choice('fits')], false));
    expect(late.effect).toMatchObject({ kind: 'take', choice: { id: 'fits' } });
    expect(late.state.awaiting).toBeUndefined();
  });

  it('waits no longer after another key', () => {
    const { state } = after(type('x'), key('enter'), type('y'));
    expect(reduce(state, found([choice('fits')])).effect).toBeUndefined();
  });
});

describe('the preview', () => {
  const preview: PickerEvent = {
    kind: 'preview',
    preview: {
      id: 's0',
      pieces: [{ speaker: 'user', date: undefined, text: 'x\n'.repeat(99), ranges: [] }],
    },
  };
  it.each([
    [[type('j'), type('j'), type('k')], 1],
    [[key('down')], 1],
    [[type(' ')], 11],
    [[type(' '), type('b')], 0],
    [[type('G')], 89],
    [[type('G'), type('g')], 0],
    [[type('k')], 0],
  ] as const)('scrolls %#', (keys, previewTop) => {
    expect(after(preview, key('tab'), ...keys).state.previewTop).toBe(previewTop);
  });

  it('begins anew with the next session', () => {
    const state = stateAfter(preview, key('tab'), type('G'), type('n'));
    expect(state).toMatchObject({ selected: 1, previewTop: 0, focus: 'preview' });
  });

  it('is for the chosen session only', () => {
    expect(stateAfter(key('down'), preview).preview).toBeUndefined();
  });

  it('is left with Escape, and the program with q', () => {
    expect(after(key('tab'), key('escape'))).toMatchObject({ state: { focus: 'query' } });
    expect(after(key('tab'), type('q')).effect).toEqual({ kind: 'leave' });
  });

  it('has no focus where there is none', () => {
    const small: PickerEvent = { kind: 'size', size: { columns: 80, rows: 8 } };
    expect(stateAfter(small, key('tab')).focus).toBe('query');
    expect(stateAfter(key('tab'), small).focus).toBe('query');
  });
});

describe('leaving and help', () => {
  it.each(['escape', 'ctrl-c', 'ctrl-q', 'ctrl-d'] as const)('%s leaves', (name) => {
    expect(after(key(name)).effect).toEqual({ kind: 'leave' });
  });

  it('shows help until the next key, which does nothing else', () => {
    const { state } = after(key('f1'));
    expect(state.isHelpShown).toBe(true);
    expect(stateAfter(type('?')).isHelpShown).toBe(true);
    for (const name of ['escape', 'enter'] as const) {
      expect(reduce(state, key(name))).toEqual({ state: { ...state, isHelpShown: false } });
    }
    expect(reduce(state, key('ctrl-c')).effect).toEqual({ kind: 'leave' });
  });

  it('shows a notice until the next key', () => {
    const notice: PickerEvent = { kind: 'notice', notice: { text: 'Copied', isFault: false } };
    expect(stateAfter(notice).notice?.text).toBe('Copied');
    expect(stateAfter(notice, key('down')).notice).toBeUndefined();
  });
});

describe('the order and the deleted ones', () => {
  it('are asked for anew, in the query and in the preview', () => {
    const ranked = stateAfter(key('down'), key('ctrl-s'));
    expect(ranked).toMatchObject({ isRanked: true, isStale: true, isComplete: false, selected: 0 });
    expect(stateAfter(key('tab'), type('s'), type('t'))).toMatchObject({
      isRanked: true,
      withArchived: true,
      focus: 'preview',
    });
    expect(stateAfter(key('ctrl-s'), key('ctrl-s'), key('ctrl-t'), key('ctrl-t'))).toMatchObject({
      isRanked: false,
      withArchived: false,
    });
  });

  it.each(['enter', 'ctrl-r', 'ctrl-y', 'ctrl-o'] as const)('keep %s from what is gone', (name) => {
    const gone = { ...choice('s1'), isArchived: true };
    const { state, effect } = run(found([gone, choice('s2')]), key(name));
    expect(effect).toBeUndefined();
    expect(state.notice?.text).toContain('has deleted this session');
    expect(reduce(reduce(state, key('down')).state, key('enter')).effect).toMatchObject({
      kind: 'take',
      choice: { id: 's2' },
    });
  });
});
