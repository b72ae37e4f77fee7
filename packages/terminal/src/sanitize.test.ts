import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, stripControls } from './sanitize.ts';

describe('stripControls', () => {
  it.each([
    ['\x1b[31mred\x1b[0m', 'red'],
    ['\x1b]0;title\x07text', 'text'],
    ['\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'link'],
    ['\x9b2Jcleared', 'cleared'],
    ['\x1bPdata\x1b\\after', 'after'],
    ['\x1b(Bplain\x1bc', 'plain'],
    ['a\x00b\x08c\x7fd', 'abcd'],
    ['evil\u202egnp.exe', 'evilgnp.exe'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['half \x1b[', 'half '],
    ['\x1b]0;never ended\nnext line', '0;never ended\nnext line'],
    ['mojibake â\x80\x9d two', 'mojibake â two'],
    ['日本 😀 é', '日本 😀 é'],
  ])('cleans %j', (text, clean) => {
    expect(stripControls(text)).toBe(clean);
  });

  const nasty = fc.string({
    unit: fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '3',
      '1',
      'm',
      ';',
      '\x07',
      '\\',
      '\x9b',
      '\x9c',
      'P',
      'a',
      '\n',
      '\u202e',
    ),
    maxLength: 40,
  });

  it('leaves no control behind, whatever the order', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(stripControls(text)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
        expect(oneLine(text)).not.toMatch(/[\n\t\x1b]/);
      }),
    );
  });

  it('leaves text without controls as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', 'é', '中', '😀', '[', ';') }),
        (text) => {
          expect(stripControls(text)).toBe(text);
        },
      ),
    );
  });
});

describe('oneLine', () => {
  it('folds every kind of line break and blank', () => {
    expect(oneLine(' a\r\n\tb\u2028c\x85 d ')).toBe('a b c d');
    expect(oneLine('one \x9d two\nthree')).toBe('one  two three');
  });
});
