import fs from 'node:fs';
import path from 'node:path';
import { UserError } from '@cco/cli';
import { displayWidth } from '@cco/terminal';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runStatusline } from '../src/statusline/run-statusline.ts';
import type { StatuslineValues } from '../src/statusline/statusline-options.ts';
import { lookAtAll, quickWorld, SESSION, spend, transcriptIn } from './world.ts';

let home: TemporaryHome;
beforeEach(async () => {
  home = await makeTemporaryHome();
});
afterEach(() => home.remove());

const input = () => ({
  session_id: SESSION,
  transcript_path: transcriptIn(home),
  model: { display_name: 'Opus 5' },
  cost: { total_cost_usd: 1.234 },
});

async function line(values: StatuslineValues = {}, given: unknown = input(), columns?: string) {
  const { world, done } = quickWorld(home, given);
  await runStatusline(values, { ...world, env: { ...world.env, COLUMNS: columns } });
  return { text: done.out, refreshed: done.refreshed };
}

it('shows what Claude Code tells, and has the rest counted', async () => {
  spend(home, 2);
  const refresh = ['statusline', '--refresh', '--timezone', 'UTC'];
  expect(await line({ timezone: 'UTC' })).toEqual({
    text: 'Opus 5 · $1.23 session · counting…\n',
    refreshed: [refresh],
  });
  // The task was given away.
  expect((await line({ timezone: 'UTC' })).refreshed).toEqual([]);
});

it('shows session, day, block and burn rate, with what was written this moment', async () => {
  spend(home, 2);
  await lookAtAll(home);
  spend(home, 1, 0);
  expect(await line({ 'cost-source': 'both' })).toEqual({
    text: 'Opus 5 · $1.23 / $3.00 session · $3.00 today · $3.00 block (3h 30m left) · $3.00/hour\n',
    refreshed: [],
  });
});

it('says nothing of a burn rate before five minutes of a block', async () => {
  spend(home, 2, 4);
  spend(home, 1, 0);
  await lookAtAll(home);
  const segments = 'block,burn';
  expect((await line({ segments })).text).toBe('$3.00 block (4h 30m left)\n');
  spend(home, 1, 5);
  await lookAtAll(home);
  expect((await line({ segments })).text).toBe('$4.00 block (4h 30m left) · $48.00/hour\n');
});

it('fits what Claude Code shows of the terminal', async () => {
  const segments = 'project';
  const given = { workspace: { project_dir: `/home/mira/${'日本語'.repeat(7)}` } };
  const shown = async (columns: string, padding?: string) =>
    (await line({ segments, padding }, given, columns)).text.trimEnd();
  // 42 columns wide, cut to the longest name of 40.
  expect(displayWidth(await shown('80'))).toBe(39);
  expect(displayWidth(await shown('44'))).toBe(39);
  expect(displayWidth(await shown('43'))).toBe(39);
  expect(displayWidth(await shown('42'))).toBe(37);
  expect(displayWidth(await shown('42', '3'))).toBe(31);
  expect(displayWidth(await shown('3'))).toBe(1);
  for (const columns of ['', '0', '-5', 'wide'])
    expect(await shown(columns)).toBe(await shown('80'));
});

it('says why there will be no figures', async () => {
  spend(home, 2);
  // A file where the folder should be.
  fs.mkdirSync(path.dirname(home.dataDir), { recursive: true });
  fs.writeFileSync(home.dataDir, '');
  const { text, refreshed } = await line();
  expect(text).toBe(`Opus 5 · $1.23 session · cannot write ${home.dataDir}\n`);
  expect(refreshed).toEqual([]);
});

it('shows budgets of an option or the config file', async () => {
  spend(home, 4);
  await lookAtAll(home);
  const segments = 'budget';
  expect((await line({ segments, budget: 'daily=5' })).text).toBe('daily 80% of $5\n');
  const config = path.join(home.configDir, 'cco.json');
  fs.writeFileSync(config, '{"usage":{"budget":{"monthly":8}}}');
  expect((await line({ segments })).text).toBe('monthly 50% of $8\n');
});

it.each(['', 'no JSON', '[]', '{"transcript_path":5}'])(
  'shows what it knows when the input is %j',
  async (given) => {
    spend(home, 2);
    await lookAtAll(home);
    expect((await line({}, given)).text).toBe('$2.00 today · $2.00 block (3h 30m left)\n');
  },
);

it('says what is wrong with the config file', async () => {
  fs.mkdirSync(home.configDir, { recursive: true });
  fs.writeFileSync(path.join(home.configDir, 'cco.json'), '{"usage":{"budget":5}}');
  expect((await line()).text).toContain('cco.json');
  expect((await line()).text.split('\n')).toHaveLength(2);
});

it.each([
  [{ segments: 'model,modle' }, '--segments: there is no "modle"'],
  [{ segments: ',' }, '--segments names nothing'],
  [{ padding: 'two' }, '--padding two: expected a number of columns, for example 2'],
])('refuses %j before it reads anything', async (values, message) => {
  const { world } = quickWorld(home, '');
  const unread = { ...world, read: () => expect.unreachable() };
  await expect(runStatusline(values, unread)).rejects.toThrow(message);
  await expect(runStatusline(values, unread)).rejects.toBeInstanceOf(UserError);
});

it('takes the name that ccusage has for the computed cost', async () => {
  spend(home, 2);
  await lookAtAll(home);
  const values = { 'cost-source': 'ccusage', segments: 'session' } as const;
  expect((await line(values)).text).toBe('$2.00 session\n');
});
