import type { Key, KeyName } from '@cco/terminal-screen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editLine } from './edit-line.ts';

const press = (name: KeyName): Key => ({ kind: 'key', name });
const type = (text: string, isPasted = false): Key => ({ kind: 'text', text, isPasted });

/** Writes a line with `|` where its cursor stands. */
function edit(line: string, ...keys: Key[]): string {
  const caret = line.indexOf('|');
  const start = { text: line.replace('|', ''), caret };
  const { text, caret: at } = keys.reduce((one, key) => editLine(one, key) ?? one, start);
  return `${text.slice(0, at)}|${text.slice(at)}`;
}

describe('editLine', () => {
  it.each([
    ['a|c', [type('b')], 'ab|c'],
    ['ab|', [press('left'), type('x')], 'ax|b'],
    ['日本|', [press('backspace')], '日|'],
    ['a👩‍👩‍👧|', [press('backspace')], 'a|'],
    ['|👩‍👩‍👧a', [press('delete')], '|a'],
    ['e\u0301|', [press('left')], '|e\u0301'],
    ['one two |', [press('ctrl-w')], 'one |'],
    ['one two|', [press('alt-backspace')], 'one |'],
    ['one| two', [press('ctrl-u')], '| two'],
    ['one| two', [press('ctrl-k')], 'one|'],
    ['one| two', [press('home'), type('x'), press('end'), type('y')], 'xone twoy|'],
    ['|', [press('backspace'), press('delete'), press('left'), press('right')], '|'],
    ['a|', [type(' two\n\tlines\x1b[31m ', true)], 'a two lines|'],
    ['|', [type('a\u0085b')], 'a b|'],
  ])('%s', (line, keys, result) => {
    expect(edit(line, ...keys)).toBe(result);
  });

  it('leaves other keys to others', () => {
    expect(editLine({ text: 'a', caret: 1 }, press('up'))).toBeUndefined();
  });

  it('never grows without end, whatever is pasted', () => {
    const { text } = editLine({ text: '', caret: 0 }, type('é'.repeat(1e6), true)) ?? {};
    expect(text?.length).toBeLessThanOrEqual(1000);
  });

  it('keeps its cursor in the line', () => {
    const key = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => type(text)),
      fc.string({ unit: 'binary' }).map((text) => type(text, true)),
      fc
        .constantFrom<KeyName>(
          'left',
          'right',
          'home',
          'end',
          'backspace',
          'delete',
          'ctrl-w',
          'ctrl-k',
        )
        .map(press),
    );
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        let line = { text: '', caret: 0 };
        for (const one of keys) {
          line = editLine(line, one) ?? line;
          expect(line.caret).toBeGreaterThanOrEqual(0);
          expect(line.caret).toBeLessThanOrEqual(line.text.length);
          expect(line.text).not.toMatch(/[\n\r\x1b]/);
        }
      }),
    );
  });
});
