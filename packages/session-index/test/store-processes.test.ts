import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom, generateCorpus, runs, type TemporaryHome } from '@cco/test-fixtures';
import { rolldown } from 'rolldown';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  closeStore,
  openStore,
  readMessages,
  readUsage,
  refreshStore,
} from '../src/store/index.ts';
import { makeTemporaryHome } from './home.ts';
import { countSlowly } from './slow-usage.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

let programs: string;
let temporary: TemporaryHome;

// Node 20 runs no TypeScript: the processes run bundles.
beforeAll(async () => {
  programs = fs.mkdtempSync(path.join(tmpdir(), 'cco-store-'));
  fs.symlinkSync(
    path.join(PACKAGE, 'node_modules'),
    path.join(programs, 'node_modules'),
    'junction',
  );
  const build = await rolldown({
    input: {
      child: path.join(PACKAGE, 'test/refresh-child.ts'),
      worker: path.join(PACKAGE, 'src/store/worker.ts'),
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

/** Opens a store, brings it up to date, and checks it against the obvious implementation. */
async function expectRight(dataFolder: string): Promise<void> {
  const store = openStore({ dataFolder, configFolders: [temporary.configDir] });
  try {
    await refreshStore(store);
    const expected = [...countSlowly(temporary.configDir).values()];
    const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
    const tokens = expected.map(({ input, output, write5m, write1h, read }) =>
      sum([input, output, write5m, write1h, read]),
    );
    const messages = readMessages(store);
    expect(messages).toHaveLength(expected.length);
    for (const rows of [messages, readUsage(store)]) {
      const own = rows.map((row) =>
        sum([row.input, row.output, row.cacheWrite5m, row.cacheWrite1h, row.cacheRead]),
      );
      expect(sum(own)).toBe(sum(tokens));
    }
    expect(store.notes).toEqual([]);
  } finally {
    closeStore(store);
  }
}

function generate(size: number): number {
  generateCorpus({ out: temporary.configDir, size, files: 80, vocabulary: 5000, seed: 3 });
  return countSlowly(temporary.configDir).size;
}

const KILLS = runs(50, 500);

it('survives being killed at any moment', async () => {
  generate(4_000_000);
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
    await expectRight(data);
    fs.rmSync(data, { recursive: true, force: true });
  }
}, 300_000);

it('gives the same totals to processes that build it at once', async () => {
  const messages = generate(4_000_000);
  const data = temporary.dataDir;
  const all = await Promise.all([1, 2, 3].map(() => ended(start(data))));
  for (const { out, errors } of all) {
    expect(errors).toBe('');
    expect(JSON.parse(out.split('\n')[1] ?? '')).toEqual({ messages, notes: [] });
  }
  await expectRight(data);
});

const DAMAGES: ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes.fill(0x58, 0, 16),
  (bytes) => bytes.fill(0x5a, 4096),
  (bytes) => bytes.subarray(0, 3 * 4096),
];

it.skipIf(process.platform === 'win32')(
  'sets a damaged store aside once, however many processes find it',
  async () => {
    const messages = generate(600_000);
    const data = temporary.dataDir;
    await ended(start(data));
    for (let round = 0; round < runs(3, 60); round++) {
      const file = path.join(data, 'store.db');
      const damage = DAMAGES[round % DAMAGES.length] as (typeof DAMAGES)[number];
      fs.writeFileSync(file, damage(fs.readFileSync(file)));
      const all = await Promise.all(Array.from({ length: runs(4, 12) }, () => ended(start(data))));
      for (const { out, errors } of all) {
        expect(errors).toBe('');
        expect(JSON.parse(out.split('\n')[1] ?? '')).toMatchObject({ messages });
      }
      const aside = fs.readdirSync(data).filter((name) => name.startsWith('store.db.damaged'));
      expect(aside).toHaveLength(1);
      await expectRight(data);
      for (const name of aside) fs.rmSync(path.join(data, name));
    }
  },
  600_000,
);

it.skipIf(process.platform === 'win32')('answers from memory when it cannot begin', async () => {
  const messages = generate(400_000);
  const words = [process.execPath, path.join(programs, 'child.mjs')];
  // No file may grow beyond 8 KiB, as on a disk that is all but full.
  const child = spawn(
    '/bin/sh',
    ['-c', 'ulimit -f 16 && exec "$@"', 'sh', ...words, temporary.dataDir, temporary.configDir],
    { env: temporary.env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { out, errors } = await ended(child);
  expect(errors).toBe('');
  const { notes, ...counted } = JSON.parse(out.split('\n')[1] ?? '');
  expect(counted).toEqual({ messages });
  expect(notes).toEqual([expect.stringMatching(/^The index could not be kept: .*(full|I\/O)/)]);
});

it('reads in threads what it reads in one', async () => {
  // Below this size no thread is started.
  const messages = generate(52_000_000);
  const { out, errors } = await ended(start(temporary.dataDir, path.join(programs, 'worker.mjs')));
  expect(errors).toBe('');
  expect(JSON.parse(out.split('\n')[1] ?? '')).toEqual({ messages, notes: [] });
  await expectRight(temporary.dataDir);
});
