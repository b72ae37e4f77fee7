import { describe, expect, it } from 'vitest';
import { parseTextQuery } from './parse-text-query.ts';

function termsOf(text: string): unknown[] {
  const parsed = parseTextQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query.terms.map(({ test, isNegative }) => (isNegative ? { not: test } : test));
}

const word = (text: string) => ({ kind: 'word', text });

describe('parseTextQuery', () => {
  it.each<[string, unknown[]]>([
    ['', []],
    [' prisma\tMigration ', [word('prisma'), word('Migration')]],
    ["src/auth.ts C++ don't 错误 🎉", ['src/auth.ts', 'C++', "don't", '错误', '🎉'].map(word)],
    ['"due  date" a', [{ kind: 'phrase', text: 'due  date' }, word('a')]],
    ['"a \\"b\\" \\\\ \\n"', [{ kind: 'phrase', text: 'a "b" \\ \\n' }]],
    ['say"so" 5" x', [word('say"so"'), word('5"'), word('x')]],
    ['-no -"a b"', [{ not: word('no') }, { not: { kind: 'phrase', text: 'a b' } }]],
    ['- --flag a-b', [word('-'), word('--flag'), word('a-b')]],
    ['/a b|c/', [{ kind: 'pattern', source: 'a b|c', flags: 'iu' }]],
    ['/a[/]b\\/c/s', [{ kind: 'pattern', source: 'a[/]b\\/c', flags: 'ius' }]],
    ['/home/mira / // /tmp /a/g', ['/home/mira', '/', '//', '/tmp', '/a/g'].map(word)],
    ['tool:Bash', [{ kind: 'field', field: 'tool', value: 'Bash' }]],
    ['FILE:a\\b.ts', [{ kind: 'field', field: 'file', value: 'a\\b.ts' }]],
    ['file:"my file.ts"', [{ kind: 'field', field: 'file', value: 'my file.ts' }]],
    ['-branch:main', [{ not: { kind: 'field', field: 'branch', value: 'main' } }]],
    ['error:no', [{ not: { kind: 'field', field: 'error', value: 'yes' } }]],
    ['-error:NO', [{ kind: 'field', field: 'error', value: 'yes' }]],
    ['error: http://x std::map', [word('error:'), word('http://x'), word('std::map')]],
    ['cost:>2', [{ kind: 'cost', relation: '>', amount: 2 }]],
    ['cost:<=$.5', [{ kind: 'cost', relation: '<=', amount: 0.5 }]],
    ['cost:3', [{ kind: 'cost', relation: '=', amount: 3 }]],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it.each([
    ['prisma "due date', 'The quotation that begins at character 8 does not end', 7, 16],
    ['a " "', 'The quotation at character 3 is empty', 2, 5],
    ['/a(/', 'The pattern at character 1 is not valid: Unterminated group', 0, 4],
    ['error:maybe', 'error:maybe is not known at character 1', 0, 11],
    ['a cost:much', 'cost:much is no comparison at character 3', 2, 11],
  ])('names the fault of %s', (text, message, start, end) => {
    const parsed = parseTextQuery(text);
    expect(parsed).toEqual({ ok: false, error: { message, start, end, hint: expect.any(String) } });
  });
});
