import { expect, it } from 'vitest';
import { afterRunners, programName, wordsOfHandler } from './started-program.ts';

it.each([
  ['session-usage', 'session-usage'],
  ['/usr/local/bin/session-usage', 'session-usage'],
  ['C:\\tools\\session-usage.cmd', 'session-usage'],
  ['/opt/session-usage/dist/main.cjs', 'session-usage'],
  ['C:/apps/cco/src/main.ts', 'cco'],
  ['@cco/session-usage', 'session-usage'],
  ['@cco/session-usage@0.1.0', 'session-usage'],
  ['session-usage-old', 'session-usage-old'],
  ['', ''],
])('names the program that %s starts', (word, name) => {
  expect(programName(word)).toBe(name);
});

it.each([
  [
    ['node', '/opt/x/dist/main.cjs', 'guard'],
    ['/opt/x/dist/main.cjs', 'guard'],
  ],
  [
    ['npx', '-y', '@cco/cco', 'usage'],
    ['@cco/cco', 'usage'],
  ],
  [['pnpm', 'exec', 'cco'], ['cco']],
  [
    ['env', 'A=1', 'cco', '--x'],
    ['cco', '--x'],
  ],
  [['exec'], []],
])('leaves out what only starts another program: %j', (words, left) => {
  expect(afterRunners(words)).toEqual(left);
});

it('splits a command as a shell does, but not one with args', () => {
  const command = '"/my tools/cco" usage | tee x';
  expect(wordsOfHandler({ command })).toEqual({
    words: ['/my tools/cco', 'usage', 'tee', 'x'],
    compound: true,
  });
  expect(wordsOfHandler({ command, args: [1] })).toEqual({
    words: [command, '1'],
    compound: false,
  });
  expect(wordsOfHandler({})).toEqual({ words: [], compound: false });
});
