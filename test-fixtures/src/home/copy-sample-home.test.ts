import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryHome, type TemporaryHome } from '../builders/temporary-home.ts';
import { projectFolder } from '../project-folder.ts';
import { copySampleHome } from './copy-sample-home.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

test('copies the sample as it is, with times from the last record', async () => {
  const facts = await copySampleHome(temporary.home);
  expect(facts).toEqual({
    files: 49,
    projectFolders: 7,
    mainFiles: 24,
    sessions: 19,
    subagentFiles: 6,
    activityFiles: 10,
    activityEntries: 80,
    firstDay: '2026-10-26',
    lastDay: '2026-11-04',
  });
  const shop = join(
    temporary.configDir,
    'projects',
    projectFolder('/home/mira/projects/harbor-shop'),
  );
  const cart = join(shop, '7d1f3a52-0c4e-4b6a-9e21-5a8c3d7f1b01.jsonl');
  const last = readFileSync(cart, 'utf8')
    .split('\n')
    .flatMap((line) => (line.includes('"uuid"') ? [JSON.parse(line).timestamp] : []))
    .at(-1);
  expect(statSync(cart).mtime.toISOString()).toBe(last);
});

test('moves every day so that the newest is the wanted one, and changes nothing else', async () => {
  const other = await makeTemporaryHome();
  await copySampleHome(other.home);
  const facts = await copySampleHome(temporary.home, { today: '2027-01-02' });
  expect([facts.firstDay, facts.lastDay]).toEqual(['2026-12-24', '2027-01-02']);
  expect(readdirSync(temporary.logDir).at(-1)).toBe('activity-2027-01-02.jsonl');
  const before = filesBelow(other.configDir);
  const after = filesBelow(temporary.configDir);
  expect(after).toHaveLength(before.length);
  for (const [index, path] of after.entries()) {
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/2026-1[01]-\d\dT\d\d:/);
    expect(text.length).toBe(readFileSync(String(before[index]), 'utf8').length);
  }
  await other.remove();
});

test('holds the oddities that the README lists', async () => {
  await copySampleHome(temporary.home);
  const files = filesBelow(join(temporary.configDir, 'projects'));
  const texts = files.map((path) => readFileSync(path, 'utf8'));
  const all = texts.join('\n');
  const jsonl = files.flatMap((path, index) =>
    path.endsWith('.jsonl') ? [String(texts[index])] : [],
  );
  expect(jsonl.filter((text) => text === '')).toHaveLength(1);
  expect(jsonl.filter((text) => text !== '' && !text.endsWith('\n'))).toHaveLength(2);
  expect(all.match(/\}\{"parentUuid"/g)).toHaveLength(1);
  for (const oddity of ['\\u0000', '\u2028', '"usage":null', '<synthetic>', '\\u001b[31m']) {
    expect(all).toContain(oddity);
  }
  const broken = jsonl.flatMap((text) => text.split('\n')).filter((line) => !isJson(line));
  expect(broken).toHaveLength(3);
});

test('folders are named after a working directory inside', async () => {
  await copySampleHome(temporary.home);
  const projects = join(temporary.configDir, 'projects');
  for (const folder of readdirSync(projects).filter((name) => !name.includes('archive'))) {
    const cwds = filesBelow(join(projects, folder)).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/"(?:cwd|relocatedCwd)":("(?:[^"\\]|\\.)*")/g)].map(
        (match) => JSON.parse(String(match[1])),
      ),
    );
    expect(cwds.map(projectFolder)).toContain(folder);
  }
});

function isJson(line: string): boolean {
  if (line === '') return true;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
