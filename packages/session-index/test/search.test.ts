import fs from 'node:fs';
import path from 'node:path';
import {
  copySampleHome,
  createRandom,
  createTranscript,
  type TemporaryHome,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseQuery, refreshIndex, searchSessions } from '../src/index.ts';
import { indexOf, makeTemporaryHome, pathOf, sessionText } from './home.ts';
import { sessionTexts, slowScan } from './slow-scan.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const SHOP = '/home/mira/web-shop';

async function search(query: string, limit?: number) {
  const { sessions } = await refreshIndex(indexOf(temporary));
  return searchSessions(sessions, parseQuery(query), { limit });
}

async function idsOf(query: string): Promise<string[]> {
  const { matches } = await search(query);
  return matches.map(({ session }) => session.id).sort();
}

/** Words, parts of words and word pairs from a text, and some that are nowhere. */
function queriesFrom(texts: readonly string[], seed: number, count: number): string[] {
  const { pick, below } = createRandom(seed);
  const words = texts.flatMap((text) => text.split(/\s+/u)).filter((word) => word !== '');
  const part = (word: string): string => {
    const characters = [...word];
    const from = below(characters.length);
    return characters.slice(from, from + 1 + below(6)).join('');
  };
  const makers = [
    () => pick(words).slice(0, 40),
    () => part(pick(words)),
    () => part(pick(words)).toUpperCase(),
    () => `${part(pick(words))} ${part(pick(words))}`,
    () => `${pick(words).slice(0, 20)} ${part(pick(words))} ${part(pick(words))}`,
    () => `${part(pick(words))}zqxj`,
  ];
  return Array.from({ length: count }, () => pick(makers)()).filter((query) => query.trim() !== '');
}

describe('searchSessions against the slow scan', () => {
  it('agrees on every query over the sample home', async () => {
    await copySampleHome(temporary.home);
    const { sessions } = await refreshIndex(indexOf(temporary));
    const texts = [...sessionTexts(temporary.configDir).values()].flat();
    let found = 0;
    for (const query of queriesFrom(texts, 7, 400)) {
      const { words } = parseQuery(query);
      const ids = (await searchSessions(sessions, { words })).matches.map(
        ({ session }) => session.id,
      );
      expect([query, ids.sort()]).toEqual([query, slowScan(temporary.configDir, words)]);
      found += ids.length;
    }
    expect(found).toBeGreaterThan(400);
  }, 120_000);

  it('lists exactly the sessions that have a conversation', async () => {
    await copySampleHome(temporary.home);
    const { sessions } = await refreshIndex(indexOf(temporary));
    expect(sessions.map(({ id }) => id).sort()).toEqual(
      [...sessionTexts(temporary.configDir).keys()].sort(),
    );
  });
});

