import fs from 'node:fs';
import path from 'node:path';
import { formatMinute } from '@cco/calendar';
import { createTranscript, projectFolder, textBlock, writeTree } from '@cco/test-fixtures';
import { sessionReport } from '@cco/usage-reports';
import { loadUsage } from '@cco/usage-source';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

let world: World;
let august: string;
beforeEach(async () => {
  world = await makeWorld();
  august = await world.session({ id: 'aaaa0008', cwd: '/code/shop', at: new Date(2026, 7, 1, 10) });
  await world.session({ id: 'bbbb0011', cwd: '/code/shop', at: november(10, 10) });
});

const SHOWN = [
  ['bbbb0011', '2026-11-10 10:00'],
  ['aaaa0008', '2026-08-01 10:00'],
];
const dates = async (...argv: string[]) =>
  (await world.find(argv)).map(({ id, date }) => [id, date]);
const append = (file: string, record: object) =>
  fs.appendFileSync(file, `${JSON.stringify(record)}\n`);

/** What makes the file of an old session new, but adds no message. */
const TOUCHES: [string, (file: string) => void][] = [
  ['a copy or a backup', (file) => fs.utimesSync(file, november(20), november(20))],
  ['a title', (file) => append(file, { type: 'custom-title', customTitle: 'Prompts' })],
  [
    'a record with a time that is no message',
    (file) => append(file, { type: 'system', timestamp: november(20).toISOString() }),
  ],
  ['a file time before the last message', (file) => fs.utimesSync(file, november(1), november(1))],
  ['an invalid time', (file) => append(file, { type: 'user', timestamp: 'soon' })],
  [
    'a time that no calendar shows',
    (file) => append(file, { type: 'user', timestamp: '+099999-01-01T00:00:00.000Z' }),
  ],
];

describe('the date of a session', () => {
  it.each(TOUCHES)('stays that of its last message after %s', async (_, touch) => {
    touch(august);
    expect(await dates()).toEqual(SHOWN);
    expect(await dates()).toEqual(SHOWN);
    expect(await dates('prompt')).toEqual(SHOWN);
    expect(await dates('--sort', 'oldest')).toEqual([...SHOWN].reverse());
    expect(await dates('--sort', 'oldest', 'prompt')).toEqual([...SHOWN].reverse());
    expect(await dates('-n', '1', 'prompt')).toEqual(SHOWN.slice(0, 1));
    expect(await world.ids(['--since', '2026-11-01', 'prompt'])).toEqual(['bbbb0011']);
    expect(await world.ids(['--since', '2026-11-01'])).toEqual(['bbbb0011']);
    expect(await world.ids(['--until', '2026-08-01'])).toEqual(['aaaa0008']);
    const list = fs.readFileSync(path.join(world.configDir, 'sessions.idx'), 'utf8');
    expect(list.split('\n').map((row) => row.split('\t')[0])).toEqual([
      ...SHOWN.map(([, date]) => date),
      '',
    ]);
    const { out } = await world.run(['show', 'aaaa0008', '--json']);
    expect(JSON.parse(out).session.date).toBe('2026-08-01 10:00');
  });

  it('moves with a later message, read after the others', async () => {
    expect(await dates()).toEqual(SHOWN);
    const time = november(15, 8, 30).toISOString();
    append(august, { type: 'user', timestamp: time, message: { role: 'user', content: 'prompt' } });
    expect((await dates())[0]).toEqual(['aaaa0008', '2026-11-15 08:30']);
    expect((await dates('prompt'))[0]).toEqual(['aaaa0008', '2026-11-15 08:30']);
  });

  it('is the latest time of a message where times go backwards', async () => {
    const time = november(2, 8).toISOString();
    const file = await world.session({ id: 'back', cwd: '/code/shop', at: november(12, 9) });
    append(file, { type: 'user', timestamp: time, message: { role: 'user', content: 'prompt' } });
    expect((await dates())[0]).toEqual(['back', '2026-11-12 09:00']);
    expect((await dates('prompt'))[0]).toEqual(['back', '2026-11-12 09:00']);
  });

  it('counts what its subagents said', async () => {
    const agent = createTranscript({
      sessionId: 'aaaa0008',
      agentId: 'a1',
      cwd: '/code/shop',
      startedAt: november(14, 9),
    });
    agent.user('prompt of a subagent');
    agent.assistant({ blocks: [textBlock('Done.')] });
    const folder = `.claude/projects/${projectFolder('/code/shop')}/aaaa0008/subagents`;
    await writeTree(world.home, { [`${folder}/agent-a1.jsonl`]: agent.text() });
    expect((await dates())[0]).toEqual(['aaaa0008', '2026-11-14 09:00']);
    expect((await dates('prompt'))[0]).toEqual(['aaaa0008', '2026-11-14 09:00']);
    expect((await dates('-n', '1', 'prompt'))[0]).toEqual(['aaaa0008', '2026-11-14 09:00']);
  });

  it('is what the report of usage by session shows', async () => {
    append(august, { type: 'user', timestamp: november(15).toISOString() });
    const listed = (await world.find([])).map(({ id, date }) => [id, date]);
    const usage = await loadUsage({
      configFolders: [world.configDir],
      dataFolder: world.dataDir,
      lastMessages: true,
    });
    const { sessions } = sessionReport(usage.rows, { zone: 'UTC', ...usage });
    expect(
      sessions
        .toSorted((a, b) => (a.lastActivity > b.lastActivity ? -1 : 1))
        .map(({ sessionId, lastActivity }) => [sessionId, formatMinute(new Date(lastActivity))]),
    ).toEqual(listed);
  });

  it('is the time of the file where no message has a time', async () => {
    const text = `${JSON.stringify({ type: 'user', cwd: '/p', message: { role: 'user', content: 'prompt' } })}\n`;
    const [file = ''] = await writeTree(world.home, { '.claude/projects/-p/timeless.jsonl': text });
    fs.utimesSync(file, november(13, 7), november(13, 7));
    expect((await dates())[0]).toEqual(['timeless', '2026-11-13 07:00']);
    expect((await dates('prompt'))[0]).toEqual(['timeless', '2026-11-13 07:00']);
  });

  it('of a deleted session is that of its last message too', async () => {
    await world.run(['prompt']);
    fs.utimesSync(august, november(20), november(20));
    await world.run(['prompt']);
    fs.rmSync(august);
    expect(await dates('--archived')).toEqual(SHOWN);
    expect(await dates('--archived', 'prompt')).toEqual(SHOWN);
  });
});
