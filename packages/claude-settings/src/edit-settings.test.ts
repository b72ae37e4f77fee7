import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSettings, parseSettings } from './edit-settings.ts';

const set =
  (path: (string | number)[], value: unknown) =>
  (draft: Parameters<Parameters<typeof editSettings>[1]>[0]) =>
    draft.set(path, value);

describe('editSettings', () => {
  it.each([
    [
      'two blanks',
      '{\n  "a": 1\n}\n',
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      true\n    ]\n  }\n}\n',
    ],
    [
      'four blanks',
      '{\n    "a": 1\n}',
      '{\n    "a": 1,\n    "b": {\n        "c": [\n            true\n        ]\n    }\n}',
    ],
    ['tabs', '{\n\t"a": 1\n}', '{\n\t"a": 1,\n\t"b": {\n\t\t"c": [\n\t\t\ttrue\n\t\t]\n\t}\n}'],
    [
      'CRLF',
      '{\r\n  "a": 1\r\n}\r\n',
      '{\r\n  "a": 1,\r\n  "b": {\r\n    "c": [\r\n      true\r\n    ]\r\n  }\r\n}\r\n',
    ],
    ['minified', '{"a":1}', '{"a":1,"b":{"c":[true]}}'],
    ['one line', '{ "a": 1, "z": 2 }', '{ "a": 1, "z": 2, "b": {"c": [true]} }'],
    ['an empty object', '{}', '{\n  "b": {\n    "c": [\n      true\n    ]\n  }\n}'],
    ['an empty file', '', '{\n  "b": {\n    "c": [\n      true\n    ]\n  }\n}\n'],
    ['a byte order mark', '\ufeff{"a":1}', '\ufeff{"a":1,"b":{"c":[true]}}'],
  ])('keeps the habits of a file: %s', (_name, before, after) => {
    expect(editSettings(before, set(['b', 'c'], [true]))).toBe(after);
  });

  it('leaves a file alone that already says so, however it says it', () => {
    const text = '{ "b" :{"c":[ true ]}\n}';
    expect(editSettings(text, set(['b', 'c'], [true]))).toBe(text);
    expect(editSettings('', () => undefined)).toBe('');
  });

  it('replaces a value in its place', () => {
    expect(editSettings('{\n  "a": [1],\n  "b": 2\n}', set(['a'], { c: 3 }))).toBe(
      '{\n  "a": {\n    "c": 3\n  },\n  "b": 2\n}',
    );
  });

  it('changes the one of two equal keys that counts', () => {
    expect(editSettings('{"a":1,"a":2}', set(['a'], 3))).toBe('{"a":1,"a":3}');
  });

  it.each([
    ['[1,2]', 1, '[1]'],
    ['[ 1, 2, 3 ]', 0, '[ 2, 3 ]'],
    ['[ 1, 2, 3 ]', 1, '[ 1, 3 ]'],
    ['[\n1\n]', 0, '[]'],
    ['[1]', 4, '[1]'],
  ])('takes items out of %s', (before, index, after) => {
    expect(editSettings(`{"a":${before}}`, (draft) => draft.remove(['a', index]))).toBe(
      `{"a":${after}}`,
    );
  });

  it('names what a path runs into', () => {
    expect(() => editSettings('{"a":[{"b":7}]}', set(['a', 0, 'b', 'c'], 1))).toThrow(
      'a[0].b: expected an object, found a number',
    );
    expect(() => editSettings('{"a":"x"}', (draft) => draft.append(['a'], 1))).toThrow(
      'a: expected a list, found a string',
    );
  });

  it.each([
    ['{\n  "a": 1,\n}', 'line 3, column 1: expected a name in double quotes'],
    ['{\n  "a" 1\n}', 'line 2, column 7: expected ":"'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected ","'],
    ['{\n  "a": 1', 'line 2, column 9: expected "}"'],
    ['{ // note\n}', 'line 1, column 3: expected no comment'],
    ['{"a": "b}', 'line 1, column 7: expected a closing double quote'],
    ['{"a": nope}', 'line 1, column 7: expected a value'],
    ['{} {}', 'line 1, column 4: expected the end of the file'],
    ['{"a":1}\n\u2028', 'line 2, column 1: expected'],
    ['[1]', 'expected an object at the top, found an array'],
    ['null', 'expected an object at the top, found null'],
  ])('refuses %j and tells where', (text, message) => {
    expect(() => editSettings(text, set(['x'], 1))).toThrow(message);
  });

  it('agrees with changing the value itself, and an added key comes off again without a trace', () => {
    fc.assert(
      fc.property(jsonText(), fc.json({ maxDepth: 2 }), (text, added) => {
        const value: unknown = JSON.parse(added);
        const changed = editSettings(text, set(['added'], value));
        expect(parseSettings(changed)).toEqual({ ...JSON.parse(text), added: value });
        const restored = editSettings(changed, (draft) => draft.remove(['added']));
        if (Object.keys(JSON.parse(text)).length > 0) expect(restored).toBe(text);
      }),
    );
  });

  it('accepts exactly what JSON.parse accepts, given an object', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      'e',
      '.5',
      '01',
      'true',
      'nul',
      ' ',
      '\n',
      '\v',
      '/*',
      '//',
      '\u00a0',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = `{"a":1${parts.join('')}`;
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (valid) expect(() => parseSettings(text)).not.toThrow();
        else expect(() => parseSettings(text)).toThrow(/expected/);
      }),
      { numRuns: 500 },
    );
  });
});

/** Objects in all kinds of formatting. */
function jsonText() {
  const key = fc
    .string({ maxLength: 6 })
    .filter((name) => name !== 'added' && name !== '__proto__');
  return fc
    .tuple(
      fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
      fc.constantFrom(0, 1, 2, 4, '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\n', ' \n\n'),
    )
    .map(([value, indent, lineEnd, tail]) => {
      const text = JSON.stringify(value, null, indent) + tail;
      return text.replaceAll('\n', lineEnd);
    });
}
