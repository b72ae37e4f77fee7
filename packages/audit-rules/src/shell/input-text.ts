import { Buffer } from 'node:buffer';
import type { SimpleCommand } from './model.ts';

const MOST_STAGES = 16;

/**
 * Finds what a command reads from standard input, where the line itself tells: a here-document, a
 * here-string, or `echo`, `printf`, `base64 -d` and the like in front of it.
 */
export function knownInput(command: SimpleCommand, stages = MOST_STAGES): string | undefined {
  const here = command.redirects.findLast((one) => one.text !== undefined);
  if (here?.text !== undefined) return here.text;
  if (command.redirects.some((one) => one.operator === '<')) return undefined;
  if (stages === 0 || command.previous.length === 0) return undefined;
  const texts = command.previous
    .filter((one) => one.nesting.length <= command.nesting.length || one.program !== '')
    .map((one) => output(one, stages - 1));
  return texts.some((text) => text === undefined) ? undefined : texts.join('');
}

function output(command: SimpleCommand, stages: number): string | undefined {
  const { program, args } = command;
  const texts = args.map((word) => word.text);
  switch (program) {
    case 'echo': {
      const escapes = texts.some((text) => /^-[nE]*e[neE]*$/.test(text));
      const words = texts.filter((text, index) => index > 1 || !/^-[neE]+$/.test(text));
      const line = `${words.join(' ')}\n`;
      return escapes ? unescaped(line) : line;
    }
    case 'printf':
      return unescaped(format(texts));
    case 'cat':
    case 'tee':
    case 'sudo':
    case 'pv':
      return program === 'cat' && texts.some((text) => text !== '-' && !/^-/.test(text))
        ? undefined
        : knownInput(command, stages);
    case 'base64':
    case 'gbase64':
      return texts.some((text) => /^-(?:[a-z]*[dD][a-z]*|-d.*)$/.test(text))
        ? decode(knownInput(command, stages), 'base64')
        : undefined;
    case 'xxd':
      return texts.some((text) => /^-\w*r/.test(text))
        ? decode(knownInput(command, stages), 'hex')
        : undefined;
    case 'rev':
      return knownInput(command, stages)?.split('').reverse().join('');
    default:
      return undefined;
  }
}

/** Fills the arguments into `%s` and `%b`, repeating the format as printf does. */
function format(texts: readonly string[]): string {
  const [pattern = '', ...values] = texts[0] === '--' ? texts.slice(1) : texts;
  let filled = '';
  let next = 0;
  do {
    filled += pattern.replace(/%(?:-?\d*)([sbqd%])/g, (_, kind) =>
      kind === '%' ? '%' : (values[next++] ?? ''),
    );
  } while (next > 0 && next < values.length && filled.length < 1_000_000);
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

function decode(text: string | undefined, encoding: 'base64' | 'hex'): string | undefined {
  if (text === undefined) return undefined;
  return Buffer.from(text.replace(/\s+/g, ''), encoding).toString('utf8');
}
