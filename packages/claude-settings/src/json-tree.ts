// The name is mapped in package.json: Node gets jsonc-parser's `main`, bundlers its ES modules.
// `main` is UMD and hands `require` to a function, which no bundler can follow: the bundle would
// look for `./impl/format` when it runs. Node in turn cannot load the ES modules, which leave out
// the file extensions.
//
// Only its parser is used. Its `modify` formats whole lines anew around a change, and turns
// `[1,2]` without its last item into `[12]`.

import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from '#jsonc-parser';
import { SettingsError } from './settings-error.ts';

/** A value with the place it has in the text. */
export type JsonNode = Node;

/** Keys and indexes from the top of the settings to a value. */
export type JsonPath = readonly (string | number)[];

/** What the parser missed, by its own names for errors. */
const EXPECTATIONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'expected a value',
  InvalidNumberFormat: 'expected a number',
  PropertyNameExpected: 'expected a name in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected ":"',
  CommaExpected: 'expected ","',
  CloseBraceExpected: 'expected "}"',
  CloseBracketExpected: 'expected "]"',
  EndOfFileExpected: 'expected the end of the file',
  InvalidCommentToken: 'expected no comment, because Claude Code refuses files with comments',
  UnexpectedEndOfComment: 'expected no comment, because Claude Code refuses files with comments',
  UnexpectedEndOfString: 'expected a closing double quote',
  UnexpectedEndOfNumber: 'expected a digit',
  InvalidUnicode: 'expected four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'expected one of " \\ / b f n r t u after the backslash',
  InvalidCharacter: 'expected no raw control character in a string',
};

/**
 * Parses strict JSON whose top level is an object, as Claude Code reads it.
 *
 * @throws SettingsError with line and column when the text is something else.
 */
export function parseObject(text: string): JsonNode {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first) {
    const name = printParseErrorCode(first.error);
    throw syntaxError(text, first.offset, EXPECTATIONS[name] ?? 'expected JSON');
  }
  if (root?.type !== 'object') {
    throw new SettingsError('type', `expected an object at the top, found ${kindOf(root)}`);
  }
  checkStrictly(text);
  return root;
}

/** Gives the value of a node. */
export function jsonOf(text: string, node: JsonNode): unknown {
  return JSON.parse(text.slice(node.offset, node.offset + node.length));
}

/** Finds the node at a path. Of repeated keys the last one counts, as in `JSON.parse`. */
export function nodeAt(root: JsonNode, path: JsonPath): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of path) {
    node = typeof step === 'number' ? itemAt(node, step) : propertyOf(node, step)?.children?.[1];
    if (!node) return undefined;
  }
  return node;
}

/** Finds the property node (key and value) of an object. */
export function propertyOf(node: JsonNode, key: string): JsonNode | undefined {
  if (node.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === key);
}

/** Names the type of a value for messages, with its article. */
export function kindOf(node: JsonNode | undefined): string {
  if (!node) return 'nothing';
  if (node.type === 'null') return 'null';
  return /^[ao]/.test(node.type) ? `an ${node.type}` : `a ${node.type}`;
}

/**
 * Writes a path the way people do.
 *
 * @example
 * spellPath(['hooks', 'PostToolUse', 0]); // 'hooks.PostToolUse[0]'
 */
export function spellPath(path: JsonPath): string {
  return path.reduce<string>((spelled, step) => {
    if (typeof step === 'number') return `${spelled}[${step}]`;
    if (!/^[\w$-]+$/.test(step)) return `${spelled}[${JSON.stringify(step)}]`;
    return spelled === '' ? step : `${spelled}.${step}`;
  }, '');
}

function itemAt(node: JsonNode, index: number): JsonNode | undefined {
  return node.type === 'array' ? node.children?.[index] : undefined;
}

/** The tolerant parser lets a few things pass, such as unusual white space between values. */
function checkStrictly(text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    throw syntaxError(text, offset, 'expected JSON');
  }
}

function syntaxError(text: string, offset: number, expected: string): SettingsError {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  return new SettingsError('syntax', `line ${line}, column ${column}: ${expected}`, {
    line,
    column,
  });
}
