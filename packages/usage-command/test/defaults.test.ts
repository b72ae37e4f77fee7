import { meaningsOfDefaults } from '@cco/cli';
import { expect, it } from 'vitest';
import { usageCommand } from '../src/index.ts';

const meanings = await meaningsOfDefaults(usageCommand());

it('some lines are not parsed', () => {
  expect(meanings.length).toBeGreaterThan(50);
});

it.each(meanings)('$command $argv means what it would mean if it were parsed', (one) => {
  expect(one.unparsed).toEqual(one.parsed);
});
