import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY } from '@cco/audit-policy';
import { readFindings, refreshFindings } from '@cco/audit-store';
import { captureIo, runCommand } from '@cco/cli';
import { refreshIndex } from '@cco/session-index';
import { closeStore, openStore, readMessages, refreshStore } from '@cco/session-index/store';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
} from '@cco/session-index/text';
import {
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  type TemporaryHome,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetCommand } from '../src/index.ts';

const SHOP = '/home/mira/web-shop';
const API = '/home/mira/api';
const GONE = 'a1a1a1a1-1111-4111-8111-111111111111';
const SECRET = 'b2b2b2b2-1111-4111-8111-111111111111';
const OTHER = 'c3c3c3c3-1111-4111-8111-111111111111';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const pathOf = (id: string, cwd: string) => `.claude/projects/${projectFolder(cwd)}/${id}.jsonl`;

function textOf(id: string, cwd: string, word: string): string {
  const session = createTranscript({ sessionId: id, cwd, startedAt: '2026-03-02T09:00:00Z' });
  session.user(`Look at the ${word} now`);
  session.assistant({
    blocks: [
      textBlock(`About ${word}`),
      {
        type: 'tool_use',
        id: `toolu_${word}`,
        name: 'Bash',
        input: { command: `cat .env ${word}` },
      },
    ],
  });
  return session.text();
}

/** Three sessions, of which one is gone, all read by everything. */
async function readAll(): Promise<void> {
  const options = { configFolders: [temporary.configDir], dataFolder: temporary.dataDir };
  await refreshIndex(options);
  const store = openStore(options);
  const index = openTextIndex(options);
  try {
    await refreshStore(store);
    await refreshFindings(store, { policy: DEFAULT_POLICY, folders: [], home: temporary.home });
    await refreshTextIndex(index);
  } finally {
    closeStore(store);
    closeTextIndex(index);
  }
}

async function makeHome(): Promise<void> {
  await writeTree(temporary.home, {
    [pathOf(GONE, SHOP)]: textOf(GONE, SHOP, 'zebrafish'),
    [pathOf(SECRET, SHOP)]: textOf(SECRET, SHOP, 'quokkasecret'),
    [pathOf(OTHER, API)]: textOf(OTHER, API, 'wombatplan'),
  });
  await readAll();
  fs.rmSync(path.join(temporary.home, pathOf(GONE, SHOP)));
  await readAll();
}

async function forget(...argv: string[]) {
  const { io, out, err } = captureIo({ env: temporary.env });
  const status = await runCommand(forgetCommand, { name: 'forget', version: '1', argv, io });
  return { status, out: out(), err: err() };
}

/** Names of files that cco keeps and that hold a text. */
function filesWith(text: string): string[] {
  const names = fs.readdirSync(temporary.dataDir, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => path.join(temporary.dataDir, name));
  return [...files, path.join(temporary.configDir, 'sessions.idx')].filter(
    (file) => fs.statSync(file).isFile() && fs.readFileSync(file).includes(text),
  );
}

async function known(): Promise<{ messages: number; findings: number; words: string[] }> {
  await readAll();
  const options = { configFolders: [temporary.configDir], dataFolder: temporary.dataDir };
  const store = openStore(options);
  const index = openTextIndex(options);
  try {
    const words = ['zebrafish', 'quokkasecret', 'wombatplan'].filter((word) => {
      const parsed = parseTextQuery(word);
      return parsed.ok && searchText(index, parsed.query, { archived: true }).matches.length > 0;
    });
    const { findings } = readFindings(store.db);
    return { messages: readMessages(store).length, findings: findings.length, words };
  } finally {
    closeStore(store);
    closeTextIndex(index);
  }
}

describe('forget', () => {
  it.each([
    ['a session that is gone', ['--session', GONE], 'zebrafish', ['quokkasecret', 'wombatplan']],
    [
      'a session by its first digits',
      ['--session', 'b2b2'],
      'quokkasecret',
      ['zebrafish', 'wombatplan'],
    ],
    ['a project by its name', ['--project', 'web-shop'], 'quokkasecret', ['wombatplan']],
    ['a project by its folder', ['--project', SHOP], 'zebrafish', ['wombatplan']],
  ])('removes %s and leaves the rest', async (_, options, word, left) => {
    await makeHome();
    expect(await known()).toEqual({
      messages: 3,
      findings: 3,
      words: ['zebrafish', 'quokkasecret', 'wombatplan'],
    });
    expect(filesWith(word)).not.toEqual([]);
    const { status, out } = await forget(...options, '--yes');
    expect([status, out]).toEqual([0, expect.stringContaining('Removed: ')]);
    expect(filesWith(word)).toEqual([]);
    const after = await known();
    expect(after).toEqual({ messages: left.length, findings: left.length, words: left });
    expect(filesWith(word)).toEqual([]);
  });

  it('removes all of a config folder', async () => {
    await makeHome();
    await forget('--folder', temporary.configDir, '--yes');
    for (const word of ['zebrafish', 'quokkasecret', 'wombatplan'])
      expect(filesWith(word)).toEqual([]);
    expect(await known()).toEqual({ messages: 0, findings: 0, words: [] });
  });

  it('removes what was set aside too', async () => {
    await makeHome();
    fs.copyFileSync(
      path.join(temporary.dataDir, 'store.db'),
      path.join(temporary.dataDir, 'store.db.damaged'),
    );
    await forget('--session', SECRET, '--yes');
    expect(filesWith('quokkasecret')).toEqual([]);
  });

  it('is taken back with --again, for what is still there', async () => {
    await makeHome();
    await forget('--project', 'web-shop', '--yes');
    expect((await known()).words).toEqual(['wombatplan']);
    expect((await forget('--project', 'web-shop', '--again')).out).toContain('reads again');
    expect((await known()).words).toEqual(['quokkasecret', 'wombatplan']);
  });

  it('never touches a transcript', async () => {
    await makeHome();
    const before = fs.readFileSync(path.join(temporary.home, pathOf(SECRET, SHOP)));
    await forget('--session', SECRET, '--yes');
    expect(fs.readFileSync(path.join(temporary.home, pathOf(SECRET, SHOP))).equals(before)).toBe(
      true,
    );
  });

  it('changes nothing with --dry-run, or when nobody can agree', async () => {
    await makeHome();
    const { out } = await forget('--session', SECRET, '--dry-run', '--json');
    expect(JSON.parse(out)).toMatchObject({ removed: false, sessions: [SECRET] });
    const { status, err } = await forget('--session', SECRET);
    expect([status, err]).toEqual([1, expect.stringContaining('--yes')]);
    expect((await known()).messages).toBe(3);
  });

  it('removes nothing, and says why, where nothing can be written', async () => {
    await makeHome();
    fs.writeFileSync(path.join(temporary.home, 'file'), '');
    temporary.env['CCO_DATA_DIR'] = path.join(temporary.home, 'file', 'data');
    const { status, err } = await forget('--folder', temporary.configDir, '--yes');
    expect([status, err]).toEqual([1, expect.stringContaining('it cannot be removed')]);
  });

  it.each([
    [[], '--session'],
    [['--session', 'x', '--project', 'y'], '--session'],
    [['--session', 'nowhere'], 'no session'],
    [['--project', 'nowhere'], 'no project'],
  ])('says what is wrong with %j', async (options, message) => {
    await makeHome();
    const { status, err } = await forget(...options, '--yes');
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
  });
});
