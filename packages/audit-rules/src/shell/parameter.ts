import type { ParameterExpansionPart, ParameterOperation } from 'unbash';
import type { Piece, Word } from './model.ts';

/** What expanding a parameter needs: values, and the words of its operands. */
export interface ParameterScope {
  readonly variables: ReadonlyMap<string, Word>;
  /** Gives the text of an operand; undefined where it is not known. */
  readonly textOf: (
    word: Extract<ParameterOperation, { type: 'Remove' }>['operand'],
  ) => string | undefined;
}

/** Longer values are not matched with patterns. */
const LONGEST_MATCHED = 500;

/**
 * Gives the name of the variable that `${…}` is without an operation: `a`, `a[@]` and `a[1]` of
 * arrays, what `${!a}` points to. Undefined where it is not known.
 */
export function parameterName(
  { parameter, prefix, index }: ParameterExpansionPart,
  { variables, textOf }: ParameterScope,
): string | undefined {
  if (prefix === '#') return undefined;
  if (prefix === '!') {
    const target = variables.get(parameter);
    return index === undefined && target?.literal === true ? target.text : undefined;
  }
  if (index === undefined) return parameter;
  const at = textOf(index);
  if (at === '@' || at === '*') return `${parameter}[@]`;
  if (at === undefined || !/^\d+$/.test(at)) return undefined;
  return at === '0' && !variables.has(`${parameter}[0]`) ? parameter : `${parameter}[${at}]`;
}

/**
 * Does what `${a#x}`, `${a/x/y}`, `${a:1:2}`, `${a^^}` do to a known value. Undefined where that is
 * not known.
 */
export function changedValue(
  value: string,
  operation: ParameterOperation,
  { textOf }: ParameterScope,
): string | undefined {
  if (value.length > LONGEST_MATCHED) return undefined;
  switch (operation.type) {
    case 'Remove': {
      const pattern = globSource(textOf(operation.operand));
      if (pattern === undefined) return undefined;
      const { operator } = operation;
      const isLongest = operator.length === 2;
      return operator.startsWith('#')
        ? withoutStart(value, pattern, isLongest)
        : withoutEnd(value, pattern, isLongest);
    }
    case 'Replace': {
      const pattern = globSource(textOf(operation.pattern));
      const replacement = textOf(operation.replacement);
      if (pattern === undefined || replacement === undefined || pattern === '') return undefined;
      const { operator } = operation;
      const whole =
        operator === '/#' ? `^(?:${pattern})` : operator === '/%' ? `(?:${pattern})$` : pattern;
      return value.replace(new RegExp(whole, operator === '//' ? 'gs' : 's'), () => replacement);
    }
    case 'Slice': {
      const offset = Number(textOf(operation.offset) ?? Number.NaN);
      const length =
        operation.length === undefined ? undefined : Number(textOf(operation.length) ?? Number.NaN);
      if (!Number.isInteger(offset) || (length !== undefined && !Number.isInteger(length)))
        return undefined;
      const start = offset < 0 ? value.length + offset : offset;
      const end =
        length === undefined ? undefined : length < 0 ? value.length + length : start + length;
      return value.slice(Math.max(start, 0), end);
    }
    case 'CaseModification': {
      if (operation.operand !== undefined) return undefined;
      const { operator } = operation;
      const change = (text: string) =>
        operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase();
      return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
    }
    case 'Transform': {
      const mark = textOf(operation.operand);
      if (mark === 'U') return value.toUpperCase();
      if (mark === 'u') return value.slice(0, 1).toUpperCase() + value.slice(1);
      if (mark === 'L') return value.toLowerCase();
      return mark === 'Q' || mark === 'E' ? value : undefined;
    }
    default:
      return undefined;
  }
}

/** Text of a word that is a value and nothing else. */
export function literalText(pieces: readonly Piece[]): string | undefined {
  return pieces.every((piece) => piece.kind === 'literal' || piece.kind === 'glob')
    ? pieces.map((piece) => piece.text).join('')
    : undefined;
}

function withoutStart(value: string, pattern: string, isLongest: boolean): string {
  const quantified = isLongest ? pattern : pattern.replaceAll('.*', '.*?');
  return value.replace(new RegExp(`^(?:${quantified})`, 's'), '');
}

function withoutEnd(value: string, pattern: string, isLongest: boolean): string {
  const at = new RegExp(`^(?:${pattern})$`, 's');
  const order = Array.from({ length: value.length + 1 }, (_, index) => index);
  for (const start of isLongest ? order : order.reverse()) {
    if (at.test(value.slice(start))) return value.slice(0, start);
  }
  return value;
}

/** A glob as a regular expression; undefined where it holds more than `?` and one `*`. */
function globSource(glob: string | undefined): string | undefined {
  if (glob === undefined || /[[\]()]/.test(glob) || glob.split('*').length > 2) return undefined;
  return glob
    .replace(/[.+^${}|\\/-]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}
