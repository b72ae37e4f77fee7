import path from 'node:path';
import {
  createTranscript,
  makeTemporaryHome,
  type TemporaryHome,
  textBlock,
  toolUseBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countMatches,
  createMatchFinders,
  type MatchFinder,
  parseTextQuery,
  placesOf,
  readSession,
  type SaidPiece,
} from '../src/text/index.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

function findersOf(text: string): MatchFinder[] {
  const parsed = parseTextQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return createMatchFinders(parsed.query);
}

function read(...files: string[]): SaidPiece[] {
  const pieces: SaidPiece[] = [];
  expect(readSession(files, { onPiece: (piece) => pieces.push(piece) })).toEqual([]);
  return pieces;
}

async function write(name: string, text: string): Promise<string> {
  await writeTree(temporary.home, { [name]: text });
  return path.join(temporary.home, name);
}

function transcript() {
  return createTranscript({ sessionId: 's', cwd: '/code', startedAt: '2026-03-02T09:00:00Z' });
}

describe('readSession', () => {
  it('tells the tool of calls and results, and where each piece stands', async () => {
    const session = transcript();
    session.user('Read it');
    const { toolUseIds } = session.assistant({
      blocks: [textBlock('So'), toolUseBlock('Read', { file_path: '/a', more: ['b'] })],
    });
    session.toolResult({ toolUseId: toolUseIds[0] ?? '', content: 'text of a' });
    session.customTitle('Reading');
    const file = await write('a.jsonl', session.text());
    const pieces = read(file);
    expect(pieces.map(({ speaker, tool, text, piece }) => [speaker, tool, text, piece])).toEqual([
      ['user', undefined, 'Read it', 0],
      ['assistant', undefined, 'So', 0],
      ['tool call', 'Read', '/a', 0],
      ['tool call', 'Read', 'b', 1],
      ['tool result', 'Read', 'text of a', 0],
      ['title', undefined, 'Reading', 0],
    ]);
    const lines = session.text().split('\n');
    expect(pieces[1]?.offset).toBe((lines[0] as string).length + 1);
    expect(pieces.every((piece) => piece.file === file)).toBe(true);
  });

  it('reads what copies repeat once, and what only one of them holds', async () => {
    const session = transcript();
    session.user('First');
    session.customTitle('Title');
    const before = await write('old.jsonl', session.text());
    session.user('Second');
    const after = await write('new.jsonl', session.text());
    expect(read(after, before).map(({ text }) => text)).toEqual(['First', 'Title', 'Second']);
    expect(read(before, after).map(({ text }) => text)).toEqual(['First', 'Title', 'Second']);
    expect(countMatches([after, before], findersOf('first'))).toMatchObject({ matches: 1 });
  });

  it('names a file that cannot be read', () => {
    const file = path.join(temporary.home, 'none.jsonl');
    expect(readSession([file], { onPiece() {} })).toEqual([{ file, message: 'the file is gone' }]);
    expect(countMatches([file], findersOf('x')).problems).toHaveLength(1);
  });
});

describe('countMatches', () => {
  it('counts places by term, and pieces', async () => {
    const session = transcript();
    session.user('A cart, a Cart. Due  date');
    session.user('nothing');
    session.assistant({ blocks: [textBlock('cart due\ndate due'), textBlock('Due')] });
    const file = await write('a.jsonl', session.text());
    expect(countMatches([file], findersOf('cart "due date" -nothing tool:Bash'))).toEqual({
      byTerm: [3, 2],
      matches: 5,
      pieces: 2,
      problems: [],
    });
  });
});

describe('placesOf', () => {
  it.each([
    [
      'aXbxc',
      'x',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['aaaa', 'aa', [[0, 4]]],
    ['prisma migration', 'migrat rati', [[7, 14]]],
    ['foo foo', '/^foo/', [[0, 3]]],
    [
      'a\na',
      '/^a/m',
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['axxa', '/x*/', [[1, 3]]],
    [
      'C++ c++',
      'c++',
      [
        [0, 3],
        [4, 7],
      ],
    ],
    ['Straße STRASSE', 'straße', [[0, 6]]],
    ['🦀 crab', 'crab', [[3, 7]]],
    ['text', 'tool:Bash -text', []],
  ])('of %j for %s', (text, query, expected) => {
    const places = placesOf(text, findersOf(query)).map(({ start, end }) => [start, end]);
    expect(places).toEqual(expected);
  });
});