describe('searchSessions', () => {
  async function writeOne(
    fill: (transcript: ReturnType<typeof createTranscript>) => void,
  ): Promise<void> {
    const transcript = createTranscript({
      sessionId: 's1',
      cwd: SHOP,
      startedAt: '2026-03-02T09:00:00Z',
    });
    transcript.user('Start');
    fill(transcript);
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: transcript.text() });
  }

  it('covers prompts, answers, thinking, tool inputs at any depth, results and titles', async () => {
    await writeOne((transcript) => {
      transcript.meta('hidden-meta');
      const { toolUseIds } = transcript.assistant({
        blocks: [
          { type: 'text', text: 'answer-text' },
          { type: 'thinking', thinking: 'thought-text', signature: 'sig-nature' },
          { type: 'tool_use', name: 'ToolName', input: { keyName: [{ deep: 'input-text' }, 5] } },
        ],
      });
      transcript.toolResult({
        toolUseId: toolUseIds[0] ?? '',
        content: [
          { type: 'text', text: 'result-text' },
          { type: 'image', source: { data: 'image-data' } },
        ],
        toolUseResult: { stdout: 'structured-result' },
      });
      transcript.customTitle('title-text');
      transcript.queueOperation('enqueue', 'queued-text');
    });
    for (const word of [
      'Start',
      'hidden-meta',
      'ANSWER-TEXT',
      'thought-text',
      'input-text',
      'result-text',
      'title-text',
    ]) {
      expect([word, await idsOf(word)]).toEqual([word, ['s1']]);
    }
    for (const word of [
      'sig-nature',
      'ToolName',
      'keyName',
      'image-data',
      'structured-result',
      'queued-text',
      'parentUuid',
      '2026-03-02',
      SHOP,
    ]) {
      expect([word, await idsOf(word)]).toEqual([word, []]);
    }
  });

  it('wants every word, anywhere in the session and its subagents', async () => {
    const folder = path.posix.dirname(pathOf('s1', SHOP));
    const agent = (text: string, sessionId: string) => sessionText(sessionId, SHOP, text);
    await writeTree(temporary.home, {
      [pathOf('s1', SHOP)]: sessionText('s1', SHOP, 'alpha'),
      [`${folder}/s1/subagents/agent-a.jsonl`]: agent('beta', 's1'),
      [`${folder}/s1/subagents/workflows/wf_1/agent-b.jsonl`]: agent('gamma', 's1'),
      [`${folder}/s1/subagents/workflows/wf_1/journal.jsonl`]: agent('journal', 's1'),
      [`${folder}/agent-old.jsonl`]: agent('delta', 's1'),
      [`${folder}/agent-other.jsonl`]: agent('epsilon', 's2'),
      [pathOf('s2', SHOP)]: sessionText('s2', SHOP, 'alpha'),
    });
    expect(await idsOf('alpha')).toEqual(['s1', 's2']);
    expect(await idsOf('alpha beta gamma delta')).toEqual(['s1']);
    expect(await idsOf('alpha epsilon')).toEqual(['s2']);
    expect(await idsOf('journal')).toEqual([]);
    expect(await idsOf('alpha zeta')).toEqual([]);
  });

  it('does not match a word across two texts', async () => {
    await writeOne((transcript) => {
      transcript.user('half');
      transcript.user('way');
    });
    expect(await idsOf('halfway')).toEqual([]);
  });

  it('finds words that JSON has to escape', async () => {
    await writeOne((transcript) => transcript.user('say "hi" to C:\\temp\\new and a/b\u0007c'));
    for (const word of ['"hi"', 'C:\\temp\\new', 'a/b'])
      expect([word, await idsOf(word)]).toEqual([word, ['s1']]);
  });

  it('reads damaged and unfinished files as far as they go', async () => {
    const whole = sessionText('s1', SHOP, 'first');
    const records = whole.trim().split('\n');
    const dirty = `\ufeff${records[0]}\r\n"torn":"wreck"}}${records[1]}\nno json: noise\n${records[0]?.replace('first', 'glued')}${records[0]?.replace('first', 'last')}`;
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: dirty });
    for (const word of ['first', 'Answer', 'glued', 'last'])
      expect([word, await idsOf(word)]).toEqual([word, ['s1']]);
    for (const word of ['wreck', 'noise']) expect([word, await idsOf(word)]).toEqual([word, []]);
  });

  it('stops at the limit, in the order it was given', async () => {
    for (const id of ['s1', 's2', 's3']) {
      await writeTree(temporary.home, { [pathOf(id, SHOP)]: sessionText(id, SHOP, 'same') });
    }
    const { sessions } = await refreshIndex(indexOf(temporary));
    const { matches } = await searchSessions(sessions, parseQuery('same'), { limit: 2 });
    expect(matches.map(({ session }) => session.id)).toEqual(
      sessions.slice(0, 2).map(({ id }) => id),
    );
  });

  it('shows where the first words stand, safely', async () => {
    await writeOne((transcript) =>
      transcript.user(
        `${'x '.repeat(100)}the \x1b[31mPrisma\x07 migration, prisma again${' y'.repeat(200)}`,
      ),
    );
    const [match] = (await search('migration PRISMA')).matches;
    const { text, ranges, speaker } = match?.snippet ?? { text: '', ranges: [], speaker: '' };
    expect(speaker).toBe('user');
    expect(text).toContain('the Prisma migration, prisma again');
    expect(text).toMatch(/^….*…$/);
    expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Prisma',
      'migration',
      'prisma',
    ]);
  });

  it('names files that vanished before they were read', async () => {
    await writeTree(temporary.home, { [pathOf('s1', SHOP)]: sessionText('s1', SHOP, 'x') });
    const { sessions } = await refreshIndex(indexOf(temporary));
    fs.rmSync(path.join(temporary.home, pathOf('s1', SHOP)));
    expect(await searchSessions(sessions, parseQuery('x'))).toMatchObject({
      matches: [],
      problems: [{ message: 'the file is gone' }],
    });
  });
});
