import { describe, expect, it } from 'vitest';
import { defineCommand } from './command.ts';
import { tieDashedValues } from './dashed-values.ts';

const command = defineCommand({
  name: 'demo',
  summary: 'Shows how it works.',
  options: {
    project: { type: 'string', alias: 'p', describe: 'A project' },
    limit: { type: 'number', alias: 'n', describe: 'How many' },
    json: { type: 'boolean', alias: 'j', describe: 'As JSON' },
    all: { type: 'boolean', alias: 'a', describe: 'All' },
  },
  examples: [],
  exitCodes: [],
  run: () => 0,
});

describe('tieDashedValues', () => {
  it.each([
    [['-p', '-home-mira-shop'], ['--project=-home-mira-shop']],
    [
      ['--project', '-home-mira-shop', '--json'],
      ['--project=-home-mira-shop', '--json'],
    ],
    [['-p', '--odd--name'], ['--project=--odd--name']],
    [
      ['-p', 'shop', '-home'],
      ['-p', 'shop', '-home'],
    ],
    [
      ['-p', '--json'],
      ['-p', '--json'],
    ],
    [
      ['-p', '-ja'],
      ['-p', '-ja'],
    ],
    [
      ['-p', '-h'],
      ['-p', '-h'],
    ],
    [
      ['-n', '-5'],
      ['-n', '-5'],
    ],
    [
      ['--project=-home', '-j'],
      ['--project=-home', '-j'],
    ],
    [
      ['--', '-p', '-home'],
      ['--', '-p', '-home'],
    ],
    [['-p'], ['-p']],
    [
      ['-p', '-'],
      ['-p', '-'],
    ],
  ])('%j: %j', (argv, expected) => {
    expect(tieDashedValues(argv, command)).toEqual(expected);
  });
});
