import fs from 'node:fs';
import path from 'node:path';
import { createTranscript, makeTemporaryHome, textBlock } from '@cco/test-fixtures';
import { expect, it } from 'vitest';
import { createMatchFinders } from './match-finder.ts';
import { parseTextQuery } from './parse-text-query.ts';
import { readConversation, type SpokenPiece } from './read-conversation.ts';

async function transcriptOf(lines: number): Promise<string> {
  const { home } = await makeTemporaryHome();
  const transcript = createTranscript({
    sessionId: 's',
    cwd: '/code/shop',
    startedAt: new Date(0),
  });
  for (let i = 1; i <= lines; i++) {
    transcript.user(`Question ${i}`);
    transcript.assistant({ blocks: [textBlock(i % 2 ? `Odd answer ${i}` : `Even ${i}`)] });
  }
  const file = path.join(home, 's.jsonl');
  fs.writeFileSync(file, transcript.text());
  return file;
}

function finders(words: string) {
  const parsed = parseTextQuery(words);
  return parsed.ok ? createMatchFinders(parsed.query) : [];
}

it('reads all of it, in its order, with times', async () => {
  const pieces: SpokenPiece[] = [];
  const file = await transcriptOf(3);
  await readConversation(file, { onPiece: (piece) => pieces.push(piece) });
  expect(pieces.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
    'user: Question 1',
    'assistant: Odd answer 1',
    'user: Question 2',
    'assistant: Even 2',
    'user: Question 3',
    'assistant: Odd answer 3',
  ]);
  for (const { timestamp } of pieces) expect(Date.parse(timestamp ?? '')).not.toBeNaN();
});

it('leaves out what holds nothing of a query, and what must not be there finds nothing', async () => {
  const texts: string[] = [];
  const file = await transcriptOf(3);
  await readConversation(file, {
    holding: finders('ODD -even tool:Bash'),
    onPiece: ({ text }) => texts.push(text),
  });
  expect(texts).toEqual(['Odd answer 1', 'Odd answer 3']);
});

it('stops when it is told, and goes on from there', async () => {
  const file = await transcriptOf(2000);
  const texts: string[] = [];
  const onPiece = ({ text }: SpokenPiece) => texts.push(text);
  const { next } = await readConversation(file, { until: () => texts.length > 0, onPiece });
  expect(texts.length).toBeLessThan(4000);
  await readConversation(file, { start: next, onPiece });
  expect(texts).toHaveLength(4000);
  expect(new Set(texts).size).toBe(4000);
});

it('says why it could not be read', async () => {
  const { failure } = await readConversation('/nowhere/s.jsonl', { onPiece: () => {} });
  expect(failure).toBe('the file is gone');
});
