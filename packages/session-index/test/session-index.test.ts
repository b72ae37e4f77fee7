import fs from 'node:fs';
import path from 'node:path';
import { createTranscript, setTimes, type TemporaryHome, writeTree } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIST_NAME, latestRows, refreshIndex, rowOf } from '../src/index.ts';
import { closeStore, openStore, readSessions } from '../src/store/index.ts';
import { indexOf, makeTemporaryHome, pathOf, sessionText } from './home.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const SHOP = '/home/mira/web-shop';
const STAMP = () => path.join(temporary.dataDir, 'sessions.stamp');
const STORE = () => path.join(temporary.dataDir, 'store.db');
const LIST = () => path.join(temporary.configDir, LIST_NAME);

/** Writes a transcript whose messages are all of one time. */
async function write(id: string, text: string, time: string, cwd = SHOP): Promise<string> {
  const dated = text.replace(/"timestamp":"[^"]*"/g, `"timestamp":"${time}"`);
  const [file = ''] = await writeTree(temporary.home, { [pathOf(id, cwd)]: dated });
  await setTimes(temporary.home, { [pathOf(id, cwd)]: time });
  return file;
}

async function writeThree(): Promise<void> {
  await write('s1', sessionText('s1', SHOP, 'First'), '2026-03-01T10:00:00Z');
  await write(
    's3',
    sessionText('s3', '/home/mira/api', 'Third'),
    '2026-03-03T10:00:00Z',
    '/home/mira/api',
  );
  await write('s2', sessionText('s2', SHOP, 'Second'), '2026-03-02T10:00:00Z');
}

