import { Buffer } from 'node:buffer';
import type { SimpleCommand, Word } from './model.ts';

/** Longer texts are not worked out: `{ cat; cat; }` in front of a pipe doubles them. */
const LONGEST_TEXT = 2_000_000;

/** Text that is known in principle, and too long to be worked out. */
const TOO_LONG = Symbol('too long');
type Text = string | undefined | typeof TOO_LONG;

/**
 * Finds what a command reads from standard input, where the line itself tells: a here-document, a
 * here-string, or `echo`, `printf`, `base64 -d` and the like in front of it.
 */
export function knownInput(command: SimpleCommand): string | undefined {
  const text = inputOf(command);
  return text === TOO_LONG ? undefined : text;
}

/** Whether the line contains what a command reads, but is too long to be read. */
export function isInputTooLong(command: SimpleCommand): boolean {
  return inputOf(command) === TOO_LONG;
}

/**
 * Finds what commands print, where the line itself tells.
 *
 * @param commands - A script's, with those that its commands start.
 */
export function knownOutput(commands: readonly SimpleCommand[]): string | undefined {
  const [first] = commands;
  if (first === undefined) return undefined;
  const own = commands.filter((one) => one.via.length === first.via.length);
  const text = joined(own.filter((one) => one.downstream.length === 0).map(printedBy));
  return text === TOO_LONG ? undefined : text;
}

function inputOf(command: SimpleCommand): Text {
  const here = command.redirects.findLast((one) => one.text !== undefined);
  if (here?.text !== undefined) return here.text;
  const file = command.redirects.findLast((one) => one.operator === '<');
  if (file !== undefined) return file.target === undefined ? undefined : knownFile(file.target);
  return command.previous.length === 0 ? undefined : outputOf(command.previous);
}

/**
 * Whether commands print text that the line contains and that one of them changes in an unknown way:
 * `echo 'EZ' | tr A-Z a-z`.
 */
export function isTextChanged(commands: readonly SimpleCommand[]): boolean {
  return commands.some(({ program, args, redirects }) => {
    if (redirects.some((one) => one.text !== undefined && one.text.trim() !== '')) return true;
    if (program !== 'echo' && program !== 'printf') return false;
    return args.length > 0 && args.every((word) => word.literal);
  });
}

/** Finds what is in a file that is a process substitution: `<(echo ls)`. */
export function knownFile({ pieces }: Word): string | undefined {
  const [only, ...more] = pieces;
  if (only?.kind !== 'substitution' || only.becomes !== 'file' || more.length > 0) return undefined;
  return knownOutput(only.commands);
}

/** All commands of a stage have one and the same stage in front: it is worked out once. */
const worked = new WeakMap<readonly SimpleCommand[], { readonly text: Text }>();

function outputOf(stage: readonly SimpleCommand[]): Text {
  const before = worked.get(stage);
  if (before !== undefined) return before.text;
  const own = stage.filter((one) => one.via.length === stage[0]?.via.length);
  const text = joined(own.map(output));
  worked.set(stage, { text });
  return text;
}

function joined(texts: readonly Text[]): Text {
  let whole = '';
  for (const text of texts) {
    if (text === undefined) return undefined;
    if (text === TOO_LONG || whole.length + text.length > LONGEST_TEXT) return TOO_LONG;
    whole += text;
  }
  return whole;
}

function printedBy(command: SimpleCommand): Text {
  const isElsewhere = command.redirects.some((one) => /^(?:>|&>)/.test(one.operator));
  return isElsewhere ? undefined : output(command);
}

function output(command: SimpleCommand): Text {
  const { program, args } = command;
  const texts = args.map((word) => word.text);
  switch (program) {
    case '':
      return command.name === undefined ? '' : undefined;
    case ':':
    case 'true':
    case 'cd':
    case 'export':
    case 'sleep':
      return '';
    case 'echo': {
      const escapes = texts.some((text) => /^-[nE]*e[neE]*$/.test(text));
      const words = texts.filter((text, index) => index > 1 || !/^-[neE]+$/.test(text));
      const line = `${words.join(' ')}\n`;
      return escapes ? unescaped(line) : line;
    }
    case 'printf':
      return texts[0] === '-v' ? '' : formatted(texts);
    case 'which':
    case 'command':
    case 'type': {
      const [name, ...more] = texts.filter((text) => !/^-/.test(text));
      const isAsked = program !== 'command' || /^-[vV]$/.test(texts[0] ?? '');
      return isAsked && name !== undefined && more.length === 0 ? `${name}\n` : undefined;
    }
    case 'cat':
    case 'tee':
    case 'sudo':
    case 'pv':
      return program === 'cat' && texts.some((text) => text !== '-' && !/^-/.test(text))
        ? undefined
        : inputOf(command);
    case 'base64':
    case 'gbase64':
      return texts.some((text) => /^-(?:[a-z]*[dD][a-z]*|-d.*)$/.test(text))
        ? changed(command, (text) => decode(text, 'base64'))
        : undefined;
    case 'openssl':
      return /^(?:base64|enc)$/.test(texts[0] ?? '') &&
        texts.includes('-d') &&
        texts.every((text) => /^(?:base64|enc|-base64|-d|-a|-A)$/.test(text))
        ? changed(command, (text) => decode(text, 'base64'))
        : undefined;
    case 'xxd':
      return texts.some((text) => /^-\w*r/.test(text))
        ? changed(command, (text) => decode(text, 'hex'))
        : undefined;
    case 'rev':
      return changed(command, (text) =>
        text
          .split('\n')
          .map((line) => [...line].reverse().join(''))
          .join('\n'),
      );
    default:
      return undefined;
  }
}

function changed(command: SimpleCommand, change: (text: string) => string): Text {
  const text = inputOf(command);
  return typeof text === 'string' ? change(text) : text;
}

/** What `printf` prints. */
export function formatted(texts: readonly string[]): string {
  return unescaped(format(texts));
}

/** Fills the arguments into `%s` and `%b`, repeating the format as printf does. */
function format(texts: readonly string[]): string {
  const [pattern = '', ...values] = texts[0] === '--' ? texts.slice(1) : texts;
  let filled = '';
  let next = 0;
  let before: number;
  do {
    before = next;
    filled += pattern.replace(/%(?:-?\d*)([sbqd%])/g, (_, kind) =>
      kind === '%' ? '%' : (values[next++] ?? ''),
    );
  } while (next > before && next < values.length && filled.length <= LONGEST_TEXT);
  return filled;
}

function unescaped(text: string): string {
  return text.replace(/\\(n|t|r|\\|x[0-9a-fA-F]{1,2}|0?[0-7]{1,3})/g, (_, code: string) => {
    if (code === 'n') return '\n';
    if (code === 't') return '\t';
    if (code === 'r') return '\r';
    if (code === '\\') return '\\';
    return String.fromCharCode(
      code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8),
    );
  });
}

function decode(text: string, encoding: 'base64' | 'hex'): string {
  return Buffer.from(text.replace(/\s+/g, ''), encoding).toString('utf8');
}
