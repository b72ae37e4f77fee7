import { createTranscript, makeTemporaryHome, textBlock, writeTree } from '@cco/test-fixtures';
import { afterEach, describe, expect, it } from 'vitest';
import { previewSession } from './preview-session.ts';

const TOKEN = `ghp_${'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(2).slice(0, 36)}`;

let remove: (() => Promise<void>) | undefined;
afterEach(() => remove?.());

async function preview(words: string, ...texts: readonly string[]) {
  const home = await makeTemporaryHome();
  remove = home.remove;
  const transcript = createTranscript({
    sessionId: 's',
    cwd: '/code/shop',
    startedAt: new Date(2026, 10, 1, 12),
  });
  for (const text of texts) transcript.assistant({ blocks: [textBlock(text)] });
  const files = await writeTree(home.home, { 's.jsonl': transcript.text() });
  return previewSession(files, words, new AbortController().signal);
}

describe('previewSession', () => {
  it('gives what holds the words, who said it and when, and where they stand', async () => {
    const [piece, ...others] = await preview('HARBOUR', 'nothing', 'the old harbour wall');
    expect(others).toEqual([]);
    expect(piece).toMatchObject({ speaker: 'assistant', text: 'the old harbour wall' });
    expect(piece?.date).toMatch(/^2026-11-01 12:0\d$/);
    expect(piece?.ranges).toEqual([{ start: 8, end: 15 }]);
  });

  it.each(['', 'tool:Bash', '"no end'])('gives the beginning for %j', async (words) => {
    expect((await preview(words, 'one', 'two')).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('cuts the surroundings out of a long text', async () => {
    const [piece] = await preview(
      'needle',
      `${'before '.repeat(1e4)}needle${' after'.repeat(1e4)}`,
    );
    expect(piece?.text).toMatch(/^…(?:before )+needle(?: after)+…$/);
    expect(piece?.text.length).toBeLessThan(2000);
    expect(piece?.text.slice(piece.ranges[0]?.start, piece.ranges[0]?.end)).toBe('needle');
  });

  it('shows no secret, also where the cut goes through it, and no controls', async () => {
    for (let shift = 1190; shift < 1210; shift++) {
      const gap = 'x '.repeat(shift / 2).slice(0, shift);
      const [piece] = await preview('needle', `\x1b[2Jneedle ${gap} ${TOKEN}\x07 rest`);
      expect(piece?.text).not.toContain(TOKEN.slice(0, 12));
      expect(piece?.text).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    }
  });

  it('does not mark what was taken out', async () => {
    const [piece] = await preview(TOKEN.slice(10, 20), `key ${TOKEN} here`);
    expect(piece).toMatchObject({ text: 'key ghp_aB3d…[40] here', ranges: [] });
  });

  it('reads no more than is shown', async () => {
    const texts = Array.from({ length: 500 }, (_, i) => `needle ${i}`);
    expect(await preview('needle', ...texts)).toHaveLength(30);
  });
});
