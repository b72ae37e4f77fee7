import path from 'node:path';
import { copySampleHome, makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from './run.ts';

let temporary: TemporaryHome;
beforeAll(async () => {
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home);
});
afterAll(() => temporary.remove());

it.each([
  'daily',
  'daily --last 3 --breakdown --json',
  'daily --instances --compact',
  'weekly --start-of-week monday --order desc',
  'monthly --csv',
  'session --last 5',
  'projects',
  'models --since 20261101',
  'agents --breakdown',
  'skills',
  'mcp',
  'blocks --recent --token-limit max',
  'blocks --active',
  'blocks --active --json',
  'daily --last 2 --budget daily=1,monthly=3 --problems',
])('prints the sample home: %s', async (line) => {
  const { status, out, err } = await run(temporary, line);
  const text = `${out}${err && `--- stderr\n${err}`}--- exit status ${status}\n`;
  const name = `${line.replaceAll(/[^\w]+/g, '-')}.txt`;
  const golden = path.join(import.meta.dirname, 'golden', name);
  const everywhere = text.replaceAll(temporary.home, '~').replaceAll('\\', '/');
  // Git would change the line ends of CSV; another test looks at them.
  await expect(everywhere.replaceAll('\r\n', '\n')).toMatchFileSnapshot(golden);
});
