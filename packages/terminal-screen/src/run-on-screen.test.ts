import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Key } from './key.ts';
import { runOnScreen, type Stage } from './run-on-screen.ts';

const ENTER = '\x1b[?1049h';
const LEAVE = '\x1b[?1049l';

function makeTerminal(size: { columns?: number; rows?: number } = { columns: 40, rows: 3 }) {
  const written: string[] = [];
  const modes: boolean[] = [];
  const output = Object.assign(new EventEmitter(), size, {
    write: (text: string) => written.push(text),
  });
  const input = Object.assign(new EventEmitter(), {
    isTTY: true,
    isPaused: false,
    setRawMode: (on: boolean) => modes.push(on),
    pause() {
      input.isPaused = true;
    },
    resume() {
      input.isPaused = false;
    },
  });
  return { output, input, modes, written, text: () => written.join('') };
}

/** Runs a program that does nothing by itself. */
function run(
  terminal: ReturnType<typeof makeTerminal>,
  parts: { onKeys?: (keys: readonly Key[]) => void } = {},
) {
  let stage: Stage<string> | undefined;
  let stops = 0;
  const ended = runOnScreen<string>(terminal, {
    start(given) {
      stage = given;
      given.draw(['one', 'two'], { column: 1, row: 0 });
    },
    onKeys: () => {},
    onResize: () => stage?.draw(['resized']),
    onSignal: (signal) => signal,
    stop() {
      stops++;
    },
    ...parts,
  });
  return { ended, stage: stage as Stage<string>, stops: () => stops };
}

const listeners = () =>
  ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit', 'uncaughtExceptionMonitor'].map((event) =>
    process.listenerCount(event),
  );

describe('runOnScreen', () => {
  it('takes the terminal, and gives all of it back', async () => {
    const before = listeners();
    const terminal = makeTerminal();
    const { ended, stage, stops } = run(terminal);
    expect(terminal.text()).toContain(ENTER);
    expect(terminal.text()).toContain('\x1b[Kone\r\n\x1b[Ktwo\r\n\x1b[J\x1b[1;2H\x1b[?25h');
    stage.end('done');
    expect(await ended).toBe('done');
    expect(terminal.text().endsWith(LEAVE)).toBe(true);
    expect(terminal.modes).toEqual([true, false]);
    expect(terminal.input.isPaused).toBe(true);
    expect(stops()).toBe(1);
    expect(listeners()).toEqual(before);
    expect(terminal.input.listenerCount('data')).toBe(0);
    expect(terminal.output.listenerCount('resize')).toBe(0);
  });

  it('gives it back after a failure', async () => {
    const terminal = makeTerminal();
    const { ended, stage } = run(terminal);
    stage.fail(new Error('made up'));
    await expect(ended).rejects.toThrow('made up');
    expect(terminal.text().endsWith(LEAVE)).toBe(true);
  });

  it('ends with the keyboard', async () => {
    const terminal = makeTerminal();
    const { ended } = run(terminal);
    terminal.input.emit('end');
    expect(await ended).toBe('SIGHUP');
  });

  it('tells a lone escape from the beginning of a key', async () => {
    const names: string[] = [];
    const terminal = makeTerminal();
    const { ended, stage } = run(terminal, {
      onKeys(keys) {
        names.push(...keys.map((key) => (key.kind === 'key' ? key.name : key.text)));
        if (names.length === 2) stage.end('done');
      },
    });
    terminal.input.emit('data', '\x1b');
    terminal.input.emit('data', '[A');
    expect(names).toEqual(['up']);
    terminal.input.emit('data', '\x1b');
    expect(names).toEqual(['up']);
    await ended;
    expect(names).toEqual(['up', 'escape']);
  });

  it('lends the terminal, and takes it again', async () => {
    const terminal = makeTerminal();
    const { ended, stage } = run(terminal);
    await stage.lend(async () => {
      expect(terminal.text().endsWith(LEAVE)).toBe(true);
      expect(terminal.input.isPaused).toBe(true);
      stage.draw(['not now']);
      process.emit('SIGINT', 'SIGINT');
    });
    expect(terminal.text()).not.toContain('not now');
    expect(terminal.text().split(LEAVE).at(-1)).toContain('resized');
    expect(terminal.input.isPaused).toBe(false);
    stage.end('done');
    expect(await ended).toBe('done');
  });

  it('does not take it again when a signal came meanwhile', async () => {
    const terminal = makeTerminal();
    const { ended, stage } = run(terminal);
    await stage.lend(async () => {
      process.emit('SIGTERM', 'SIGTERM');
      expect(await ended).toBe('SIGTERM');
    });
    expect(terminal.text().split(ENTER)).toHaveLength(2);
    expect(terminal.modes.at(-1)).toBe(false);
  });

  it('clears nothing of a line that reaches the edge', () => {
    const terminal = makeTerminal({ columns: 3, rows: 2 });
    const { stage } = run(terminal);
    stage.draw(['abc', 'def']);
    expect(terminal.written.at(-1)).toMatch(/def$/);
    stage.end('done');
  });

  it('takes a terminal without a size for one of the usual size', () => {
    const { stage } = run(makeTerminal({ columns: 0, rows: 0 }));
    expect(stage.size()).toEqual({ columns: 80, rows: 24 });
    stage.end('done');
  });
});
