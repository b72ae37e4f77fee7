import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseObject } from './json-object.ts';
import { EACH } from './scanner-memory.ts';
import { createValueScanner } from './value-scanner.ts';
import { VALUE_SCANNER_CODE } from './value-scanner-code.ts';

declare global {
  var WebAssembly: object;
}

const PATHS = [
  ['type'],
  ['message'],
  ['message', 'id'],
  ['message', 'content', EACH],
  ['message', 'content', EACH, 'input'],
  ['message', 'content', EACH, 'ü'],
  [EACH, 'a'],
  ['list', EACH, EACH, 'a'],
];
const scanner = createValueScanner(PATHS, { bufferBytes: 4096, longestLine: 8192 });

const X = Buffer.from('x');
const BEHIND = Buffer.from('"}]}');

/** Gives what a scanner finds, or why there is nothing. */
function scanned(line: Buffer, where: 'in place' | 'copied' = 'copied') {
  // What stands around the line would end what is open in it.
  const bytes = where === 'copied' ? Buffer.concat([X, line, BEHIND]) : scanner.buffer;
  if (where === 'in place') BEHIND.copy(bytes, line.copy(bytes, 1) + 1);
  if (!scanner.scan(bytes, 1, line.length + 1)) return undefined;
  return Array.from({ length: scanner.count() }, (_, index) => [
    scanner.path(index),
    scanner.value(index),
  ]);
}

/** The same, slow and obvious: values inside of others first, in the order in which they end. */
function expected(value: unknown) {
  const found: unknown[][] = [];
  const visit = (one: unknown, path: string[]): void => {
    if (typeof one === 'object' && one !== null) {
      const isArray = Array.isArray(one);
      for (const [key, item] of Object.entries(one)) {
        // A key that is spelt like the sign for all elements is no array's element.
        visit(item, [...path, isArray ? EACH : key === EACH ? 'another key' : key]);
      }
    }
    const index = PATHS.findIndex((wanted) => wanted.join('\n') === path.join('\n'));
    if (index !== -1 && path.length > 0) found.push([index, one]);
  };
  visit(value, []);
  return found;
}

