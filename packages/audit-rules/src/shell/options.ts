import type { Word } from './model.ts';

/** How a program reads its options. */
export interface OptionSpec {
  /** Letters whose option takes a value: `-u x`, `-ux`. */
  readonly short?: string | undefined;
  /** Long names whose option takes a value: `--user x`, `--user=x`. */
  readonly long?: readonly string[] | undefined;
  /** Stops at the first operand, as wrappers and subcommand programs do. @default false */
  readonly stopAtOperand?: boolean | undefined;
  /** One dash introduces a whole name (`-auto-approve`), as in Go programs and PowerShell. @default false */
  readonly singleDash?: boolean | undefined;
}

export interface Option {
  /** Without dashes and value. */
  readonly name: string;
  readonly value: Word | undefined;
  readonly long: boolean;
}

/** Options and operands of a command, told apart as the program would. */
export interface OptionReading {
  readonly options: readonly Option[];
  readonly operands: readonly Word[];
  /** Index in the words where the operands start; the length when there are none. */
  readonly rest: number;
  /** Whether `--` stood in front of the operands. */
  readonly dashes: boolean;
  /** Whether one of the options is there: letters exactly, long names also shortened as getopt allows. */
  has(...names: readonly string[]): boolean;
  /** Values of the options of these names, in order. */
  values(...names: readonly string[]): Word[];
}

/**
 * Reads options as getopt does: bundles (`-rf`), values that are attached or follow, long options
 * with `=` or shortened, options behind operands, and `--`.
 *
 * @example
 * readOptions(words('-fr', 'build', '--verbose'), {}).has('recursive', 'r'); // true
 */
export function readOptions(words: readonly Word[], spec: OptionSpec = {}): OptionReading {
  const short = spec.short ?? '';
  const long = spec.long ?? [];
  const options: Option[] = [];
  const operands: Word[] = [];
  let rest = words.length;
  let dashes = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word;
    const { text } = word;
    if (text === '--') {
      if (operands.length === 0) rest = index + 1;
      dashes = true;
      operands.push(...words.slice(index + 1));
      break;
    }
    if (text.length > 1 && text.startsWith('-') && (text.startsWith('--') || spec.singleDash)) {
      const body = text.replace(/^--?/, '');
      const equals = body.indexOf('=');
      const name = equals < 0 ? body : body.slice(0, equals);
      if (equals >= 0) {
        options.push({
          name,
          value: tail(word, text.length - body.length + equals + 1),
          long: true,
        });
      } else if (long.includes(name)) {
        index++;
        options.push({ name, value: words[index], long: true });
      } else {
        options.push({ name, value: undefined, long: true });
      }
      continue;
    }
    if (text.length > 1 && text.startsWith('-')) {
      for (let at = 1; at < text.length; at++) {
        const name = text[at] as string;
        if (!short.includes(name)) {
          options.push({ name, value: undefined, long: false });
          continue;
        }
        if (at + 1 < text.length) {
          options.push({ name, value: tail(word, at + 1), long: false });
        } else {
          index++;
          options.push({ name, value: words[index], long: false });
        }
        break;
      }
      continue;
    }
    if (operands.length === 0) rest = index;
    if (spec.stopAtOperand) {
      operands.push(...words.slice(index));
      break;
    }
    operands.push(word);
  }
  const named = (names: readonly string[]): Option[] =>
    options.filter((option) => names.some((name) => isNamed(option, name)));
  return {
    options,
    operands,
    rest,
    dashes,
    has: (...names) => named(names).length > 0,
    values: (...names) =>
      named(names)
        .map((option) => option.value)
        .filter((value) => value !== undefined),
  };
}

/** A shortened long option must keep at least this much to be taken for the whole name. */
const SHORTEST_PREFIX = 3;

function isNamed(option: Option, name: string): boolean {
  if (option.name === name) return option.long || name.length === 1;
  return (
    option.long &&
    name.length > 1 &&
    option.name.length >= SHORTEST_PREFIX &&
    name.startsWith(option.name)
  );
}

/** The word without its first characters; pieces are kept as far as they lie behind the cut. */
function tail(word: Word, from: number): Word {
  let left = from;
  const pieces = [];
  for (const piece of word.pieces) {
    if (left >= piece.text.length) {
      left -= piece.text.length;
      continue;
    }
    pieces.push(
      left > 0 && (piece.kind === 'literal' || piece.kind === 'glob')
        ? { ...piece, text: piece.text.slice(left) }
        : piece,
    );
    left = 0;
  }
  return { text: word.text.slice(from), pieces, literal: word.literal };
}
