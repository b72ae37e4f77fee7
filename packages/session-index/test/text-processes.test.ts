import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, generateCorpus, type TemporaryHome } from '@cco/test-fixtures';
import { rolldown } from 'rolldown';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
} from '../src/text/index.ts';
import { makeTemporaryHome } from './home.ts';
import { foldAll, sessionTexts } from './slow-scan.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const WORDS = ['the', 'migration', 'ra', 'and', 'x', 'error', 'zqxj', '.', 'at'];

let programs: string;
let temporary: TemporaryHome;

// Node 20 runs no TypeScript: the processes run bundles.
beforeAll(async () => {
  programs = fs.mkdtempSync(path.join(tmpdir(), 'cco-text-'));
  fs.symlinkSync(
    path.join(PACKAGE, 'node_modules'),
    path.join(programs, 'node_modules'),
    'junction',
  );
  const build = await rolldown({
    input: {
      child: path.join(PACKAGE, 'test/text-child.ts'),
      worker: path.join(PACKAGE, 'src/text/worker.ts'),
    },
    platform: 'node',
    external: ['libsql'],
    resolve: { conditionNames: ['@cco/source', 'import', 'module', 'node', 'default'] },
  });
  await build.write({ dir: programs, format: 'esm', entryFileNames: '[name].mjs' });
  await build.close();
});
afterAll(() => fs.rmSync(programs, { recursive: true, force: true }));

beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

function start(dataFolder: string, ...more: string[]): ChildProcess {
  const child = path.join(programs, 'child.mjs');
  return spawn(process.execPath, [child, dataFolder, temporary.configDir, ...more], {
    env: temporary.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a process and gives what it wrote. */
async function ended(child: ChildProcess): Promise<{ out: string; errors: string }> {
  const written = { out: '', errors: '' };
  child.stdout?.on('data', (data) => {
    written.out += data;
  });
  child.stderr?.on('data', (data) => {
    written.errors += data;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return written;
}

type Expected = ReadonlyMap<string, readonly string[]>;

function generate(size: number): Expected {
  generateCorpus({ out: temporary.configDir, size, files: 80, vocabulary: 5000, seed: 3 });
  const sessions = Array.from(sessionTexts(temporary.configDir), ([id, texts]) => ({
    id,
    texts: texts.map(foldAll),
  }));
  const having = (word: string) =>
    sessions.filter(({ texts }) => texts.some((text) => text.includes(word)));
  return new Map(
    WORDS.map((word) => [
      word,
      having(word)
        .map(({ id }) => id)
        .sort(),
    ]),
  );
}

/** Opens an index, brings it up to date, and checks it against the obvious implementation. */
async function expectRight(dataFolder: string, expected: Expected): Promise<void> {
  const index = openTextIndex({ dataFolder, configFolders: [temporary.configDir] });
  try {
    await refreshTextIndex(index);
    for (const [word, ids] of expected) {
      const parsed = parseTextQuery(word);
      if (!parsed.ok) throw new Error(word);
      const { matches } = searchText(index, parsed.query, { snippets: false });
      expect([word, matches.map(({ session }) => session).sort()]).toEqual([word, ids]);
    }
    expect(index.notes).toEqual([]);
  } finally {
    closeTextIndex(index);
  }
}

const KILLS = Number(process.env['CCO_TEST_KILLS'] ?? 12);

it('survives being killed at any moment', async () => {
  const expected = generate(4_000_000);
  const begin = performance.now();
  await ended(start(path.join(temporary.home, 'first')));
  const whole = performance.now() - begin;
  const random = createRandom(17);
  for (let round = 0; round < KILLS; round++) {
    const data = path.join(temporary.home, `data-${round}`);
    // Twice in a row: the second run begins with what the first has left.
    for (let kill = 0; kill < 2; kill++) {
      const child = start(data);
      const timer = setTimeout(() => child.kill('SIGKILL'), whole * random.fraction());
      await ended(child);
      clearTimeout(timer);
    }
    await expectRight(data, expected);
    fs.rmSync(data, { recursive: true, force: true });
  }
}, 300_000);

it('gives the same answers to processes that build it at once', async () => {
  const expected = generate(4_000_000);
  const data = temporary.dataDir;
  const all = await Promise.all([1, 2, 3].map(() => ended(start(data))));
  for (const { out, errors } of all) {
    expect(errors).toBe('');
    expect(JSON.parse(out)).toEqual({ found: expected.get('the')?.length, notes: [] });
  }
  await expectRight(data, expected);
});

it('reads in threads what it reads in one', async () => {
  // Below this size no thread is started.
  const expected = generate(36_000_000);
  const { out, errors } = await ended(start(temporary.dataDir, path.join(programs, 'worker.mjs')));
  expect(errors).toBe('');
  expect(JSON.parse(out)).toEqual({ found: expected.get('the')?.length, notes: [] });
  await expectRight(temporary.dataDir, expected);
});
