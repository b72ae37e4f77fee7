import { describe, expect, it } from 'vitest';
import { findSecrets, redactSecrets } from './find-secrets.ts';

const body = 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(8);
const key = (prefix: string, length: number) => prefix + body.slice(0, length);

describe('findSecrets', () => {
  const CERTAIN = [
    [key('sk-ant-api03-', 90), 'Anthropic key'],
    [key('sk-ant-oat01-', 90), 'Anthropic key'],
    [key('sk-proj-', 48), 'OpenAI key'],
    [key('ghp_', 36), 'GitHub token'],
    [key('github_pat_', 60), 'GitHub token'],
    [key('glpat-', 20), 'GitLab token'],
    [key('npm_', 36), 'npm token'],
    [key('xoxb-', 40), 'Slack token'],
    [key('rk_live_', 24), 'Stripe key'],
    [key('AIza', 35), 'Google API key'],
    [`${key('SG.', 22)}.${body.slice(0, 43)}`, 'SendGrid key'],
    [key('hf_', 34), 'Hugging Face token'],
    ['AKIA' + 'QZ7RT2MNB4WXY5KD', 'AWS access key'],
  ] as const;

  it.each(CERTAIN)('is certain about %s', (text, kind) => {
    expect(findSecrets(`before ${text} after`)).toMatchObject([
      { kind, tier: 'certain', start: 7 },
    ]);
  });

  it.each(CERTAIN)(
    'sees %s behind an escape, a colour, or the code of a character',
    (text, kind) => {
      for (const before of [
        'TOKEN=\\n',
        '\\t',
        '\\u003d',
        'url%3D',
        '\x1b[32m',
        '\\u001b[0m',
        '[1;31m',
      ]) {
        expect(findSecrets(`${before}${text}\\n`), before).toMatchObject([
          { kind, tier: 'certain', start: before.length, end: before.length + text.length },
        ]);
      }
    },
  );

  it('sees tokens that begin as nothing else does also inside of names', () => {
    for (const text of [`GITHUB_TOKEN_${key('ghp_', 36)}_END`, `x${key('npm_', 36)}`]) {
      expect(redactSecrets(text)).not.toContain(body.slice(8, 30));
    }
  });

  it('takes no piece of a longer word for a token', () => {
    for (const word of [`AB${key('AIza', 35)}`, `monkey-${'0123456789abcdef'.repeat(2)}`]) {
      expect(findSecrets(word)).toEqual([]);
    }
  });

  it('gives the place of the secret alone', () => {
    const text = 'postgres://app:s8Kq2zPw9L@db/x';
    const [match] = findSecrets(text);
    expect(text.slice(match?.start, match?.end)).toBe('s8Kq2zPw9L');
  });

  it('redacts every one, and keeps the rest', () => {
    const text = `a ${key('ghp_', 36)} b ${key('hf_', 34)} c`;
    expect(redactSecrets(text)).toBe('a ghp_aB3d…[40] b hf_aB3dE…[37] c');
    expect(redactSecrets('nothing here')).toBe('nothing here');
  });

  it('finds each of many once, in order, whatever shapes they have', () => {
    const both = `${key('ghp_', 36)} postgres://app:aB3dE7fG9h@db/x ${key('hf_', 34)}\n`;
    const found = findSecrets(both.repeat(200));
    expect(found).toHaveLength(600);
    expect(found.map(({ start }) => start)).toEqual(
      found.map(({ start }) => start).sort((a, b) => a - b),
    );
    for (const [index, one] of found.entries()) {
      expect(one.start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
    }
  });
});
