import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createRandom, generateCorpus, type TemporaryHome } from '@cco/test-fixtures';
import { rolldown } from 'rolldown';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWordMatcher } from '../src/query.ts';
import { createSearch, type Fit } from '../src/text/decide-sessions.ts';
import { CANNOT_HOLD, type FilterTask, MAY_HOLD, OPEN } from '../src/text/filter-files.ts';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
  type TextIndex,
  type TextQuery,
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

describe('looking through transcripts in threads', () => {
  const script = () => pathToFileURL(path.join(programs, 'worker.mjs'));

  /** Gives a thread files that hold `yes.x`, `no.x` or both, and two terms that ask for these. */
  async function filteredInThread(isOver: boolean): Promise<number[]> {
    const paths = ['yes.x', 'no.x', 'no.x yes.x', 'neither'].map((text, number) => {
      const file = path.join(temporary.home, `${number}.jsonl`);
      fs.writeFileSync(file, JSON.stringify({ text }));
      return file;
    });
    const partsOf = (text: string) => ({ parts: [createWordMatcher(text).part] });
    const states = new Int32Array(new SharedArrayBuffer(4 * (paths.length + 1)));
    states[paths.length] = isOver ? 1 : 0;
    const asked = Uint32Array.of(0b11, 0b01, 0b10, 0b11);
    const task: FilterTask = { paths, terms: ['YES.x', 'NO.x'].map(partsOf), asked, states };
    const worker = new Worker(script());
    worker.postMessage(task);
    worker.postMessage([]);
    await once(worker, 'message');
    await worker.terminate();
    return [...states.subarray(0, paths.length)];
  }

  it('tells of each file whether it may hold what is asked of it', async () => {
    const [yes, no] = [MAY_HOLD, CANNOT_HOLD];
    expect(await filteredInThread(false)).toEqual([yes, no, yes, no]);
    expect(await filteredInThread(true)).toEqual([OPEN, OPEN, OPEN, OPEN]);
  });

  /** Decides all sessions, in threads or here. */
  function fitsOf(index: TextIndex, query: TextQuery, afterFiles: number): Fit[] {
    const search = createSearch(index, query, { threadLimits: { afterFiles, worthBytes: 1 } });
    try {
      search.expect(search.sessions);
      return search.sessions.map((session) => search.fit(session));
    } finally {
      search.close();
    }
  }

  async function indexWith(worker: URL): Promise<TextIndex> {
    const folders = { dataFolder: temporary.dataDir, configFolders: [temporary.configDir] };
    const index = openTextIndex({ ...folders, worker });
    await refreshTextIndex(index);
    return index;
  }

  /** Phrases that begin and end anywhere in words: only the texts tell whether they stand there. */
  function randomQueries(count: number): TextQuery[] {
    const random = createRandom(11);
    const sessions = [...sessionTexts(temporary.configDir).values()];
    const cut = (session: readonly string[]): string => {
      const text = random.pick(session.filter((one) => one !== ''));
      const from = random.below(text.length);
      return text.slice(from, from + 3 + random.below(12)).replace(/[\\"]/g, '\\$&');
    };
    return Array.from({ length: count }, () => {
      const [one, other] = [random.pick(sessions), random.pick(sessions)];
      // Two of one session may stand in two of its files.
      const second = random.pick(['', `"${cut(one)}"`, `-"${cut(other)}"`, `-"${cut(one)}"`]);
      const parsed = parseTextQuery(`"${cut(one)}" ${second}`);
      return parsed.ok ? [parsed.query] : [];
    }).flat();
  }

  it.each(['whole', 'broken'])(
    'finds what looking through them here finds, with %s threads',
    async (kind) => {
      generate(6_000_000);
      const broken = path.join(temporary.home, 'broken.mjs');
      fs.writeFileSync(broken, 'throw new Error("broken")');
      const index = await indexWith(kind === 'whole' ? script() : pathToFileURL(broken));
      const counts = { yes: 0, no: 0, unknown: 0 };
      for (const [round, query] of randomQueries(60).entries()) {
        const expected = fitsOf(index, query, Number.POSITIVE_INFINITY);
        expect([query, fitsOf(index, query, 1 + (round % 3))]).toEqual([query, expected]);
        for (const fit of expected) counts[fit]++;
      }
      expect(counts.yes).toBeGreaterThan(30);
      expect(counts.no).toBeGreaterThan(30);
      closeTextIndex(index);
    },
  );
});
