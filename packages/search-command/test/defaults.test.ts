import { meaningsOfDefaults } from '@cco/cli';
import { expect, it } from 'vitest';
import { searchCommand } from '../src/index.ts';

const meanings = await meaningsOfDefaults(searchCommand());

it('some lines are not parsed', () => {
  expect(meanings.length).toBeGreaterThan(3);
});

it.each(meanings)('$command $argv means what it would mean if it were parsed', (one) => {
  expect(one.unparsed).toEqual(one.parsed);
});
