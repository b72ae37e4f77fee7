import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json-object.ts';
import { createJsonlParser, type JsonlSummary, type Position, START } from './jsonl-parser.ts';
import type { Place, Problem } from './problem.ts';

interface Read {
  readonly records: JsonObject[];
  readonly places: Place[];
  readonly problems: Problem[];
  readonly summary: JsonlSummary;
}

function read(
  input: string | Buffer,
  options: { start?: Position; cuts?: number[]; maxLineBytes?: number } = {},
): Read {
  const bytes = Buffer.from(input as string);
  const records: JsonObject[] = [];
  const places: Place[] = [];
  const problems: Problem[] = [];
  const parser = createJsonlParser(
    {
      onRecord(record, place) {
        records.push(record);
        places.push(place);
      },
      onProblem: (problem) => problems.push(problem),
    },
    { file: 'f', start: options.start ?? START, maxLineBytes: options.maxLineBytes },
  );
  const cuts = [...new Set((options.cuts ?? []).map((cut) => cut % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    // The chunk is overwritten afterwards, as a reader's buffer would be.
    const chunk = Buffer.from(bytes.subarray(from, cut));
    parser.push(chunk);
    chunk.fill(0x7b);
    from = cut;
  }
  return { records, places, problems, summary: parser.end() };
}

const codes = ({ problems }: Read) => problems.map(({ code, line, lines }) => [code, line, lines]);

describe('createJsonlParser', () => {
  it('reads clean lines and knows where they stand', () => {
    const { records, places, summary } = read('{"a":1}\n{"b":"é"}\n');
    expect(records).toEqual([{ a: 1 }, { b: 'é' }]);
    expect(places).toEqual([
      { line: 1, offset: 0, bytes: 7 },
      { line: 2, offset: 8, bytes: 10 },
    ]);
    expect(summary).toEqual({
      records: 2,
      problems: 0,
      skipped: 0,
      next: { offset: 19, line: 3 },
      unfinished: undefined,
    });
  });

  it.each([
    ['a byte-order mark', '\ufeff{"a":1}\n{"a":2}\n'],
    ['CRLF', '{"a":1}\r\n{"a":2}\r\n'],
    ['a missing last line end', '{"a":1}\n{"a":2}'],
    ['blank lines', '\n{"a":1}\n  \n\n{"a":2}\n\n'],
    ['two records on one line', '{"a":1}{"a":2}\n'],
    ['two records on one line with a blank between', '{"a":1} {"a":2}'],
    ['pretty-printed records', '{\n  "a": 1\n}\n{\n  "a": 2\n}\n'],
    ['a pretty-printed record and a compact one', '{\n  "a": 1\n}\n{"a":2}\n'],
    ['pretty-printed records without a line end between', '{\n  "a": 1\n}{\n  "a": 2\n}\n'],
    ['a pretty-printed record behind a compact one', '{"a":1}{\n  "a": 2\n}\n'],
    [
      'pretty-printed records with CRLF and no last line end',
      '{\r\n  "a": 1\r\n}\r\n{\r\n  "a": 2\r\n}',
    ],
    ['unescaped U+2028', '{"a":1}\n{"a":2}\u2028\n'.replace('\u2028', '')],
  ])('reads %s', (_, text) => {
    const result = read(text);
    expect(result.records).toEqual([{ a: 1 }, { a: 2 }]);
    expect(result.problems).toEqual([]);
    expect(result.summary.unfinished).toBeUndefined();
    expect(result.summary.next.offset).toBe(Buffer.byteLength(text));
  });

  it('keeps NUL, U+2028 and lone surrogates inside strings', () => {
    const { records } = read('{"a":"\\u0000","b":"x\u2028y","c":"\\ud800"}\n');
    expect(records).toEqual([{ a: '\0', b: 'x\u2028y', c: '\ud800' }]);
  });

  it.each<[string, string, unknown[], unknown[]]>([
    ['a torn head', '{"a":1}\n{"b":"cut\n{"c":3}\n', [{ a: 1 }, { c: 3 }], [['torn', 2, 1]]],
    ['a torn tail', '{"a":1}\nt","x":{"y":1}}\n{"c":3}\n', [{ a: 1 }, { c: 3 }], [['torn', 2, 1]]],
    ['a record behind a torn head', '{"b":"cu{"c":3}\n', [{ c: 3 }], [['torn', 1, 1]]],
    ['a record behind a torn tail', 'x":1}}{"c":3}\n', [{ c: 3 }], [['torn', 1, 1]]],
    ['a torn head between brackets', '{"a":[{"b":1},\n{"c":3}\n', [{ c: 3 }], [['torn', 1, 1]]],
    [
      'a torn pretty-printed record',
      '{\n  "a": 1,\n  "b"\n{"c":3}\n',
      [{ c: 3 }],
      [['torn', 1, 3]],
    ],
    [
      'objects inside a torn pretty-printed record',
      '{\n  "a": [\n    {"x":1},\n    {"y":2}\n{"c":3}\n',
      [{ c: 3 }],
      [['torn', 1, 4]],
    ],
    [
      'a pretty-printed record behind a torn head',
      '{"a":"cu{\n  "c": 3\n}\n',
      [{ c: 3 }],
      [['torn', 1, 1]],
    ],
    ['prose', 'hello\nworld\n{"c":3}\n', [{ c: 3 }], [['not-json', 1, 2]]],
    ['other JSON', '[1]\n"x"\n7\nnull\n{"c":3}\n', [{ c: 3 }], [['not-an-object', 1, 4]]],
    ['NUL bytes from a crash', '\0\0\0\0{"c":3}\n', [{ c: 3 }], [['not-json', 1, 1]]],
    [
      'a JSON array of records',
      '[\n  {\n    "c": 3\n  }\n]\n',
      [{ c: 3 }],
      [
        ['not-json', 1, 1],
        ['not-json', 5, 1],
      ],
    ],
  ])('names %s and saves what is whole', (_, text, records, problems) => {
    const result = read(text);
    expect(result.records).toEqual(records);
    expect(codes(result)).toEqual(problems);
  });

  it('says where an unusable piece stands', () => {
    expect(read('{"a":1}\n{"b":"cu{"c":3}\n').problems).toEqual([
      {
        file: 'f',
        line: 2,
        lines: 1,
        offset: 8,
        bytes: 8,
        code: 'torn',
        message: 'part of a record, the rest is missing',
      },
    ]);
  });

  it('leaves a record that is only begun for later', () => {
    const { records, problems, summary } = read('{"a":1}\n{"b":"é');
    expect([records, problems]).toEqual([[{ a: 1 }], []]);
    expect(summary.unfinished).toEqual({ line: 2, offset: 8, bytes: 8 });
    expect(summary.next).toEqual({ offset: 8, line: 2 });
    const pretty = read('{"a":1}\n{\n  "b": 2,\n');
    expect(pretty.summary.unfinished).toEqual({ line: 2, offset: 8, bytes: 12 });
    expect(pretty.problems).toEqual([]);
    expect(read('{"a":1}{"b').summary.next).toEqual({ offset: 7, line: 1 });
    expect(read('{"a":1}\nhalf a li').summary.next).toEqual({ offset: 8, line: 2 });
  });

  it('does not keep a line that no string could hold', () => {
    const text = `{"a":"${'x'.repeat(100)}"}\n{"b":1}\n{"c":"${'x'.repeat(100)}`;
    for (const cuts of [[], [3, 40, 90]]) {
      const result = read(text, { maxLineBytes: 50, cuts });
      expect(result.records).toEqual([{ b: 1 }]);
      expect(codes(result)).toEqual([
        ['too-long', 1, 1],
        ['too-long', 3, 1],
      ]);
    }
  });

  it('asks before it parses', () => {
    const seen: unknown[] = [];
    const parser = createJsonlParser({
      accept: (bytes, start, end) => bytes.subarray(start, end).includes('yes'),
      onRecord: (record) => seen.push(record),
    });
    parser.push(Buffer.from('{"a":"yes"}\n{"a":"no"}\n{"b":"yes"}\n{"b":"no"}'));
    expect(parser.end()).toMatchObject({ records: 2, skipped: 2 });
    expect(seen).toEqual([{ a: 'yes' }, { b: 'yes' }]);
  });

  it('keeps problems on both sides of a skipped line apart', () => {
    const problems: Problem[] = [];
    const parser = createJsonlParser({
      accept: (bytes, start, end) => !bytes.subarray(start, end).includes('skip'),
      onRecord() {},
      onProblem: (problem) => problems.push(problem),
    });
    parser.push(Buffer.from('bad\n{"skip":1}\nbad\n'));
    parser.end();
    expect(problems.map(({ line, bytes }) => [line, bytes])).toEqual([
      [1, 3],
      [3, 3],
    ]);
  });

  it('is fast on hostile input', () => {
    // Quadratic work on these would take minutes.
    for (const hostile of [
      '{'.repeat(200_000),
      '{"a":'.repeat(100_000),
      '{"a":{}'.repeat(100_000),
      '{"a":[\n'.repeat(50_000),
      `${' '.repeat(100_000)}x${'{"a":1}y'.repeat(20_000)}`,
    ]) {
      const { records, problems, summary } = read(`${hostile}\n`);
      expect(records).toEqual([]);
      expect(problems.length + (summary.unfinished ? 1 : 0)).toBeGreaterThan(0);
    }
  });
});

/** A piece of a file with the records that must be found in it. */
interface Piece {
  readonly text: string;
  readonly records: JsonObject[];
  readonly isTail?: boolean;
}

const record = fc
  .dictionary(
    fc.string({ unit: fc.constantFrom('a', 'b', '"', '\\', 'é', '中', ' ', ':', ',') }),
    fc.jsonValue({ maxDepth: 2 }),
    {
      minKeys: 1,
      maxKeys: 4,
    },
  )
  // JSON has no negative zero, and a key called __proto__ is lost in any object.
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject)
  .filter((value) => Object.keys(value).length > 0);
const compact = record.map(
  (value): Piece => ({ text: `${JSON.stringify(value)}\n`, records: [value] }),
);
const pretty = record.map(
  (value): Piece => ({ text: `${JSON.stringify(value, null, 2)}\n`, records: [value] }),
);
const glued = fc.tuple(record, record).map(
  ([a, b]): Piece => ({
    text: `${JSON.stringify(a)}${JSON.stringify(b)}\r\n`,
    records: [a, b],
  }),
);
const prose = fc
  .constantFrom('hello', 'a: b', '-- 1 --', '')
  .map((text): Piece => ({ text: `${text}\n`, records: [] }));
const cut = (from: 'head' | 'tail') =>
  fc.tuple(record, fc.nat()).map(([value, at]): Piece => {
    const text = JSON.stringify(value);
    const inside = 1 + (at % (text.length - 1));
    // A tail that begins with a whole object cannot be told from a record.
    const middle = from === 'tail' && text[inside] === '{' ? inside + 1 : inside;
    return {
      text: `${from === 'head' ? text.slice(0, middle) : text.slice(middle)}\n`,
      records: [],
      isTail: from === 'tail',
    };
  });
/** The tail of one record right behind the head of another can be a record by chance. */
const separate = (list: readonly Piece[]): Piece[] =>
  list.flatMap((piece) =>
    piece.isTail ? [{ text: '{"between":1}\n', records: [{ between: 1 }] }, piece] : [piece],
  );
const pieces = fc
  .array(fc.oneof(compact, compact, pretty, glued, prose, cut('head'), cut('tail')), {
    maxLength: 12,
  })
  .map(separate);

describe('takeLines', () => {
  const TAKEN = '{"t":1}\n';

  /** Takes lines that are TAKEN; tells where it did, and what became of the others. */
  function readTaking(input: string, cut: number) {
    const bytes = Buffer.from(input);
    const lines: number[] = [];
    const offsets: number[] = [];
    const rest: [line: number, what: string][] = [];
    const parser = createJsonlParser({
      onRecord: (_, { line }, text) => rest.push([line, text]),
      onProblem: ({ line, code }) => rest.push([line, code]),
      takeLines(chunk, start, { line, offset }) {
        let count = 0;
        while (chunk.toString('utf8', start + count * 8, start + count * 8 + 8) === TAKEN) {
          lines.push(line + count);
          offsets.push(offset + count * 8);
          count++;
        }
        return count === 0 ? undefined : { bytes: count * 8, lines: count };
      },
    });
    parser.push(bytes.subarray(0, cut));
    parser.push(bytes.subarray(cut));
    return { lines, offsets, rest, summary: parser.end() };
  }

  it('takes lines, and leaves the others with their places', () => {
    const found = readTaking(`${TAKEN}${TAKEN}{"a":1}\n${TAKEN}{"torn\n${TAKEN}{"t"`, 0);
    expect(found).toEqual({
      lines: [1, 2, 4, 6],
      offsets: [0, 8, 24, 39],
      rest: [
        [3, '{"a":1}'],
        [5, 'torn'],
      ],
      summary: {
        records: 1,
        skipped: 4,
        problems: 1,
        next: { offset: 47, line: 7 },
        unfinished: { line: 7, offset: 47, bytes: 4 },
      },
    });
  });

  it('is not asked where a record over several lines may go on', () => {
    const { lines, rest } = readTaking(`{"a":[\n${TAKEN}]}\n${TAKEN}`, 0);
    expect(lines).toEqual([4]);
    expect(rest.map(([line]) => line)).toEqual([1, 2, 3]);
    expect(readTaking(`{\n"a":1\n}\n${TAKEN}`, 0)).toMatchObject({
      lines: [4],
      rest: [[1, '{\n"a":1\n}']],
    });
  });

  it('reads a line of two chunks as any other', () => {
    const input = `${TAKEN}{"a":1}\n${TAKEN}{"torn\n${TAKEN}`;
    const whole = readTaking(input, 0);
    for (let cut = 1; cut < input.length; cut++) {
      const { lines, rest, summary } = readTaking(input, cut);
      // The line that was cut is a record like others.
      const all = [...lines, ...rest.map(([line]) => line)].sort((a, b) => a - b);
      expect(all).toEqual([1, 2, 3, 4, 5]);
      expect(summary.next).toEqual(whole.summary.next);
    }
  });
});

describe('createJsonlParser, on anything', () => {
  const textOf = (list: readonly Piece[]) => list.map(({ text }) => text).join('');

  it('finds every whole record', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const { records, summary } = read(textOf(list));
        const expected = list.flatMap((piece) => piece.records);
        expect(records).toEqual(expected);
        expect(summary.records).toBe(expected.length);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a record that begins with a lone brace as one that begins with more', () => {
    const pieces = [
      '{',
      '}',
      ' "a": 1',
      ' "b": [',
      ' 2],',
      ' }',
      ' {"y":2}',
      '{"x":1}',
      'no',
      '',
      ' ',
    ];
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 12 });
    fc.assert(
      fc.property(soup, fc.constantFrom('', '\n'), (lines, end) => {
        const lone = read(lines.join('\n') + end);
        const more = read(lines.map((line) => (line === '{' ? '{ ' : line)).join('\n') + end);
        expect(lone.records).toEqual(more.records);
        expect(codes(lone)).toEqual(codes(more));
        expect(lone.summary.next.line).toBe(more.summary.next.line);
        expect(lone.places.map(({ line }) => line)).toEqual(more.places.map(({ line }) => line));
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on how the bytes come in', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(), { maxLength: 6 }), (list, cuts) => {
        const whole = read(textOf(list));
        expect(read(textOf(list), { cuts })).toEqual(whole);
      }),
    );
  });

  it('reads the same when the file grows in between', () => {
    fc.assert(
      fc.property(pieces, fc.nat(), (list, at) => {
        const bytes = Buffer.from(textOf(list));
        const middle = at % (bytes.length + 1);
        const before = read(bytes.subarray(0, middle));
        const { next } = before.summary;
        const after = read(bytes.subarray(next.offset), { start: next });
        const whole = read(bytes);
        expect([...before.records, ...after.records]).toEqual(whole.records);
        expect([...before.places, ...after.places]).toEqual(whole.places);
        expect(after.summary.next).toEqual(whole.summary.next);
      }),
      { numRuns: 500 },
    );
  });

  it('accounts for every byte', () => {
    fc.assert(
      fc.property(
        fc.oneof(pieces.map(textOf), fc.string({ unit: 'binary', maxLength: 60 })),
        (text) => {
          const bytes = Buffer.from(text);
          const { places, problems, summary } = read(bytes);
          const accounted = Buffer.from(bytes);
          for (const { offset, bytes: length } of [
            ...places,
            ...problems,
            summary.unfinished ?? { offset: 0, bytes: 0 },
          ]) {
            accounted.fill(0x20, offset, offset + length);
          }
          expect(
            accounted
              .toString()
              .replace(/^\ufeff/, '')
              .trim(),
          ).toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });
});
