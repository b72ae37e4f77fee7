import { hiddenPart, runs, SAMPLE_SECRETS } from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSecrets, redactSecrets, withoutSecrets } from '../src/index.ts';
import { SECRET_PATTERNS } from '../src/patterns.ts';
import { plainFormOf } from '../src/plain-form.ts';

const SECRETS = Object.entries(SAMPLE_SECRETS);

it('has a sample of every kind that is never shown whole', () => {
  const kinds = SECRET_PATTERNS.filter(({ isHidden }) => isHidden).map(({ kind }) => kind);
  expect(Object.keys(SAMPLE_SECRETS).sort()).toEqual([...new Set(kinds)].sort());
});

/** Writes the characters of a text that a writer may, but need not, escape. */
const letters = (text: string, write: (code: number) => string): string =>
  text.replace(/[A-Za-z0-9]/g, (character) => write(character.charCodeAt(0)));
const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');

const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'behind a line end in JSON': (secret) => JSON.stringify(`key:\n${secret}`),
  'behind a line end in quoted JSON': (secret) => JSON.stringify(JSON.stringify(`\n${secret}\t`)),
  'with its first letter escaped': (secret) =>
    `${letters(secret.slice(0, 1), (code) => `\\u${hex(code, 4)}`)}${secret.slice(1)}`,
  'with each letter escaped': (secret) => letters(secret, (code) => `\\u${hex(code, 4)}`),
  'escaped twice': (secret) => JSON.stringify(letters(secret, (code) => `\\u${hex(code, 4)}`)),
  'as hexadecimal escapes': (secret) => letters(secret, (code) => `\\x${hex(code, 2)}`),
  'encoded for a URL': (secret) => letters(secret, (code) => `%${hex(code, 2)}`),
  'as character references': (secret) => letters(secret, (code) => `&#${code};`),
  'as hexadecimal references': (secret) => letters(secret, (code) => `&#x${hex(code, 2)};`),
  'escaped for Markdown': (secret) => secret.replace(/[_*]/g, '\\$&'),
  'with colours inside': (secret) => `${secret.slice(0, 9)}\x1b[1m${secret.slice(9)}\x1b[0m`,
  'with escaped colours inside': (secret) => `${secret.slice(0, 9)}\\u001b[1;31m${secret.slice(9)}`,
  'with marks without width inside': (secret) =>
    `${secret.slice(0, 9)}\u200b${secret.slice(9, 12)}\u2060${secret.slice(12)}`,
  'with escaped marks inside': (secret) => `${secret.slice(0, 9)}\\u200b${secret.slice(9)}`,
};

describe.each(Object.entries(FORMS))('%s', (_, form) => {
  it.each(SECRETS)('hides: %s', (_kind, secret) => {
    const part = hiddenPart(secret);
    const written = form(secret);
    const shown = withoutSecrets(`before ${written} behind`);
    expect(shown).toMatch(/^before /);
    expect(shown).toMatch(/ behind$/);
    expect(shown).toContain('…');
    expect(shown).not.toContain(part);
    expect(plainFormOf(shown)?.text ?? shown).not.toContain(part);
    expect(shown.length).toBeLessThan(`before ${written} behind`.length);
  });
});

describe('a redacted text', () => {
  it.each(SECRETS)('is not redacted again: %s', (_, secret) => {
    const shown = withoutSecrets(`"${secret}"`);
    expect(withoutSecrets(shown)).toBe(shown);
  });

  it.each(SECRETS)('is found by the rules too: %s', (kind, secret) => {
    expect(findSecrets(secret).map((one) => one.kind)).toContain(kind);
    expect(redactSecrets(secret)).not.toContain(hiddenPart(secret));
  });

  it('is JSON when it was', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(...Object.values(SAMPLE_SECRETS)),
      fc.constantFrom('\n', '\\', '"', '\x1b[31m', '\u200b', '\\u0073', '\\n', ' ', '=', '://'),
      fc.string({ unit: fc.constantFrom('-', 'B', 'E', 'G', 'I', 'N', '\n', '\\', '"', '=') }),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), fc.constantFrom(0, 2), (entries, indent) => {
        const value = entries.map(([a, b]) => ({ a, [b]: [a, b] }));
        const shown = withoutSecrets(JSON.stringify(value, undefined, indent));
        expect(JSON.parse(shown)).toHaveLength(value.length);
      }),
      { numRuns: runs(300, 20_000) },
    );
  });

  it('is the text itself when it holds none', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\\', '%41', '\x1b[1m', '.') });
    fc.assert(
      fc.property(plain, (text) => {
        expect(withoutSecrets(text)).toBe(text);
      }),
      { numRuns: runs(300, 5_000) },
    );
  });
});

it.each([
  'toolu_01AbCdEfGhIjKlMnOpQrStUv',
  'claude --resume 7d1f3a52-c25b-4079-8e34-7d90c3b5f107',
  'agent-a0b1c2d3e4f5',
  'req_011CSHoEeqs5C35K2UUqR7Fy',
  'msg_01XFDUDYJgAACzvnptvVoYEL',
  'sha512-8bzp3GzFRMvN0y2Q4h0y8hQ9Gq3oR1mUO0mQJ7Z7nYb8eX0Kp1nS3A==',
  '3f786850e387550fdab836ed7e6dc881de23001b',
  'https://host.test:8443/a/b?c=d@e',
  'git@github.com:acme/shop.git',
  'MyComponent.render.withALongEnoughNameForThis',
  'https://example.com/user:password@path',
])('keeps %s', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

it('keeps what follows the head of a key that has no body', () => {
  const head = `-----BEGIN ${'PRIVATE KEY'}-----`;
  expect(withoutSecrets(`grep "${head}" is the head\n2026 next row`)).toBe(
    'grep "-----BEGIN … PRIVATE KEY-----" is the head\n2026 next row',
  );
  expect(withoutSecrets(`${head} is what begins it\nnext`)).toBe(
    '-----BEGIN … PRIVATE KEY----- is what begins it\nnext',
  );
});
