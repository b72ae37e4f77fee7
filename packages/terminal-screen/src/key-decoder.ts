import { StringDecoder } from 'node:string_decoder';
import type { Key, KeyName } from './key.ts';

/** Turns what a terminal sends into keys. */
export interface KeyDecoder {
  /** Takes bytes as they arrive, cut anywhere, and gives the keys that are whole. */
  push(bytes: Buffer | string): Key[];
  /** Whether something is waiting for its rest: a lone escape may be a key, or begin a sequence. */
  readonly isWaiting: boolean;
  /** Gives what is waiting as it is: nothing more came in time. */
  flush(): Key[];
}

const ESCAPE = '\x1b';
const PASTE_BEGINS = '\x1b[200~';
const PASTE_ENDS = '\x1b[201~';

/** Final letters of sequences, after `ESC [` or `ESC O`; modifiers do not matter. */
const LETTERS: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Z: 'shift-tab',
};

/** First numbers of sequences that end in `~`. */
const NUMBERS: Readonly<Record<string, KeyName>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
  11: 'f1',
};

const CONTROLS: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
};

/** A whole sequence: of the console of Linux for function keys, CSI, SS3, or Alt with a character. */
const SEQUENCE =
  /^\x1b(?:\[\[([A-E])|\[([\x30-\x3f]*)[\x20-\x2f]*([\x40-\x5a\x5c-\x7e])|O([\x40-\x7e])|([^\x1b[O]))/u;
/** The beginning of one. */
const BEGINNING = /^\x1b(?:\[\[?[\x30-\x3f]*[\x20-\x2f]*|O)?$/;

/**
 * Makes a decoder for what terminals send in raw mode. Sequences that stand for no key in
 * {@link KeyName} are dropped whole, so that they are never taken for text.
 *
 * @example
 * createKeyDecoder().push('a\x1b[A');
 * // [{ kind: 'text', text: 'a', isPasted: false }, { kind: 'key', name: 'up' }]
 */
export function createKeyDecoder(): KeyDecoder {
  const utf8 = new StringDecoder('utf8');
  let waiting = '';
  let paste: string | undefined;

  const decode = (isLast: boolean): Key[] => {
    const keys: Key[] = [];
    while (waiting !== '') {
      if (paste !== undefined) {
        const end = waiting.indexOf(PASTE_ENDS);
        if (end === -1) {
          // What might be the beginning of the end is kept.
          const cut = isLast ? waiting.length : keptFrom(waiting);
          paste += waiting.slice(0, cut);
          waiting = waiting.slice(cut);
          break;
        }
        keys.push({ kind: 'text', text: paste + waiting.slice(0, end), isPasted: true });
        waiting = waiting.slice(end + PASTE_ENDS.length);
        paste = undefined;
      } else if (waiting.startsWith(PASTE_BEGINS)) {
        waiting = waiting.slice(PASTE_BEGINS.length);
        paste = '';
      } else {
        const read = readKey(waiting, isLast);
        if (read === undefined) break;
        if (read.key) keys.push(read.key);
        waiting = waiting.slice(read.length);
      }
    }
    return keys;
  };

  return {
    push(bytes) {
      waiting += typeof bytes === 'string' ? bytes : utf8.write(bytes);
      return decode(false);
    },
    get isWaiting() {
      return waiting !== '';
    },
    flush: () => decode(true),
  };
}

interface ReadKey {
  /** Undefined for what stands for no key. */
  readonly key: Key | undefined;
  /** UTF-16 units it took. */
  readonly length: number;
}

/** Reads the first key; undefined when its rest has to arrive first. */
function readKey(input: string, isLast: boolean): ReadKey | undefined {
  if (input[0] === ESCAPE) return readSequence(input, isLast);
  const control = CONTROLS[input[0] ?? ''];
  if (control !== undefined) return { key: { kind: 'key', name: control }, length: 1 };
  if ((input[0] ?? '') < ' ') return { key: controlKey(input.charCodeAt(0)), length: 1 };
  const [text] = /^[^\x00-\x1f\x7f]+/.exec(input) ?? [''];
  return { key: { kind: 'text', text, isPasted: false }, length: text.length };
}

function readSequence(input: string, isLast: boolean): ReadKey | undefined {
  if (BEGINNING.test(input)) {
    if (!isLast) return undefined;
    return input === ESCAPE
      ? { key: { kind: 'key', name: 'escape' }, length: 1 }
      : { key: undefined, length: input.length };
  }
  const match = SEQUENCE.exec(input);
  // Two escapes, or one before something that is no sequence: the key itself.
  if (!match) return { key: { kind: 'key', name: 'escape' }, length: 1 };
  const [whole, console_, parameters = '', final, single, alt] = match;
  if (alt !== undefined) return { key: altKey(alt), length: whole.length };
  const name = nameOf({ console: console_, parameters, final, single });
  return { key: name && { kind: 'key', name }, length: whole.length };
}

function nameOf(sequence: {
  readonly console: string | undefined;
  readonly parameters: string;
  readonly final: string | undefined;
  readonly single: string | undefined;
}): KeyName | undefined {
  const { console, parameters, final, single } = sequence;
  if (console !== undefined) return console === 'A' ? 'f1' : undefined;
  // The Enter of a keypad.
  if (single === 'M') return 'enter';
  // Reports and mice.
  if (/^[<-?]/.test(parameters)) return undefined;
  return final === '~' ? NUMBERS[parameters.split(';')[0] ?? ''] : LETTERS[final ?? single ?? ''];
}

function altKey(character: string): Key {
  const control = CONTROLS[character];
  if (control !== undefined) return { kind: 'key', name: `alt-${control}` };
  if (character < ' ') return controlKey(character.charCodeAt(0));
  return { kind: 'key', name: `alt-${character}` };
}

/** `Ctrl-A` is 1. */
function controlKey(code: number): Key {
  const letter = String.fromCharCode(code + 0x40).toLowerCase();
  return { kind: 'key', name: code === 0 ? 'ctrl-space' : `ctrl-${letter}` };
}

/** Where a beginning of the sequence that ends a paste stands at the end of a text. */
function keptFrom(text: string): number {
  const most = Math.min(PASTE_ENDS.length - 1, text.length);
  for (let length = most; length > 0; length--) {
    if (PASTE_ENDS.startsWith(text.slice(-length))) return text.length - length;
  }
  return text.length;
}
