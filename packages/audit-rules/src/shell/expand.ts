import {
  type ParameterExpansionPart,
  parse,
  type SyntaxNode,
  type Word as SyntaxWord,
  type WordPart,
} from 'unbash';
import { braceChoices } from './braces.ts';
import { knownOutput } from './input-text.ts';
import { type Piece, type SimpleCommand, type Word, wordOf } from './model.ts';
import { changedValue, literalText, parameterName } from './parameter.ts';

/** `$(…)`, backticks, `<(…)` and `>(…)`; they are parsed when they are asked for their script. */
export type Substitution = Extract<
  SyntaxNode,
  { type: 'CommandExpansion' | 'ProcessSubstitution' | 'ArithmeticCommandExpansion' }
>;

/** Words that the braces of one word may become. */
const MOST_WORDS = 10_000;

const BLANKS = /[ \t\n]+/;

/** What a word needs to know of the place where it stands. */
export interface Scope {
  /** Variables assigned earlier on the same line, and the few that every shell sets. */
  readonly variables: Map<string, Word>;
  readonly home: string;
  /** Reads the script of a substitution. */
  readonly substitute: (part: Substitution) => readonly SimpleCommand[];
  /** Reads the substitutions inside something whose value is not known. */
  readonly readInside: (node: SyntaxNode) => void;
  /** Whether a value may be filled in: `A=$B$B; B=$A$A` doubles with every line. */
  readonly mayTake: (text: string) => boolean;
  /** Whether this number of words may be made. */
  readonly mayMake: (words: number) => boolean;
  /** Notes that a part cannot be read. */
  readonly cut: (problem: string) => void;
}

/**
 * Turns one word of the syntax tree into the words that the shell would make of it, as far as that
 * can be known: tilde, known variables (with splitting where they stand unquoted), and braces.
 */
export function expandWord(word: SyntaxWord, scope: Scope): Word[] {
  if (word.parts === undefined) return [wordOf([literal(tilde(word.value, scope), false)])];
  return piecesOf(word.parts, scope).flatMap((pieces) => splitFields(pieces, scope));
}

/** The words of some parts, before they are split. */
function piecesOf(parts: readonly WordPart[], scope: Scope): Piece[][] {
  let results: Piece[][] = [[]];
  for (const [index, part] of parts.entries()) {
    const choices = part.type === 'BraceExpansion' ? choicesOf(part, scope) : undefined;
    if (choices === undefined) {
      const more = expandPart(part, scope, false, index === 0);
      for (const pieces of results) pieces.push(...more);
    } else if (choices.length * results.length > MOST_WORDS) {
      scope.cut('braces make too many words');
      return results;
    } else if (scope.mayMake(choices.length * results.length)) {
      results = results.flatMap((pieces) => choices.map((choice) => [...pieces, ...choice]));
    }
  }
  return results;
}

