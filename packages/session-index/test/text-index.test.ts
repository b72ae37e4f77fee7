import fs from 'node:fs';
import path from 'node:path';
import {
  createRandom,
  createTranscript,
  generateCorpus,
  type Random,
  type TemporaryHome,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
  type TextIndex,
  type TextSearchOptions,
} from '../src/text/index.ts';
import { makeTemporaryHome, pathOf, sessionText } from './home.ts';
import { foldAll, sessionTexts } from './slow-scan.ts';

let temporary: TemporaryHome;
const open: TextIndex[] = [];
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => {
  for (const index of open.splice(0)) closeTextIndex(index);
  return temporary.remove();
});

const SHOP = '/home/mira/web-shop';
const DATABASE = () => path.join(temporary.dataDir, 'search.db');
const PROJECTS = () => path.join(temporary.configDir, 'projects');

function openHere(dataFolder = temporary.dataDir): TextIndex {
  const index = openTextIndex({ dataFolder, configFolders: [temporary.configDir] });
  open.push(index);
  return index;
}

async function refreshed(dataFolder?: string): Promise<TextIndex> {
  const index = openHere(dataFolder);
  await refreshTextIndex(index);
  return index;
}

function idsOf(index: TextIndex, text: string, options: TextSearchOptions = {}): string[] {
  const parsed = parseTextQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  const { matches, problems } = searchText(index, parsed.query, { snippets: false, ...options });
  expect(problems).toEqual([]);
  return matches.map(({ session }) => session).sort();
}

/** A query, and the obvious way to ask a text for each of its terms. */
interface Sample {
  readonly query: string;
  readonly tests: readonly {
    readonly isNegative: boolean;
    find(piece: { raw: string; folded: string; spaced: string }): boolean;
  }[];
}

function slowIds(texts: ReturnType<typeof preparedTexts>, { tests }: Sample): string[] {
  return texts
    .filter(({ pieces }) => tests.every(({ isNegative, find }) => pieces.some(find) !== isNegative))
    .map(({ id }) => id)
    .sort();
}

function preparedTexts(configDir: string) {
  return Array.from(sessionTexts(configDir), ([id, texts]) => ({
    id,
    pieces: texts.map((raw) => {
      const folded = foldAll(raw);
      return { raw, folded, spaced: folded.replace(/\s+/gu, ' ') };
    }),
  }));
}

/** Looks for whole code points: half of a pair is not found in the pair. */
function holds(text: string, part: string): boolean {
  const splits = (at: number) => /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1));
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    if (!(at > 0 && splits(at)) && !splits(at + part.length)) return true;
  }
  return false;
}