describe('refreshIndex', () => {
  it('lists sessions with project, folder and preview, newest first', async () => {
    await writeThree();
    const { sessions, filesRead, problems, notes } = await refreshIndex(indexOf(temporary));
    expect(sessions.map(({ id, project, cwd, preview }) => [id, project, cwd, preview])).toEqual([
      ['s3', 'api', '/home/mira/api', 'Third'],
      ['s2', 'web-shop', SHOP, 'Second'],
      ['s1', 'web-shop', SHOP, 'First'],
    ]);
    expect({ filesRead, problems, notes }).toEqual({ filesRead: 3, problems: [], notes: [] });
  });

  it('writes the list that scripts read', async () => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    const rows = fs.readFileSync(LIST(), 'utf8').split('\n');
    expect(rows).toHaveLength(4);
    expect(rows[0]?.split('\t').slice(1)).toEqual(['api', 's3', 'Third']);
    expect(rows[0]?.split('\t')[0]).toMatch(/^2026-03-03 \d\d:\d\d$/);
    for (const file of [LIST(), STAMP(), STORE()])
      expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('reads only what has changed, and writes nothing when nothing has', async () => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    const stamps = () => [LIST(), STAMP(), STORE()].map((file) => fs.statSync(file).mtimeMs);
    const before = stamps();
    expect((await refreshIndex(indexOf(temporary))).filesRead).toBe(0);
    expect(stamps()).toEqual(before);
    await write(
      's1',
      `${sessionText('s1', SHOP, 'First')}{"type":"custom-title","customTitle":"Renamed"}\n`,
      '2026-03-04T10:00:00Z',
    );
    const { sessions, filesRead } = await refreshIndex(indexOf(temporary));
    expect(filesRead).toBe(1);
    expect(sessions[0]).toMatchObject({ id: 's1', preview: 'Renamed' });
  });

  it('notices files that were deleted, replaced, shortened and moved', async () => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    fs.rmSync(path.join(temporary.home, pathOf('s2', SHOP)));
    await write('s1', `${sessionText('s1', SHOP, 'Replaced')}\n\n\n`, '2026-03-04T10:00:00Z');
    await write(
      's3',
      sessionText('s3', '/home/mira/api', '3'),
      '2026-03-05T10:00:00Z',
      '/home/mira/api',
    );
    const { sessions } = await refreshIndex(indexOf(temporary));
    expect(sessions.map(({ id, preview }) => [id, preview])).toEqual([
      ['s3', '3'],
      ['s1', 'Replaced'],
    ]);
  });

  it('prefers titles to prompts and the last of each to earlier ones', async () => {
    const titled = (...titles: object[]) =>
      sessionText('s1', SHOP, 'Prompt') +
      titles.map((title) => `${JSON.stringify(title)}\n`).join('');
    const ai = { type: 'ai-title', aiTitle: 'Generated' };
    const own = { type: 'custom-title', customTitle: 'My own' };
    const summary = { type: 'summary', summary: 'Summed up' };
    for (const [titles, preview] of [
      [[], 'Prompt'],
      [[summary], 'Summed up'],
      [[ai, summary], 'Generated'],
      [[own, ai], 'My own'],
      [[own, ai, { ...own, customTitle: 'Later' }], 'Later'],
      [[own, { ...own, customTitle: '' }, ai], 'Generated'],
    ] as const) {
      await write(
        's1',
        titled(...titles),
        new Date(Date.now() + Math.random() * 1e6).toISOString(),
      );
      expect((await refreshIndex(indexOf(temporary))).sessions[0]?.preview).toBe(preview);
    }
  });

  it('recovers the real folder', async () => {
    const transcript = createTranscript({
      sessionId: 's1',
      cwd: SHOP,
      startedAt: '2026-03-02T09:00:00Z',
    });
    transcript.setCwd(`${SHOP}/src/deep`);
    transcript.user('Hello');
    transcript.setCwd(SHOP);
    transcript.user('Again');
    await write('s1', transcript.text(), '2026-03-01T10:00:00Z');
    expect((await refreshIndex(indexOf(temporary))).sessions[0]?.cwd).toBe(SHOP);
    transcript.relocated('/home/mira/moved');
    await write('s1', transcript.text(), '2026-03-02T10:00:00Z');
    expect((await refreshIndex(indexOf(temporary))).sessions[0]).toMatchObject({
      cwd: '/home/mira/moved',
      project: 'moved',
    });
  });

  it('hides files without a conversation, set-aside copies and subagents', async () => {
    const other =
      '{"type":"file-history-snapshot","messageId":"m"}\n{"type":"summary","summary":"x"}\n';
    await write('empty', '', '2026-03-01T10:00:00Z');
    await write('snapshots', other, '2026-03-01T10:00:00Z');
    await write('agent-1', sessionText('s1', SHOP, 'Agent'), '2026-03-01T10:00:00Z');
    await write('s1.orphaned-1', sessionText('s1', SHOP, 'Orphan'), '2026-03-01T10:00:00Z');
    await write(
      's1',
      sessionText('s1', SHOP, '<command-name>/x</command-name>'),
      '2026-03-01T10:00:00Z',
    );
    expect(
      (await refreshIndex(indexOf(temporary))).sessions.map(({ id, preview }) => [id, preview]),
    ).toEqual([['s1', '']]);
  });

  it('takes copies in several project folders for one session', async () => {
    await write('s1', sessionText('s1', SHOP, 'Old'), '2026-03-01T10:00:00Z');
    await write(
      's1',
      sessionText('s1', '/home/mira/api', 'New'),
      '2026-03-02T10:00:00Z',
      '/home/mira/api',
    );
    const { sessions } = await refreshIndex(indexOf(temporary));
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ preview: 'New', project: 'api' });
    expect(sessions[0]?.files).toHaveLength(2);
  });

  it('cleans previews of control sequences, tabs and line breaks', async () => {
    await write(
      's1',
      sessionText('s1', '/home/mira/a\tb', '\x1b[2J\x1b]0;owned\x07First\tline\nsecond'),
      '2026-03-01T10:00:00Z',
      '/home/mira/a\tb',
    );
    await refreshIndex(indexOf(temporary));
    expect(fs.readFileSync(LIST(), 'utf8').split('\t').slice(1)).toEqual([
      'a b',
      's1',
      'First line second\n',
    ]);
  });

  it('builds anew, with a note, when the store is damaged', async () => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    fs.writeFileSync(STORE(), 'nonsense '.repeat(999));
    await write('s4', sessionText('s4', SHOP, 'Fourth'), '2026-03-04T10:00:00Z');
    const { sessions, filesRead, notes } = await refreshIndex(indexOf(temporary));
    expect([sessions.length, filesRead]).toEqual([4, 4]);
    expect(notes.join()).toMatch(/rebuilt: it was damaged/);
    expect(await refreshIndex(indexOf(temporary))).toMatchObject({ filesRead: 0, notes: [] });
  });

  it.each([
    ['torn', (text: string) => text.slice(0, text.length / 2)],
    ['of nonsense', () => 'nonsense\n{}'],
    ['of another version', (text: string) => text.replace(/"version":\d+/, '"version":999')],
  ])('writes the list anew when its stamp is %s', async (_, damage) => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    fs.writeFileSync(STAMP(), damage(fs.readFileSync(STAMP(), 'utf8')));
    expect(latestRows(indexOf(temporary), 1)).toBeUndefined();
    expect(await refreshIndex(indexOf(temporary))).toMatchObject({ filesRead: 0, notes: [] });
    expect(latestRows(indexOf(temporary), 1)).toHaveLength(1);
  });

  it('forgets no deleted session when all is read again', async () => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    fs.rmSync(path.join(temporary.home, pathOf('s2', SHOP)));
    const { sessions } = await refreshIndex({ ...indexOf(temporary), rebuild: true });
    expect(sessions.map(({ id }) => id)).toEqual(['s3', 's1']);
    const store = openStore(indexOf(temporary));
    try {
      const kept = readSessions(store).map(({ id, isArchived }) => [id, isArchived]);
      expect(kept.sort()).toEqual([
        ['s1', false],
        ['s2', true],
        ['s3', false],
      ]);
    } finally {
      closeStore(store);
    }
  });

  it('answers also when it can keep nothing', async () => {
    await writeThree();
    fs.mkdirSync(path.dirname(temporary.dataDir), { recursive: true });
    fs.writeFileSync(temporary.dataDir, 'a file where the folder should be');
    const { sessions, notes } = await refreshIndex(indexOf(temporary));
    expect(sessions).toHaveLength(3);
    expect(notes.join()).toMatch(/The index could not be kept/);
  });

  it('keeps the facts where it cannot keep the list', async () => {
    await writeThree();
    fs.mkdirSync(LIST());
    expect(await refreshIndex(indexOf(temporary))).toMatchObject({ filesRead: 3 });
    const again = await refreshIndex(indexOf(temporary));
    expect(again.filesRead).toBe(0);
    expect(again.sessions).toHaveLength(3);
  });

  it('finds nothing where there is nothing, and leaves nothing behind', async () => {
    expect(await refreshIndex(indexOf(temporary))).toEqual({
      sessions: [],
      found: expect.objectContaining({ files: [], roots: [], problems: [] }),
      filesRead: 0,
      problems: [],
      notes: [],
    });
    expect(fs.existsSync(temporary.configDir)).toBe(false);
    expect(fs.existsSync(temporary.dataDir)).toBe(false);
  });

  it('walks each folder once, through links and circles', async () => {
    await writeThree();
    const projects = path.join(temporary.configDir, 'projects');
    fs.symlinkSync(projects, path.join(projects, 'circle'));
    fs.symlinkSync(path.join(projects, 'nowhere'), path.join(projects, 'dangling'));
    fs.symlinkSync('loop.jsonl', path.join(projects, 'loop.jsonl'));
    const twice = {
      ...indexOf(temporary),
      configFolders: [temporary.configDir, `${temporary.home}/.claude/../.claude`],
    };
    expect((await refreshIndex(twice)).sessions).toHaveLength(3);
  });

  it('gives the same after growing in pieces as from scratch', async () => {
    const transcript = createTranscript({
      sessionId: 's1',
      cwd: SHOP,
      startedAt: '2026-03-02T09:00:00Z',
    });
    transcript.meta('hidden');
    transcript.user('Prompt');
    transcript.assistant({ blocks: [{ type: 'text', text: 'x'.repeat(500) }] });
    transcript.record({ type: 'ai-title', aiTitle: 'One' });
    transcript.relocated('/home/mira/two');
    transcript.record({ type: 'ai-title', aiTitle: 'Two' });
    const text = transcript.text();
    for (let seed = 1; seed < 15; seed++) {
      let at = 0;
      let time = Date.parse('2026-03-01T10:00:00Z');
      while (at < text.length) {
        at += 1 + ((at * 31 + seed * 97) % 400);
        time += 1000;
        await write('s1', text.slice(0, at), new Date(time).toISOString());
        await refreshIndex(indexOf(temporary));
      }
      const grown = (await refreshIndex(indexOf(temporary))).sessions;
      expect(grown).toEqual(
        (await refreshIndex({ ...indexOf(temporary), rebuild: true })).sessions,
      );
      expect(grown[0]).toMatchObject({ preview: 'Two', cwd: '/home/mira/two' });
      fs.rmSync(temporary.dataDir, { recursive: true });
    }
  });
});

