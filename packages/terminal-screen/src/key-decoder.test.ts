import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Key } from './key.ts';
import { createKeyDecoder } from './key-decoder.ts';

const key = (name: string) => ({ kind: 'key', name });
const text = (typed: string) => ({ kind: 'text', text: typed, isPasted: false });
const paste = (pasted: string) => ({ kind: 'text', text: pasted, isPasted: true });

/** All keys of an input that arrives in pieces. */
function decode(pieces: readonly (Buffer | string)[]): Key[] {
  const decoder = createKeyDecoder();
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()];
}

describe('createKeyDecoder', () => {
  it.each([
    ['abc', [text('abc')]],
    ['日本 é', [text('日本 é')]],
    ['\r', [key('enter')]],
    ['\x7f\b', [key('backspace'), key('backspace')]],
    ['\t\x1b[Z', [key('tab'), key('shift-tab')]],
    ['\x03\x04\x17', [key('ctrl-c'), key('ctrl-d'), key('ctrl-w')]],
    ['\x00', [key('ctrl-space')]],
    ['\x1b[A\x1b[B', [key('up'), key('down')]],
    ['\x1bOA\x1bOB', [key('up'), key('down')]],
    ['\x1b[1;5A', [key('up')]],
    ['\x1b[5~\x1b[6;2~', [key('page-up'), key('page-down')]],
    ['\x1b[H\x1b[1~\x1b[F\x1b[4~\x1b[3~', ['home', 'home', 'end', 'end', 'delete'].map(key)],
    ['\x1bOP\x1b[11~\x1b[[A', [key('f1'), key('f1'), key('f1')]],
    ['\x1b[[B', []],
    ['\x1b', [key('escape')]],
    ['\x1b\x1b', [key('escape'), key('escape')]],
    ['\x1b\x1b[A', [key('escape'), key('up')]],
    ['\x1b\r', [key('alt-enter')]],
    ['\x1bx', [key('alt-x')]],
    // A report, a mouse and a function key that nobody asked for.
    ['\x1b[?1;2ca\x1b[<0;3;4Mb\x1b[24~c', [text('a'), text('b'), text('c')]],
    ['\x1bOM', [key('enter')]],
    ['\x1b[200~two\nlines\x1b[A\x1b[201~x', [paste('two\nlines\x1b[A'), text('x')]],
    ['\x1b[200~never ends\x1b[20', []],
  ])('reads %j', (input, keys) => {
    expect(decode([input])).toEqual(keys);
  });

  it('puts characters and sequences together that arrive in pieces', () => {
    const input = Buffer.from('é\x1b[5~日\x1b[200~é\x1b[A\x1b[201~z\x1bOP\x1b[1;5C');
    const whole = decode([input]);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: input.length }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), input.length];
        const pieces = places.slice(1).map((to, i) => input.subarray(places[i], to));
        expect(joined(decode(pieces))).toEqual(joined(whole));
      }),
    );
  });

  it('loses no text and invents none', () => {
    const typed = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '中', '😀', '[', 'O', '~') });
    fc.assert(
      fc.property(typed, (one) => {
        expect(decode([one])).toEqual(one === '' ? [] : [text(one)]);
        expect(decode([`\x1b[200~${one}\x1b[201~`])).toEqual([paste(one)]);
      }),
    );
  });

  it('never waits after it was told that nothing comes', () => {
    const noise = fc.string({
      unit: fc.constantFrom('\x1b', '[', 'O', '2', '0', '~', 'A', ';', 'x'),
    });
    fc.assert(
      fc.property(noise, (input) => {
        const decoder = createKeyDecoder();
        decoder.push(input);
        decoder.flush();
        const isPasting = input.includes('\x1b[200~');
        if (!isPasting) expect(decoder.push('\r')).toEqual([key('enter')]);
        expect(decoder.isWaiting).toBe(false);
      }),
    );
  });
});

/** How typed text was cut does not matter. */
function joined(keys: readonly Key[]): (string | Key)[] {
  return keys.flatMap((one): (string | Key)[] =>
    one.kind === 'text' && !one.isPasted ? [...one.text] : [one],
  );
}
