import { meaningsOfDefaults } from '@cco/cli';
import { expect, it } from 'vitest';
import { auditCommand } from '../src/index.ts';

const meanings = await meaningsOfDefaults(auditCommand({ version: '1.2.3' }));

it('some lines are not parsed', () => {
  expect(meanings.length).toBeGreaterThan(40);
});

it.each(meanings)('$command $argv means what it would mean if it were parsed', (one) => {
  expect(one.unparsed).toEqual(one.parsed);
});