describe('latestRows', () => {
  const latest = (count = 10) => latestRows(indexOf(temporary), count);

  it('answers from the list as long as nothing has changed', async () => {
    await writeThree();
    expect(latest()).toBeUndefined();
    const { sessions } = await refreshIndex(indexOf(temporary));
    expect(latest(2)?.map(({ id }) => id)).toEqual(['s3', 's2']);
    expect(latest(Number.POSITIVE_INFINITY)).toEqual(sessions.map(rowOf));
    expect(latestRows({ ...indexOf(temporary), rebuild: true }, 2)).toBeUndefined();

    await write('s4', sessionText('s4', SHOP, 'Fourth'), '2026-03-04T10:00:00Z');
    expect(latest()).toBeUndefined();
    await refreshIndex(indexOf(temporary));
    expect(latest(1)?.map(({ id }) => id)).toEqual(['s4']);
  });

  it.each<[string, (file: string) => void]>([
    ['deleted', (file) => fs.rmSync(file)],
    ['touched', (file) => fs.utimesSync(file, 1, 1)],
    ['moved', (file) => fs.renameSync(file, path.join(path.dirname(file), 'other.jsonl'))],
  ])('notices a file that was %s', async (_, change) => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    change(path.join(temporary.home, pathOf('s2', SHOP)));
    expect(latest()).toBeUndefined();
  });

  it('does not trust a list that someone else has changed', async () => {
    await writeThree();
    await refreshIndex(indexOf(temporary));
    fs.writeFileSync(LIST(), 'forged\tby\tothers\n');
    expect(latest()).toBeUndefined();
    fs.rmSync(LIST());
    expect(latest()).toBeUndefined();
    await refreshIndex(indexOf(temporary));
    expect(latest(1)?.map(({ id }) => id)).toEqual(['s3']);
  });
});
