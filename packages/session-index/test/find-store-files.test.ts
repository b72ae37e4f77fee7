import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, type TemporaryHome } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptFoldersFile } from '../src/kept-folders.ts';
import { type FoundFiles, findStoreFiles } from '../src/store/find-store-files.ts';
import { makeTemporaryHome } from './home.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
  fs.mkdirSync(temporary.dataDir, { recursive: true });
});
afterEach(() => temporary.remove());

/** Later than any change of now could be mistaken. */
const SETTLED = () => Date.now() + 60_000;
/** Longer than the clock of a file system stands still. */
const TICK_MS = 25;

function look(now = SETTLED()) {
  return facts(findStoreFiles([temporary.configDir], { dataFolder: temporary.dataDir, now }));
}

function lookAnew() {
  return facts(findStoreFiles([temporary.configDir]));
}

/** What was found, without the ways to ask for parts of it. */
function facts({ files, roots, problems, digest }: FoundFiles) {
  return { files, roots, problems, digest };
}

function write(...parts: readonly string[]): string {
  const file = path.join(temporary.configDir, 'projects', ...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, '{}\n');
  return file;
}

/** Enough folders that their listings are kept. */
function writeMany(): void {
  for (let at = 0; at < 60; at++) {
    write(`-home-mira-${at % 7}`, `s${at}.jsonl`);
    write(`-home-mira-${at % 7}`, `s${at}`, 'subagents', `agent-${at}.jsonl`);
  }
}

const inOrder = ({ files }: ReturnType<typeof look>) =>
  [...files].sort((a, b) => (a.path < b.path ? -1 : 1));

describe.skipIf(process.platform === 'win32')('findStoreFiles with kept listings', () => {
  it('keeps them for itself alone, and finds with them what it finds without', () => {
    writeMany();
    expect(look()).toEqual(lookAnew());
    expect(fs.statSync(keptFoldersFile(temporary.dataDir)).mode & 0o777).toBe(0o600);
    expect(look()).toEqual(lookAnew());
  });

  it('gives the files of some sessions alone', () => {
    writeMany();
    write('beside.jsonl');
    const found = findStoreFiles([temporary.configDir]);
    const some = new Set(['s7', 's59', 'beside', 'nowhere']);
    const wanted = found.files.filter(({ session }) => session !== undefined && some.has(session));
    expect(wanted).toHaveLength(5);
    expect(found.filesOf(some)).toEqual(wanted);
    expect(found.filesOf(new Set())).toEqual([]);
  });

  it('lists no folder again that has not changed', () => {
    writeMany();
    look();
    const kept = fs.readFileSync(keptFoldersFile(temporary.dataDir), 'utf8');
    fs.writeFileSync(keptFoldersFile(temporary.dataDir), kept.replaceAll('s11.jsonl', 'sXX.jsonl'));
    expect(look().files).toHaveLength(lookAnew().files.length - 1);
    const { dataDir: dataFolder, configDir } = temporary;
    const fresh = { dataFolder, fresh: true, now: SETTLED() };
    expect(facts(findStoreFiles([configDir], fresh))).toEqual(lookAnew());
    expect(look()).toEqual(lookAnew());
  });

  it('keeps none of a folder that may change without showing it', () => {
    writeMany();
    look(Date.now());
    expect(fs.existsSync(keptFoldersFile(temporary.dataDir))).toBe(false);
  });

  it.each(['', '{', '[]', '{"version":1}', '{"version":1,"roots":{"X":7}}'])(
    'is right with a broken file: %s',
    (text) => {
      writeMany();
      look();
      const root = path.join(temporary.configDir, 'projects');
      fs.writeFileSync(keptFoldersFile(temporary.dataDir), text.replace('X', root));
      expect(look()).toEqual(lookAnew());
    },
  );

  it('has another digest after every kind of change, and the same without one', async () => {
    writeMany();
    const changes = [
      () => write('-home-mira-1', 's1.jsonl'),
      () => write('-home-mira-1', 'new.jsonl'),
      () => write('-home-mira-1', 's1', 'subagents', 'agent-new.jsonl'),
      () => fs.rmSync(write('-home-mira-1', 'new.jsonl')),
    ];
    let before = look().digest;
    expect(look().digest).toBe(before);
    for (const change of changes) {
      await wait(TICK_MS);
      change();
      const { digest } = look();
      expect(digest).not.toBe(before);
      before = digest;
    }
    await wait(TICK_MS);
    const projects = path.join(temporary.configDir, 'projects');
    fs.renameSync(path.join(projects, '-home-mira-3'), path.join(projects, '-home-mira-moved'));
    expect(look().digest).not.toBe(before);
  });

  it.each([1, 2, 3])('finds what there is after any changes, seed %i', async (seed) => {
    const random = createRandom(seed);
    writeMany();
    for (let round = 0; round < 12; round++) {
      look();
      await wait(TICK_MS);
      for (let change = 0; change < 4; change++) {
        const { files } = lookAnew();
        const { path: file } = random.pick(files);
        const folder = path.dirname(file);
        random.pick([
          () => fs.rmSync(file),
          () => fs.appendFileSync(file, '{}\n'),
          () => fs.renameSync(file, path.join(folder, `r${round}-${change}.jsonl`)),
          () => fs.rmSync(folder, { recursive: true }),
          () => fs.renameSync(folder, `${folder}-${round}${change}`),
          () => write(`-new-${round}`, 'deep', 'workflows', 'w', `agent-${change}.jsonl`),
          () => write(path.basename(folder), `n${round}${change}.jsonl`),
          () => fs.writeFileSync(path.join(folder, 'x.jsonl.orphaned-1'), ''),
        ])();
      }
      expect(inOrder(look())).toEqual(inOrder(lookAnew()));
    }
  });
});