const text = fc.oneof(
  fc.constantFrom('', '"', '\\', '\n\t\u0000', 'ü', '日本', '🦊', '{"type":"x"}', 'x'.repeat(40)),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const key = fc.oneof(
  fc.constantFrom('type', 'message', 'id', 'content', 'input', 'ü', 'list', 'a', EACH, 'typ'),
  text,
);
const { value, object } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom(null, true, false),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries.filter(([name]) => name !== '__proto__'))),
}));
const shaped = fc.record(
  {
    type: value,
    message: fc.record(
      { id: text, content: fc.array(fc.oneof(object, value), { maxLength: 4 }) },
      { requiredKeys: [] },
    ),
    list: fc.array(fc.array(fc.oneof(object, value), { maxLength: 3 }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const line = fc
  .tuple(fc.oneof(object, shaped), fc.constantFrom(undefined, 1, '\t'), fc.constantFrom('', ' '))
  .map(([one, space, around]) => `${around}${JSON.stringify(one, null, space)}${around}`);

/** Changes of single bytes, and cuts, such as torn lines have. */
const damage = fc.array(
  fc.record({
    at: fc.nat(),
    length: fc.constantFrom(0, 1, 2, 20),
    put: fc.oneof(
      fc.constantFrom(...'"\\{}[],:0-.\u0001', '1e', 'true'),
      fc.constantFrom('nul', '\\u12', '\\u00e9', '\ufeff', '01', ' ', '\v', '\u00a0', 'é', ''),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

function damaged(source: string, changes: { at: number; length: number; put: string }[]): Buffer {
  let bytes = Buffer.from(source);
  for (const { at, length, put } of changes) {
    const from = at % (bytes.length + 1);
    bytes = Buffer.concat([
      bytes.subarray(0, from),
      Buffer.from(put),
      bytes.subarray(Math.min(bytes.length, from + length)),
    ]);
  }
  return bytes;
}

describe('createValueScanner', () => {
  it('finds what parsing finds', () => {
    let found = 0;
    fc.assert(
      fc.property(
        line,
        fc.constantFrom('in place' as const, 'copied' as const),
        (source, where) => {
          const bytes = Buffer.from(source);
          fc.pre(bytes.length < 4000);
          const values = scanned(bytes, where);
          // Keys with escapes are left to the parser.
          if (values === undefined) expect(source).toMatch(/\\[^:]*":/);
          else {
            expect(values).toEqual(expected(JSON.parse(source)));
            found++;
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(1500);
  });

  it('takes nothing that parsing refuses', () => {
    let refused = 0;
    let taken = 0;
    fc.assert(
      fc.property(line, damage, (source, changes) => {
        const bytes = damaged(source, changes);
        const parsed = parseObject(bytes.toString());
        const values = scanned(bytes);
        if (parsed === undefined) {
          expect(values).toBeUndefined();
          refused++;
        } else if (values !== undefined) {
          expect(values).toEqual(expected(parsed));
          taken++;
        }
      }),
      { numRuns: 10_000 },
    );
    expect(Math.min(refused, taken)).toBeGreaterThan(500);
  });

  it.each([
    ['{"a":1}{"a":2}', 'two objects'],
    ['[{"type":1}]', 'an array'],
    ['"type"', 'a text'],
    ['', 'nothing'],
    ['{"type":"a', 'an open text'],
    ['{"type":"a\\', 'an open escape'],
    ['{"type":tru', 'half a word'],
    ['{"type":1', 'an open object'],
    ['{"type"', 'half a field'],
    ['{"type":"a","type":"b"}', 'a key twice'],
    ['{"typ\\u0065":"a"}', 'a key with an escape'],
    [`{"a":${'['.repeat(600)}${']'.repeat(600)}}`, 'deep nesting'],
    [`{"message":{"content":[${'1,'.repeat(3500)}1]}}`, 'very many values'],
    [`{"type":"${'x'.repeat(9000)}"}`, 'a long line'],
  ])('leaves %.40s to the parser: %s', (source) => {
    expect(scanned(Buffer.from(source))).toBeUndefined();
  });

  it.each(['0', '-0', '1.5e+3', '-12E-2', '1e400', 'true', 'null', '""', '[]', '{}'])(
    'takes %s',
    (source) => {
      expect(scanned(Buffer.from(`{"type":${source}}`))?.[0]?.[1]).toEqual(JSON.parse(source));
    },
  );

  it.each(['01', '-', '1.', '.5', '1e', '+1', 'True', "'a'", 'NaN', '"\t"', '"\\x"', '"\\u12g4"'])(
    'refuses %s',
    (source) => {
      expect(scanned(Buffer.from(`{"type":${source}}`))).toBeUndefined();
    },
  );

  it('tells texts and objects apart without making them', () => {
    const source = Buffer.from('{"type":"user","message":{"id":"ü","content":[{"input":"\\n"}]}}');
    expect(scanner.scan(source, 0, source.length)).toBe(true);
    const found = Array.from({ length: scanner.count() }, (_, index) => [
      scanner.isObject(index),
      scanner.isText(index, 'user'),
      scanner.isText(index, 'use'),
    ]);
    expect(found).toEqual([
      [false, true, false],
      [false, false, false],
      [false, false, false],
      [true, false, false],
      [true, false, false],
    ]);
  });

  it.each([
    ['is switched off', undefined],
    ['lacks what is used', { ...globalThis.WebAssembly, Module: Object }],
  ])('leaves all to the parser where WebAssembly %s', (_, present) => {
    vi.stubGlobal('WebAssembly', present);
    const none = createValueScanner([['type']]);
    vi.unstubAllGlobals();
    const line = Buffer.from('{"type":1}');
    expect(none.scan(line, 0, line.length)).toBe(false);
    expect(none.count()).toBe(0);
    expect(none.buffer).toHaveLength(256 * 1024);
  });

  it('gives values of lines that alternate', () => {
    const values = ['"a"', '"b"', '1', '"a"', '1', '{"x":[1]}', '{"x":[2]}', 'null', '"a"'];
    const read = values.map((value) => scanned(Buffer.from(`{"type":${value}}`))?.[0]?.[1]);
    expect(read).toEqual(values.map((value) => JSON.parse(value)));
  });

  it('replaces bytes that are no UTF-8, as decoding does', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"type":"a'),
      Buffer.from([0xff, 0xe2, 0x82]),
      Buffer.from('"}'),
    ]);
    expect(scanned(bytes)?.[0]?.[1]).toBe(JSON.parse(bytes.toString()).type);
  });

  it('lets a module of its own work on its memory', () => {
    expect(scanner.extension).toBeUndefined();
    // The scanner itself, in other letters: a comment section behind it.
    const code = Buffer.concat([
      Buffer.from(VALUE_SCANNER_CODE, 'base64'),
      Buffer.from([0, 2, 1, 0x78]),
    ]).toString('base64');
    const own = createValueScanner([['type']], { code, codeBytes: 1000 });
    const line = Buffer.from('{"type":"user"}');
    expect(own.scan(line, 0, line.length)).toBe(true);
    const { exports, memory, start } = own.extension ?? {};
    expect((exports as { count(): number }).count()).toBe(1);
    expect(memory?.length).toBeGreaterThanOrEqual((start ?? 0) + 1000);
    expect(memory?.buffer).toBe(own.buffer.buffer);
  });

  it('says when there are too many paths', () => {
    const paths = Array.from({ length: 40 }, (_, index) => [`key${index}`]);
    expect(() => createValueScanner(paths)).toThrow(RangeError);
  });
});
