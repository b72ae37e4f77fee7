import { describe, expect, it } from 'vitest';
import { withoutSecrets } from './without-secrets.ts';

const body = 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(8);
const token = `ghp_${body.slice(0, 36)}`;

describe('withoutSecrets', () => {
  it('keeps what is no secret, or only may be one', () => {
    const text =
      'commit 3f786850e387550fdab836ed7e6dc881de23001b, password=hunter2hunter2hunter2 \n';
    expect(withoutSecrets(text)).toBe(text);
    expect(withoutSecrets('')).toBe('');
  });

  it('replaces every secret', () => {
    expect(withoutSecrets(`a ${token} b ${token}`)).toBe('a ghp_aB3d…[40] b ghp_aB3d…[40]');
  });

  it('leaves nothing of a secret that the stretch cuts', () => {
    const text = `before ${token} behind`;
    for (let start = 0; start < text.length; start++) {
      for (let end = start; end <= text.length; end++) {
        expect(withoutSecrets(text, { start, end })).not.toMatch(/9hJ2|kL5m|tV1w/);
      }
    }
    expect(withoutSecrets(text, { start: 2, end: 6 })).toBe('fore');
    expect(withoutSecrets(text, { start: 48, end: 54 })).toBe('behind');
  });

  const lines = Array.from({ length: 25 }, () => body.slice(0, 64)).join('\n');
  it.each([
    ['whole', `-----BEGIN RSA PRIVATE KEY-----\n${lines}\n-----END RSA PRIVATE KEY-----\nrest`],
    ['without its end', `-----BEGIN PRIVATE KEY-----\n${lines}\n\n.rest`],
    [
      'with headers',
      `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\n${lines}\n-----END RSA PRIVATE KEY-----\nrest`,
    ],
    [
      'in JSON',
      `"-----BEGIN PRIVATE KEY-----\\n${lines.replaceAll('\n', '\\n')}\\n-----END PRIVATE KEY-----\\n" rest`,
    ],
  ])('hides the body of a private key: %s', (_form, text) => {
    const shown = withoutSecrets(text);
    expect(shown).toContain('-----BEGIN … PRIVATE KEY-----');
    expect(shown).toContain('rest');
    expect(shown).not.toContain(body.slice(0, 8));
    const middle = text.length / 2;
    expect(withoutSecrets(text, { start: middle, end: middle + 100 })).toBe(
      '-----BEGIN … PRIVATE KEY-----',
    );
  });
});
