import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appendEntry } from '@cco/hook-logger';
import { rolldown } from 'rolldown';
import { beforeAll, expect, it } from 'vitest';

const ROUNDS = 6;
const WRITERS = 3;
let folder: string;
let program: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'killed-'));
  program = path.join(folder, 'append-loop.cjs');
  const build = await rolldown({
    input: path.join(import.meta.dirname, 'append-loop.ts'),
    platform: 'node',
    resolve: { conditionNames: ['@cco/source', 'import', 'module', 'node', 'default'] },
  });
  await build.write({ file: program, format: 'cjs' });
  await build.close();
});

/** Kills a writer at a random moment after its first line; gives how many it told of. */
function writeAndKill(logs: string, writer: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, logs, writer], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (told === '') setTimeout(() => child.kill('SIGKILL'), Math.random() * 40);
      told += text;
    });
    child.on('error', reject).on('close', () => resolve(told.split('\n').length - 1));
  });
}

it('keeps every line whole that was written before its writer was killed', async () => {
  const logs = path.join(folder, 'logs');
  const told = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const writers = Array.from({ length: WRITERS }, (_, i) => `${round}-${i}`);
    const counts = await Promise.all(writers.map((writer) => writeAndKill(logs, writer)));
    for (const [i, writer] of writers.entries()) told.set(writer, counts[i] ?? 0);
  }
  const now = new Date(2026, 0, 14, 12);
  const file = appendEntry(logs, { timestamp: now.toISOString(), tool: 'last' }, now);

  const found = new Map<string, Set<number>>();
  let torn = 0;
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    try {
      const { tool, number } = JSON.parse(line);
      found.set(tool, (found.get(tool) ?? new Set()).add(number));
    } catch {
      torn++;
    }
  }
  for (const [writer, count] of told) {
    expect(count).toBeGreaterThan(0);
    const numbers = found.get(writer) ?? new Set();
    for (let number = 0; number < count; number++) expect(numbers).toContain(number);
  }
  expect(found.has('last')).toBe(true);
  // A kill can cut the line that is being written, and no other.
  expect(torn).toBeLessThanOrEqual(told.size);
});