function choicesOf(part: Extract<WordPart, { type: 'BraceExpansion' }>, scope: Scope) {
  const choices = braceChoices(part.text);
  if (choices === undefined || !scope.mayTake(part.text)) return undefined;
  return choices.flatMap((choice) => {
    if (!/[{}$`'"\\*?[~]/.test(choice)) return [[literal(choice, false)]];
    const command = parse(`: ${choice}`).commands[0]?.command;
    const word = command?.type === 'Command' ? command.suffix[0] : undefined;
    if (word?.type !== 'Word') return [[literal(choice, false)]];
    return word.parts === undefined
      ? [[literal(tilde(word.value, scope), false)]]
      : piecesOf(word.parts, scope);
  });
}

/** Expands a word that is never split: an assigned value, a redirection's target, a here-string. */
export function expandValue(word: SyntaxWord, scope: Scope): Word {
  if (word.parts === undefined) return wordOf([literal(tilde(word.value, scope), false)]);
  return wordOf(word.parts.flatMap((part, index) => expandPart(part, scope, false, index === 0)));
}

/** Expands the parts of a here-document. */
export function expandParts(parts: readonly WordPart[], scope: Scope): Word {
  return wordOf(parts.flatMap((part) => expandPart(part, scope, true, false)));
}

function expandPart(part: WordPart, scope: Scope, quoted: boolean, first: boolean): Piece[] {
  switch (part.type) {
    case 'Literal':
      return [literal(first && !quoted ? tilde(part.value, scope) : part.value, quoted)];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [literal(part.value, true)];
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.length === 0
        ? [literal('', true)]
        : part.parts.flatMap((child) => expandPart(child, scope, true, false));
    case 'Glob':
    case 'ExtendedGlob':
      scope.readInside(part);
      return [{ kind: 'glob', text: part.text }];
    case 'SimpleExpansion':
      return variable(part.text.slice(1), part.text, scope, quoted, false);
    case 'ParameterExpansion':
      return expandParameter(part, scope, quoted);
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return [substitution(part, scope, quoted)];
    case 'ArithmeticExpansion':
    case 'BraceExpansion':
      return unknown(part, scope);
  }
}

function expandParameter(part: ParameterExpansionPart, scope: Scope, quoted: boolean): Piece[] {
  const { operation } = part;
  const textOf = (word: SyntaxWord) => literalText(expandValue(word, scope).pieces);
  const parameters = { variables: scope.variables, textOf };
  const name = parameterName(part, parameters);
  if (name === undefined) return unknown(part, scope);
  if (operation === undefined) {
    if (part.index !== undefined && !scope.variables.has(name)) return unknown(part, scope);
    return variable(name, part.text, scope, quoted, false);
  }
  if (operation.type !== 'Default') {
    const value = scope.variables.get(name);
    const changed =
      value === undefined
        ? undefined
        : literalText(value.pieces) === undefined
          ? undefined
          : changedValue(value.text, operation, parameters);
    return changed === undefined ? unknown(part, scope) : [literal(changed, quoted)];
  }
  if (operation.operator.endsWith('?')) return variable(name, part.text, scope, quoted, true);
  if (scope.variables.has(name) && !operation.operator.endsWith('+')) {
    return variable(name, part.text, scope, quoted, false);
  }
  const value = expandValue(operation.operand, scope);
  return value.text === ''
    ? variable(name, part.text, scope, quoted, false)
    : value.pieces.map((piece) => (piece.kind === 'literal' ? { ...piece, quoted } : piece));
}

function substitution(part: Extract<WordPart, Substitution>, scope: Scope, quoted: boolean): Piece {
  const commands = scope.substitute(part);
  const becomes = part.type === 'CommandExpansion' ? 'value' : 'file';
  const output = becomes === 'value' ? printed(commands)?.replace(/\n+$/, '') : undefined;
  const isPlain =
    commands.length === 1 && /^(?:echo|printf|which|command)$/.test(commands[0]?.program ?? '');
  if (output !== undefined && scope.mayTake(output)) {
    // A usual way to hide a name. What is decoded as well is a finding of its own.
    if (isPlain) return literal(output, quoted);
    return { kind: 'substitution', text: output, quoted, becomes, commands, known: true };
  }
  return { kind: 'substitution', text: part.text, quoted, becomes, commands };
}

/** What `$(echo rm)` becomes. */
function printed(commands: readonly SimpleCommand[]): string | undefined {
  const sources = commands.filter(({ program }) => /^(?:echo|printf)$/.test(program));
  return sources.every(({ args }) => args.every((word) => word.literal))
    ? knownOutput(commands)
    : undefined;
}

function variable(
  name: string,
  text: string,
  scope: Scope,
  quoted: boolean,
  guarded: boolean,
): Piece[] {
  const known = scope.variables.get(name);
  if (known === undefined || !scope.mayTake(known.text)) {
    return [{ kind: 'variable', text, name, quoted, guarded }];
  }
  // Each element stays a word of its own, also between quotes.
  if (isList(name)) return scope.mayMake(known.pieces.length) ? [...known.pieces] : [];
  return known.pieces.map((piece) => {
    if (piece.kind === 'literal') return { ...piece, quoted, filled: true };
    return piece.kind === 'variable' || piece.kind === 'substitution'
      ? { ...piece, quoted }
      : piece;
  });
}

function isList(name: string): boolean {
  return name === '@' || name === '*' || name.endsWith('[@]');
}

/** Makes the value of `$@` and of `${a[@]}`: words that stay apart. */
export function listOf(words: readonly Word[]): Word {
  const pieces = words.flatMap((word, index): Piece[] => [
    ...(index === 0 ? [] : [literal(' ', false)]),
    ...word.pieces.map((piece) => (piece.kind === 'literal' ? { ...piece, quoted: true } : piece)),
  ]);
  return wordOf(pieces);
}

function unknown(part: WordPart, scope: Scope): Piece[] {
  scope.readInside(part);
  const isUnread = part.type === 'ParameterExpansion' && part.operation?.type === 'Unknown';
  if (isUnread && /`|\$\(/.test(part.text)) scope.cut('an expansion cannot be read');
  return [{ kind: 'unknown', text: part.text }];
}

function literal(text: string, quoted: boolean): Piece {
  return { kind: 'literal', text, quoted };
}

function tilde(text: string, scope: Scope): string {
  if (!text.startsWith('~')) return text;
  if (/^~(?:$|[/\\])/.test(text)) return scope.home + text.slice(1);
  return text.replace(/^~root(?=$|\/)/, '/root').replace(/^~(?=[a-z_][\w-]*(?:$|\/))/, '/home/');
}

/**
 * Splits where blanks came from a variable. Blanks in unquoted literal pieces cannot come from the
 * source (the parser would have ended the word there), only from a value that was filled in or from
 * an escape, which is rare enough to be read as a separator.
 */
function splitFields(pieces: readonly Piece[], { variables }: Scope): Word[] {
  const own = variables.get('IFS')?.text.replace(/[ \t\n]/g, '') ?? '';
  const ofValues =
    own === '' ? BLANKS : new RegExp(`[ \\t\\n${own.replace(/[\]\\^-]/g, '\\$&')}]+`);
  const separators = (piece: Piece): RegExp | undefined => {
    if (piece.kind !== 'literal' || piece.quoted) return undefined;
    return piece.filled === true ? ofValues : BLANKS;
  };
  if (!pieces.some((piece) => separators(piece)?.test(piece.text))) return [wordOf(pieces)];
  const words: Piece[][] = [[]];
  for (const piece of pieces) {
    const separator = separators(piece);
    if (separator === undefined) {
      words.at(-1)?.push(piece);
      continue;
    }
    for (const [index, field] of piece.text.split(separator).entries()) {
      if (index > 0) words.push([]);
      if (field !== '') words.at(-1)?.push(literal(field, false));
    }
  }
  return words.filter((one) => one.length > 0).map(wordOf);
}
