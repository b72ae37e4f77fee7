import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStyle, usesColor } from './color.ts';

describe('usesColor', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{}, {}, false],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [{}, { FORCE_COLOR: '' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{ isTTY: true }, { FORCE_COLOR: 'false' }, false],
  ])('%j with %j: %s', (stream, env, expected) => {
    expect(usesColor(stream, env)).toBe(expected);
  });
});

describe('createStyle', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('leaves text as it is when off', () => {
    for (const style of Object.values(createStyle(false))) expect(style('text')).toBe('text');
  });

  it('colours when on, whatever the process itself was told', () => {
    vi.stubEnv('NO_COLOR', '1');
    const { bold, red } = createStyle(true);
    expect(bold(red('text'))).toBe('\x1b[1m\x1b[31mtext\x1b[39m\x1b[22m');
  });
});