/** Makes queries out of what stands in the texts, so that most of them find something. */
function samplesFrom(
  texts: ReturnType<typeof preparedTexts>,
  count: number,
  random: Random,
): Sample[] {
  const { pick, below, chance } = random;
  const all = texts
    .flatMap(({ pieces }) => pieces.map(({ raw }) => raw))
    .filter((one) => one !== '');
  const cut = (text: string, longest: number): string => {
    const characters = [...text.slice(0, 5000)];
    const from = below(characters.length);
    return characters.slice(from, from + 1 + below(longest)).join('');
  };
  const toCase = (text: string) => (chance(0.3) ? text.toUpperCase() : text);
  const isWord = (text: string) =>
    text !== '' &&
    !/\s/u.test(text) &&
    !/^[-"/]|^(?:tool|file|branch|model|error|cost):/i.test(text);
  const word = (): string => {
    for (;;) {
      const piece = chance(0.5)
        ? pick(pick(all).slice(0, 5000).split(/\s+/u))
        : cut(pick(all), 8).trim();
      const found = chance(0.4) && piece !== '' ? cut(piece, 6) : [...piece].slice(0, 40).join('');
      const text = toCase(found) + (chance(0.05) ? 'zq' : '');
      if (isWord(text)) return text;
    }
  };
  const phrase = (): string => {
    for (;;) {
      const text = cut(pick(all), 24);
      if (text.trim() !== '') return text;
    }
  };
  const wordTest = (text: string, isNegative = false) => {
    const folded = foldAll(text);
    return { isNegative, find: (piece: { folded: string }) => holds(piece.folded, folded) };
  };
  const makers: (() => Sample)[] = [
    ...[0, 0, 0].map(() => () => {
      const text = word();
      return { query: text, tests: [wordTest(text)] };
    }),
    () => {
      const words = [word(), word(), ...(chance(0.3) ? [word()] : [])];
      return { query: words.join(' '), tests: words.map((one) => wordTest(one)) };
    },
    () => {
      const [yes, no] = [word(), word()];
      return { query: `${yes} -${no}`, tests: [wordTest(yes), wordTest(no, true)] };
    },
    () => {
      const text = phrase();
      const spaced = foldAll(text).replace(/\s+/gu, ' ');
      return {
        query: `"${text.replace(/[\\"]/g, '\\$&')}"`,
        tests: [
          { isNegative: false, find: (piece: { spaced: string }) => holds(piece.spaced, spaced) },
        ],
      };
    },
    () => {
      const [first, last] = [word(), word()].map((text) =>
        [...text]
          .slice(0, 4)
          .join('')
          .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
      );
      const source = pick([
        `${first}.?${last}`,
        `${first}|${last}zq`,
        `(${first})+x*`,
        `${first}[^z]{0,9}${last}`,
      ]);
      const pattern = new RegExp(source, 'iu');
      return {
        query: `/${source}/`,
        tests: [{ isNegative: false, find: (piece: { raw: string }) => pattern.test(piece.raw) }],
      };
    },
  ];
  return Array.from({ length: count }, () => pick(makers)());
}

function expectSame(index: TextIndex, count: number, seed: number): void {
  const texts = preparedTexts(temporary.configDir);
  let found = 0;
  for (const sample of samplesFrom(texts, count, createRandom(seed))) {
    const ids = idsOf(index, sample.query);
    expect([sample.query, ids]).toEqual([sample.query, slowIds(texts, sample)]);
    found += ids.length;
  }
  expect(found).toBeGreaterThan(count / 2);
}

describe('on generated corpora', () => {
  it.each([1, 2, 3, 4])('finds what a scan of all text finds, seed %i', async (seed) => {
    generateCorpus({
      out: temporary.configDir,
      size: 2_000_000,
      files: 60,
      vocabulary: 4000,
      seed,
    });
    expectSame(await refreshed(), 400, seed);
  });

  it.each([5, 6])('reads files that grow as it reads them whole, seed %i', async (seed) => {
    const random = createRandom(seed);
    const whole = path.join(temporary.home, 'whole');
    generateCorpus({ out: whole, size: 1_000_000, files: 30, vocabulary: 4000, seed });
    const files = fs
      .readdirSync(path.join(whole, 'projects'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => ({
        to: path.join(PROJECTS(), name),
        content: fs.readFileSync(path.join(whole, 'projects', name)),
      }));
    const index = openHere();
    let left = files.map((file) => ({ ...file, at: 0 }));
    while (left.length > 0) {
      for (const file of left) {
        if (random.chance(0.4)) continue;
        const end = file.at + 1 + random.below(random.chance(0.5) ? 3000 : 150_000);
        fs.mkdirSync(path.dirname(file.to), { recursive: true });
        fs.appendFileSync(file.to, file.content.subarray(file.at, end));
        file.at = end;
      }
      left = left.filter(({ at, content }) => at < content.length);
      await refreshTextIndex(index);
      if (random.chance(0.15)) expectSame(index, 20, seed);
    }
    expectSame(index, 300, seed);
    const { filesRead } = await refreshTextIndex(index);
    expect(filesRead).toBe(0);
  });
});

describe('on odd texts', () => {
  /** Characters at which folding, cutting and encoding could go wrong. */
  const ODD = [
    ...[
      'a',
      'b',
      'Z',
      '7',
      '_',
      '.',
      '/',
      '-',
      '+',
      "'",
      '’',
      '"',
      '\\',
      ' ',
      '\n',
      '\t',
      '(',
      '=',
    ],
    ...['ß', 'ẞ', 'ſ', 'K', 'İ', 'ı', 'Σ', 'ς', 'σ', 'µ', 'μ', 'é', 'e\u0301', 'ͅ', 'ᲀ', 'Ꭰ', 'ꭰ'],
    ...['错', '误', '日', '本', 'の', 'カ', '한', '글', 'ไ', 'ท', 'ย', 'م', 'ر', 'ש', 'अ', 'ң'],
    ...['🎉', '👩‍💻', '👍🏽', '→', '…', '—', '\u00a0', '\u2028', '\u3000', '\ufeff', '\u0000'],
    ...['\ud83d', '\ude00', '\ufffd', '𝒜', '𐐀', '𐐨', '𞤀', 'Ａ', 'ａ', '\u0085', '×'],
  ];

  function randomText(random: Random): string {
    const length = 1 + random.below(30);
    return Array.from({ length }, () => random.pick(ODD)).join('');
  }

  function writeOdd(random: Random, sessions: number): Record<string, string> {
    return Object.fromEntries(
      Array.from({ length: sessions }, (_, number) => {
        const id = `odd-${number}`;
        const transcript = createTranscript({
          sessionId: id,
          cwd: SHOP,
          startedAt: '2026-03-02T09:00:00Z',
        });
        for (let line = 0; line < 4; line++) {
          transcript.user(randomText(random));
          transcript.assistant({ blocks: [{ type: 'text', text: randomText(random) }] });
        }
        return [pathOf(id, SHOP), transcript.text()];
      }),
    );
  }

  it.each([11, 12, 13, 14, 15])('finds what a scan finds, seed %i', async (seed) => {
    await writeTree(temporary.home, writeOdd(createRandom(seed), 30));
    expectSame(await refreshed(), 500, seed);
  });

  it('finds strings of machines, and what stands beside and inside of them', async () => {
    const random = createRandom(21);
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const base64 = (length: number) =>
      Array.from({ length }, () => digits[random.below(digits.length)]).join('');
    const tree: Record<string, string> = {};
    for (let number = 0; number < 12; number++) {
      const text = [
        `before data:image/png;base64,${base64(200 + random.below(400))}== behind`,
        `é${base64(300)}é ${'x'.repeat(250 + number)} ${'_'.repeat(300)}`,
        `${'д'.repeat(120 + number)} ${base64(255)} ${base64(256)}`,
      ].join('\n');
      tree[pathOf(`m-${number}`, SHOP)] = sessionText(`m-${number}`, SHOP, text);
    }
    await writeTree(temporary.home, tree);
    const index = await refreshed();
    expectSame(index, 300, 22);
    const texts = preparedTexts(temporary.configDir);
    for (let round = 0; round < 200; round++) {
      const { pieces } = random.pick(texts);
      const { raw } = random.pick(pieces);
      const from = random.below(raw.length);
      const query = raw.slice(from, from + 3 + random.below(300)).split(/\s/u)[0] ?? '';
      if (query === '' || /^[-"/]/.test(query)) continue;
      const folded = foldAll(query);
      const expected = texts.filter((one) =>
        one.pieces.some((piece) => piece.folded.includes(folded)),
      );
      expect([query, idsOf(index, query)]).toEqual([query, expected.map(({ id }) => id).sort()]);
    }
  });
});

describe('refreshTextIndex', () => {
  const one = (id: string, prompt: string) => ({
    [pathOf(id, SHOP)]: sessionText(id, SHOP, prompt),
  });
  const fileOf = (id: string) => path.join(temporary.home, pathOf(id, SHOP));

  it('takes back what a replaced or shorter file said before', async () => {
    await writeTree(temporary.home, one('s1', 'giraffe in a long prompt'));
    const index = await refreshed();
    expect(idsOf(index, 'giraffe')).toEqual(['s1']);
    await writeTree(temporary.home, one('s1', 'zebra'));
    await refreshTextIndex(index);
    expect(idsOf(index, 'giraffe')).toEqual([]);
    expect(idsOf(index, 'zebra')).toEqual(['s1']);
  });

  it.each(['in place', 'into a new file', 'into a new file, and then goes on'])(
    'sees a word far from the end that was masked %s',
    async (how) => {
      const startedAt = new Date(2026, 10, 2);
      const session = createTranscript({ sessionId: 's1', cwd: SHOP, startedAt });
      session.user('my giraffe is secret');
      for (let turn = 0; turn < 20; turn++) session.user(`turn ${turn} ${'filler '.repeat(20)}`);
      await writeTree(temporary.home, { [pathOf('s1', SHOP)]: session.text() });
      const index = await refreshed();
      const masked = session.text().replace('giraffe', 'xxxxxxx');
      const more = how.endsWith('goes on') ? session.text().slice(-400) : '';
      if (how !== 'in place') fs.renameSync(fileOf('s1'), path.join(temporary.home, 'old'));
      fs.writeFileSync(fileOf('s1'), masked + more);
      const later = new Date(Date.now() + 5000);
      fs.utimesSync(fileOf('s1'), later, later);
      await refreshTextIndex(index);
      expect(idsOf(index, 'giraffe')).toEqual([]);
      expect(idsOf(index, 'xxxxxxx')).toEqual(['s1']);
    },
  );

  it('keeps the words of sessions that were deleted, and says so', async () => {
    await writeTree(temporary.home, { ...one('s1', 'giraffe src/auth.ts'), ...one('s2', 'zebra') });
    const index = await refreshed();
    fs.rmSync(fileOf('s1'));
    expect((await refreshTextIndex(index)).filesArchived).toBe(1);
    expect(idsOf(index, 'giraffe')).toEqual([]);
    const parsed = parseTextQuery('giraffe auth.ts');
    if (!parsed.ok) throw new Error();
    expect(searchText(index, parsed.query, { archived: true }).matches).toEqual([
      { session: 's1', isArchived: true, isCertain: false, snippet: undefined },
    ]);
    expect(idsOf(index, 'giraffe zebra', { archived: true })).toEqual([]);
    await writeTree(temporary.home, one('s1', 'giraffe src/auth.ts'));
    await refreshTextIndex(index);
    expect(idsOf(index, 'giraffe auth.ts')).toEqual(['s1']);
  });

  it('knows a file that was moved, without reading it again', async () => {
    await writeTree(temporary.home, one('s1', 'giraffe'));
    const index = await refreshed();
    const to = path.join(temporary.home, pathOf('s1', '/home/mira/moved'));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.renameSync(fileOf('s1'), to);
    await refreshTextIndex(index);
    expect(idsOf(index, 'giraffe')).toEqual(['s1']);
    expect(idsOf(index, 'giraffe', { archived: true })).toEqual(['s1']);
  });

  it('merges many small segments without changing an answer', async () => {
    const index = openHere();
    for (let round = 0; round < 40; round++) {
      await writeTree(
        temporary.home,
        one(`s${round % 25}`, `giraffe number${round} ${'x'.repeat(round)}`),
      );
      await refreshTextIndex(index);
    }
    const [{ segments }] = index.db.prepare('SELECT count(*) AS segments FROM segment').all() as [
      { segments: number },
    ];
    expect(segments).toBeLessThan(20);
    expectSame(index, 100, 31);
  });
});

describe('fields', () => {
  beforeEach(async () => {
    const transcript = createTranscript({
      sessionId: 's1',
      cwd: SHOP,
      startedAt: '2026-03-02T09:00:00Z',
    });
    transcript.user('Start');
    const { toolUseIds } = transcript.assistant({
      model: 'claude-opus-5-5',
      blocks: [
        { type: 'tool_use', name: 'Bash', input: { command: 'ls' } },
        { type: 'tool_use', name: 'mcp__docs__lookup', input: {} },
        { type: 'tool_use', name: 'Edit', input: { file_path: 'C:\\shop\\prisma\\Schema.prisma' } },
      ],
    });
    transcript.toolResult({
      toolUseId: toolUseIds[0] ?? '',
      content: 'no such file',
      isError: true,
    });
    await writeTree(temporary.home, {
      [pathOf('s1', SHOP)]: transcript
        .text()
        .replaceAll('"gitBranch":"main"', '"gitBranch":"Feature/x"'),
      [pathOf('s2', SHOP)]: sessionText('s2', SHOP, 'tool:Bash Schema.prisma'),
    });
  });

  it.each<[string, string[]]>([
    ['tool:bash', ['s1']],
    ['tool:bas', []],
    ['tool:mcp__*', ['s1']],
    ['-tool:Bash', ['s2']],
    ['file:schema.prisma', ['s1']],
    ['file:shop/prisma', ['s1']],
    ['file:shop\\prisma', ['s1']],
    ['file:f', []],
    ['branch:feature/', ['s1']],
    ['branch:main', ['s2']],
    ['model:opus-5-5', ['s1']],
    ['model:mcl', []],
    ['error:yes', ['s1']],
    ['error:no', ['s2']],
    ['-error:no', ['s1']],
    ['tool:Bash start', ['s1']],
    ['tool:Bash schema.prisma prompt', []],
    ['"tool:Bash"', ['s2']],
    ['cost:>1', ['s2']],
    ['cost:<=1', ['s1']],
    ['-cost:>1', ['s1']],
  ])('%s', async (query, ids) => {
    const costOf = (session: string) => (session === 's1' ? 0.5 : 3);
    expect(idsOf(await refreshed(), query, { costOf })).toEqual(ids);
  });
});

describe('searchText', () => {
  it('shows who said it and when, in the order of time and up to a limit', async () => {
    const tree: Record<string, string> = {};
    for (const number of [1, 2, 3]) {
      tree[pathOf(`s${number}`, SHOP)] = sessionText(
        `s${number}`,
        SHOP,
        `A tall giraffe ${number}`,
      ).replaceAll('2026-03-02T09:00', `2026-03-02T09:0${number}`);
    }
    await writeTree(temporary.home, tree);
    for (const number of [1, 2, 3]) {
      // The time of the file is not the time of the conversation.
      fs.utimesSync(path.join(temporary.home, pathOf(`s${number}`, SHOP)), 9 - number, 9 - number);
    }
    const parsed = parseTextQuery('GIRAFFE tall');
    if (!parsed.ok) throw new Error();
    const { matches } = searchText(await refreshed(), parsed.query, { limit: 2 });
    expect(matches.map(({ session }) => session)).toEqual(['s3', 's2']);
    expect(matches[0]).toEqual({
      session: 's3',
      isArchived: false,
      isCertain: true,
      snippet: {
        speaker: 'user',
        timestamp: '2026-03-02T09:03:00.000Z',
        file: path.join(temporary.home, pathOf('s3', SHOP)),
        text: 'A tall giraffe 3',
        ranges: [
          { start: 2, end: 6 },
          { start: 7, end: 14 },
        ],
        position: { offset: 0, piece: 0, start: 2, end: 6 },
      },
    });
    const some = searchText(await refreshed(), parsed.query, { sessions: ['s1', 'other', 's3'] });
    expect(some.matches.map(({ session }) => session)).toEqual(['s1', 's3']);
  });

  it('finds the parent by the words of subagents, in both layouts', async () => {
    const agent = (sessionId: string, agentId: string, text: string) => {
      const transcript = createTranscript({
        sessionId,
        cwd: SHOP,
        startedAt: '2026-03-02T09:00:00Z',
        agentId,
      });
      transcript.user(text);
      return transcript.text();
    };
    const folder = path.posix.dirname(pathOf('s1', SHOP));
    await writeTree(temporary.home, {
      [pathOf('s1', SHOP)]: sessionText('s1', SHOP, 'prompt'),
      [`${folder}/s1/subagents/agent-1.jsonl`]: agent('s1', '1', 'newlayout'),
      [`${folder}/s1/subagents/workflows/wf_1/agent-2.jsonl`]: agent('s1', '2', 'workflow'),
      [`${folder}/s1/subagents/workflows/wf_1/journal.jsonl`]: agent('s1', '2', 'journal'),
      [`${folder}/agent-3.jsonl`]: agent('s1', '3', 'oldlayout'),
      [`${folder}/agent-4.jsonl`]: agent('gone', '4', 'orphan'),
    });
    const index = await refreshed();
    for (const word of ['newlayout', 'workflow', 'oldlayout', 'newlayout oldlayout prompt']) {
      expect([word, idsOf(index, word)]).toEqual([word, ['s1']]);
    }
    for (const word of ['journal', 'orphan'])
      expect([word, idsOf(index, word)]).toEqual([word, []]);
  });
});

describe('an index that cannot be used', () => {
  const session = () =>
    writeTree(temporary.home, { [pathOf('s1', SHOP)]: sessionText('s1', SHOP, 'giraffe') });

  it('is set aside when it is damaged', async () => {
    await session();
    const index = openTextIndex({
      dataFolder: temporary.dataDir,
      configFolders: [temporary.configDir],
    });
    await refreshTextIndex(index);
    closeTextIndex(index);
    const bytes = fs.readFileSync(DATABASE());
    bytes.fill(0x5a, 100, 16_384 * 2);
    fs.writeFileSync(DATABASE(), bytes);
    const again = await refreshed();
    expect(again.notes).toEqual([
      'The search index was rebuilt: it was damaged. The old one was kept as search.db.damaged.',
    ]);
    expect(idsOf(again, 'giraffe')).toEqual(['s1']);
    expect(again.isKept).toBe(true);
  });

  it('is set aside when it is something else', async () => {
    await session();
    fs.mkdirSync(temporary.dataDir, { recursive: true });
    fs.writeFileSync(DATABASE(), 'no database at all, but a text of some length'.repeat(100));
    const index = await refreshed();
    expect(index.notes[0]).toMatch(/rebuilt/);
    expect(idsOf(index, 'giraffe')).toEqual(['s1']);
  });

  it('is left alone when it is newer', async () => {
    await session();
    const index = await refreshed();
    index.db.exec('PRAGMA user_version = 99');
    const other = openHere();
    await refreshTextIndex(other);
    expect(other.isKept).toBe(false);
    expect(other.notes).toEqual([
      'The search index was written by a newer version of cco; it was left as it is.',
    ]);
    expect(idsOf(other, 'giraffe')).toEqual(['s1']);
  });

  it('answers from memory where nothing can be written', async () => {
    await session();
    fs.writeFileSync(path.join(temporary.home, 'a-file'), '');
    const index = await refreshed(path.join(temporary.home, 'a-file', 'data'));
    expect(index.isKept).toBe(false);
    expect(index.notes[0]).toMatch(/^The search index could not be kept: /);
    expect(idsOf(index, 'giraffe')).toEqual(['s1']);
  });

  it('goes on in memory when the disk is full', async () => {
    await session();
    const index = await refreshed();
    const tree: Record<string, string> = {};
    for (let number = 0; number < 30; number++) {
      const words = Array.from({ length: 900 }, (_, at) => `zebra${number}x${at}`).join(' ');
      tree[pathOf(`z${number}`, SHOP)] = sessionText(`z${number}`, SHOP, words);
    }
    await writeTree(temporary.home, tree);
    index.db.exec('PRAGMA max_page_count = 12');
    await refreshTextIndex(index);
    expect(index.isKept).toBe(false);
    expect(index.notes[0]).toMatch(/^The search index could not be kept: .*full/);
    expect(idsOf(index, 'giraffe')).toEqual(['s1']);
    expect(idsOf(index, 'zebra7x899')).toEqual(['z7']);
  });
});
