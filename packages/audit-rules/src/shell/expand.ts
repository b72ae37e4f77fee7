import type { Script, Word as SyntaxWord, WordPart } from 'unbash';
import { type Piece, type SimpleCommand, type Word, wordOf } from './model.ts';

/** What a word needs to know of the place where it stands. */
export interface Scope {
  /** Variables assigned earlier on the same line, and the few that every shell sets. */
  readonly variables: Map<string, Word>;
  readonly home: string;
  /** Reads the script of a substitution. */
  readonly substitute: (script: Script) => readonly SimpleCommand[];
}

/** Values are not filled in beyond this many characters: `A=$B$B; B=$A$A` doubles with every line. */
const LONGEST_VALUE = 4096;
const MOST_BRACES = 64;

/**
 * Turns one word of the syntax tree into the words that the shell would make of it, as far as that
 * can be known: tilde, known variables (with splitting where they stand unquoted), and braces.
 */
export function expandWord(word: SyntaxWord, scope: Scope): Word[] {
  if (word.parts === undefined) return [wordOf([literal(tilde(word.value, scope), false)])];
  let results: Piece[][] = [[]];
  for (const [index, part] of word.parts.entries()) {
    if (part.type === 'BraceExpansion') {
      const choices = braces(part.text);
      if (choices !== undefined && choices.length * results.length <= MOST_BRACES) {
        results = results.flatMap((pieces) =>
          choices.map((choice) => [...pieces, literal(choice, false)]),
        );
        continue;
      }
    }
    const more = expandPart(part, scope, false, index === 0);
    for (const pieces of results) pieces.push(...more);
  }
  return results.flatMap(splitFields);
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
      return [{ kind: 'glob', text: part.text }];
    case 'ExtendedGlob':
      return [{ kind: 'glob', text: part.text }];
    case 'SimpleExpansion':
      return variable(part.text.slice(1), part.text, scope, quoted, false);
    case 'ParameterExpansion': {
      const { operation } = part;
      if (part.prefix !== undefined || part.index !== undefined) {
        return [{ kind: 'unknown', text: part.text }];
      }
      if (operation === undefined) {
        return variable(part.parameter, part.text, scope, quoted, false);
      }
      if (operation.type !== 'Default') return [{ kind: 'unknown', text: part.text }];
      if (operation.operator.endsWith('?')) {
        return variable(part.parameter, part.text, scope, quoted, true);
      }
      if (scope.variables.has(part.parameter) && !operation.operator.endsWith('+')) {
        return variable(part.parameter, part.text, scope, quoted, false);
      }
      const value = expandValue(operation.operand, scope);
      return value.text === ''
        ? variable(part.parameter, part.text, scope, quoted, false)
        : value.pieces.map((piece) => (piece.kind === 'literal' ? { ...piece, quoted } : piece));
    }
    case 'CommandExpansion':
    case 'ProcessSubstitution': {
      const commands = part.script === undefined ? [] : scope.substitute(part.script);
      const known = part.type === 'CommandExpansion' ? printed(commands) : undefined;
      if (known !== undefined) return [literal(known, quoted)];
      return [
        {
          kind: 'substitution',
          text: part.text,
          quoted,
          becomes: part.type === 'CommandExpansion' ? 'value' : 'file',
          commands,
        },
      ];
    }
    case 'ArithmeticExpansion':
    case 'BraceExpansion':
      return [{ kind: 'unknown', text: part.text }];
  }
}

/** What `$(echo rm)` becomes: a usual way to hide a name. */
function printed([only, ...more]: readonly SimpleCommand[]): string | undefined {
  if (only === undefined || more.length > 0 || only.redirects.length > 0) return undefined;
  if (only.program !== 'echo' && only.program !== 'printf') return undefined;
  if (!only.args.every((word) => word.literal && !/[%\\]|^-/.test(word.text))) return undefined;
  return only.args.map((word) => word.text).join(' ');
}

function variable(
  name: string,
  text: string,
  scope: Scope,
  quoted: boolean,
  guarded: boolean,
): Piece[] {
  const known = scope.variables.get(name);
  if (known !== undefined && known.text.length <= LONGEST_VALUE) {
    return known.pieces.map((piece) =>
      piece.kind === 'literal' || piece.kind === 'variable' || piece.kind === 'substitution'
        ? { ...piece, quoted }
        : piece,
    );
  }
  return [{ kind: 'variable', text, name, quoted, guarded }];
}

function literal(text: string, quoted: boolean): Piece {
  return { kind: 'literal', text, quoted };
}

function tilde(text: string, scope: Scope): string {
  return text === '~' || text.startsWith('~/') || text.startsWith('~\\')
    ? scope.home + text.slice(1)
    : text;
}

/**
 * Splits where blanks came from a variable. Blanks in unquoted literal pieces cannot come from the
 * source (the parser would have ended the word there), only from a value that was filled in or from
 * an escape, which is rare enough to be read as a separator.
 */
function splitFields(pieces: readonly Piece[]): Word[] {
  const splits = pieces.some(
    (piece) => piece.kind === 'literal' && !piece.quoted && /[ \t\n]/.test(piece.text),
  );
  if (!splits) return [wordOf(pieces)];
  const words: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== 'literal' || piece.quoted) {
      words.at(-1)?.push(piece);
      continue;
    }
    for (const [index, field] of piece.text.split(/[ \t\n]+/).entries()) {
      if (index > 0) words.push([]);
      if (field !== '') words.at(-1)?.push(literal(field, false));
    }
  }
  return words.filter((one) => one.length > 0).map(wordOf);
}

/** The choices of `{a,b}`; undefined for ranges and for braces inside braces. */
function braces(text: string): string[] | undefined {
  const inner = text.slice(1, -1);
  if (!inner.includes(',') || /[{}$`'"\\]/.test(inner)) return undefined;
  return inner.split(',');
}
