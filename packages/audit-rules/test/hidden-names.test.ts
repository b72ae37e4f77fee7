import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../src/index.ts';
import { alarms } from './context.ts';

/** One command a line, with `⏎` for a line break. */
function commandsIn(file: string): string[] {
  const text = readFileSync(new URL(`./hidden-names/${file}.txt`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('⏎', '\n'));
}

describe('a command that hides what it runs', () => {
  // All of them are `rm -rf ~` to bash, zsh or fish.
  it.each([...commandsIn('read'), 'r\0m -rf ~'])('is read all the same: %j', (command) => {
    expect(alarms(command)).toContainEqual(
      expect.objectContaining({ ruleId: 'remove-recursive', severity: 'critical' }),
    );
  });

  it.each(commandsIn('undecided'))('is an alarm where it cannot be followed: %j', (command) => {
    expect(alarms(command).map(({ ruleId }) => ruleId)).toContain('unparsed');
  });

  it.each(commandsIn('usual'))('is no alarm where it is usual: %j', (command) => {
    expect(alarms(command)).toEqual([]);
  });
});

it('does not run a function inside itself', () => {
  const { commands, isCut } = readCommand('f() { f "$@"; echo "$1"; }; f a');
  expect(isCut).toBe(false);
  expect(commands.filter(({ program }) => program === 'echo')).toHaveLength(2);
});
