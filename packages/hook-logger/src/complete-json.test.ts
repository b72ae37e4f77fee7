import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeJson } from './complete-json.ts';
import { readPayload } from './read-payload.ts';

describe('completeJson', () => {
  it.each([
    ['{"a":[1,2,{"b":"c', '{"a":[1,2,{}]}'],
    ['{"a":1', '{}'],
    ['{"a":1,', '{"a":1}'],
    ['{"a":5e', '{}'],
    ['{"a":1.5 ', '{"a":1.5}'],
    ['{"a":tru', '{}'],
    ['{"a":true', '{"a":true}'],
    ['{"a":"x\\', '{}'],
    ['{"a":"x\\\\"', '{"a":"x\\\\"}'],
    ['{"a":"\\ud83d', '{}'],
    ['{"a":{"b":[', '{"a":{"b":[]}}'],
    ['  {"a":1} more', '{"a":1}'],
    ['{"a":1}{"b":2}', '{"a":1}'],
    ['{"a":1,}', '{"a":1}'],
    ['{"a":[1,]}', '{"a":[1]}'],
    ['{"a":1]', '{"a":1}'],
    ['{"a":"raw\nbreak","b":1}', '{}'],
    ['{a:1}', '{}'],
    ['{', '{}'],
  ])('completes %j', (text, completed) => {
    expect(completeJson(text)).toBe(completed);
  });

  it.each(['', ' ', '[1]', '"{}"', 'nope', 'null'])('gives up on %j', (text) => {
    expect(completeJson(text)).toBeUndefined();
  });

  it('makes valid JSON of every start of an object, and loses nothing that was whole', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(completeJson(text)).toBe(text);
        let keys = 0;
        for (let end = 1; end <= text.length; end++) {
          const start: object = JSON.parse(completeJson(text.slice(0, end)) ?? '');
          expect(Object.keys(start).length).toBeGreaterThanOrEqual(keys);
          keys = Object.keys(start).length;
        }
        expect(keys).toBe(Object.keys(value).length);
      }),
    );
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '1',
      '-',
      'null',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const completed = completeJson(`{${pieces.join('')}`);
        expect(() => JSON.parse(completed ?? '')).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('readPayload', () => {
  it.each([
    ['{"a":1}', { a: 1 }, undefined],
    ['\ufeff{"a":1}\r\n', { a: 1 }, undefined],
    ['{}', {}, undefined],
    ['{"a":1,"b', { a: 1 }, 'the payload is broken: logged what could be read'],
    ['{"a', undefined, 'the payload is broken from the start: nothing logged'],
    ['', undefined, 'the payload is empty: nothing logged'],
    [' \n', undefined, 'the payload is empty: nothing logged'],
    ['[1]', undefined, 'the payload is not a JSON object: nothing logged'],
    ['null', undefined, 'the payload is not a JSON object: nothing logged'],
    ['hello', undefined, 'the payload is not JSON: nothing logged'],
  ])('reads %j', (text, payload, problem) => {
    expect(readPayload(text)).toEqual({ payload, problem });
  });
});
