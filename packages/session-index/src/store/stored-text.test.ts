import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DamagedTextError,
  decodeText,
  storedJson,
  storedText,
  wellFormedJson,
} from './stored-text.ts';

const anyString = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.constantFrom(0, 0x5c, 0x22, 0x75),
    ),
  )
  .map((units) => String.fromCharCode(...units));

describe('stored texts', () => {
  it('are well-formed, without NUL, and the same otherwise', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const stored = storedText(text);
        expect(stored).toBe(text.toWellFormed().replaceAll('\0', '\ufffd'));
        expect(JSON.parse(storedJson({ [text]: [text] }))).toEqual({
          [text.toWellFormed()]: [stored],
        });
      }),
    );
  });

  it('lose only halves of pairs that JSON escapes', () => {
    const escaped = (text: string) =>
      `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
    fc.assert(
      fc.property(anyString, (text) => {
        for (const json of [escaped(text), JSON.stringify(text)]) {
          expect(JSON.parse(wellFormedJson(json))).toBe(text.toWellFormed());
        }
      }),
    );
    expect(wellFormedJson(String.raw`"C:\\ud83d"`)).toBe(String.raw`"C:\\ud83d"`);
  });

  it('are damaged when they are no UTF-8', () => {
    expect(decodeText(Buffer.from('a\xed\xa0\xbdb', 'latin1'))).toBe('a\ufffdb');
    expect(() => decodeText(Buffer.from([0x61, 0xff]))).toThrow(DamagedTextError);
  });
});
