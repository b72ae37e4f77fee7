import fs from 'node:fs';
import path from 'node:path';
import { createRandom, generateCorpus, type Random, type TemporaryHome } from '@cco/test-fixtures';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as chunkWriter from '../src/text/chunk-writer.ts';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
  type TextIndex,
  type TextMatch,
  type TextSearchOptions,
} from '../src/text/index.ts';
import { makeTemporaryHome } from './home.ts';
import { foldAll, sessionTexts } from './slow-scan.ts';

// Real chunks hold more words than a small corpus has: with small ones the commonest words come
// alone, and a search may stop there.
vi.mock('../src/text/chunk-writer.ts', async (original) => {
  const real = await original<typeof chunkWriter>();
  const createChunkWriter: typeof real.createChunkWriter = (_, first) =>
    real.createChunkWriter(1500, first);
  return { createChunkWriter };
});

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const LIMITS = [1, 2, 5, 20, 60];

function matchesOf(index: TextIndex, words: string, more?: TextSearchOptions): TextMatch[] {
  const parsed = parseTextQuery(words);
  if (!parsed.ok) throw new Error(words);
  return [...searchText(index, parsed.query, more).matches];
}

function found(index: TextIndex, words: string, more?: TextSearchOptions): string[] {
  return matchesOf(index, words, { snippets: false, ...more }).map(({ session }) => session);
}

/** Their words stay in the index. */
function deleteSome({ chance }: Random): void {
  const projects = path.join(temporary.configDir, 'projects');
  for (const name of fs.readdirSync(projects, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.jsonl') && chance(0.2)) fs.rmSync(path.join(projects, name));
  }
}

/** The files of sessions, those that changed last in front. */
function newestFiles(): { file: string; mtime: number }[] {
  const projects = path.join(temporary.configDir, 'projects');
  return fs
    .readdirSync(projects, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl') && !path.basename(name).startsWith('agent'))
    .map((name) => path.join(projects, name))
    .map((file) => ({ file, mtime: fs.statSync(file).mtimeMs }))
    .sort((a, b) => b.mtime - a.mtime);
}

it.each([1, 2, 3])('gives the newest of all that fit, seed %i', async (seed) => {
  const size = 2_000_000;
  generateCorpus({ out: temporary.configDir, size, files: 80, vocabulary: 3000, seed });
  const { dataDir: dataFolder, configDir } = temporary;
  const index = openTextIndex({ dataFolder, configFolders: [configDir] });
  // Several segments, each with words of its own.
  await refreshTextIndex(index, { batchBytes: 700_000 });
  const random = createRandom(seed);
  deleteSome(random);
  await refreshTextIndex(index);
  const texts = Array.from(sessionTexts(configDir), ([id, all]) => ({ id, all: all.map(foldAll) }));
  const words = texts.flatMap(({ all }) => all.flatMap((text) => text.match(/[a-z]+/gu) ?? []));
  const word = () => {
    const whole = random.pick(words);
    return random.chance(0.5) ? whole : whole.slice(0, 1 + random.below(3));
  };
  let common = 0;
  for (let round = 0; round < 100; round++) {
    const asked = Array.from({ length: 1 + random.below(3) }, word);
    const query = asked.join(' ') + (random.chance(0.3) ? ` -${word()}` : '');
    const all = found(index, query);
    if (!query.includes('-')) {
      const fits = texts.filter((one) => asked.every((w) => one.all.some((t) => t.includes(w))));
      expect([query, [...all].sort()]).toEqual([query, fits.map(({ id }) => id).sort()]);
    }
    if (all.length * 2 > texts.length) common++;
    const archived = random.chance(0.2);
    const wanted = matchesOf(index, query, { archived });
    for (const limit of LIMITS) {
      const newest = matchesOf(index, query, { archived, limit });
      expect([query, newest]).toEqual([query, wanted.slice(0, limit)]);
    }
  }
  expect(common).toBeGreaterThan(20);
  // Sessions whose texts are gone since the index was brought up to date.
  for (const { file } of newestFiles().slice(0, 4)) fs.rmSync(file);
  for (let round = 0; round < 40; round++) {
    const query = word();
    const wanted = found(index, query);
    for (const limit of LIMITS) {
      expect([query, found(index, query, { limit })]).toEqual([query, wanted.slice(0, limit)]);
    }
  }
  closeTextIndex(index);
});

it('is not misled by many new subagents of an old session', async () => {
  const id = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`;
  const said = (session: string) =>
    `${JSON.stringify({ type: 'user', sessionId: session, message: { role: 'user', content: 'word' } })}\n`;
  const project = path.join(temporary.configDir, 'projects', '-shop');
  const write = (file: string, session: string, seconds: number) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, said(session));
    fs.utimesSync(file, seconds, seconds);
  };
  for (const digit of [1, 2, 3]) write(path.join(project, `${id(digit)}.jsonl`), id(digit), digit);
  for (let agent = 0; agent < 100; agent++) {
    write(path.join(project, id(1), 'subagents', `agent-${agent}.jsonl`), id(1), 100);
  }
  const { dataDir: dataFolder, configDir } = temporary;
  const index = openTextIndex({ dataFolder, configFolders: [configDir] });
  await refreshTextIndex(index);
  for (const limit of [1, 2, 3]) {
    expect(found(index, 'word', { limit })).toEqual([id(3), id(2), id(1)].slice(0, limit));
  }
  closeTextIndex(index);
});
