import type { FieldName } from './fields.ts';

/** What a term of a query asks for. */
export type TermTest =
  /** A piece of text without blanks, anywhere, also inside of words. */
  | { readonly kind: 'word'; readonly text: string }
  /** Words in this order with nothing but blanks between them. */
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'field'; readonly field: FieldName; readonly value: string }
  /** Dollars. */
  | { readonly kind: 'cost'; readonly relation: Relation; readonly amount: number };

/** How a cost is compared. */
export type Relation = '<' | '<=' | '>' | '>=' | '=';

/** One condition of a query. */
export interface Term {
  readonly test: TermTest;
  /** The session must not fit. */
  readonly isNegative: boolean;
  /** Where the term stands in the query, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A query: a session matches when all terms fit it, each in any place. */
export interface TextQuery {
  readonly terms: readonly Term[];
}

/** Why a text is no query. */
export interface QueryError {
  readonly message: string;
  /** How to do it right. */
  readonly hint: string;
  /** Where the fault stands, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A query, or why a text is none. */
export type ParsedQuery =
  | { readonly ok: true; readonly query: TextQuery }
  | { readonly ok: false; readonly error: QueryError };

const FIELDS: readonly string[] = ['tool', 'file', 'branch', 'model', 'error'];

/**
 * Reads a query. Terms are separated by blanks:
 *
 * - `word`: a piece of text, in any letter case;
 * - `"two words"`: a phrase; `\"` and `\\` inside of it stand for the characters;
 * - `/pattern/`: a regular expression, in any letter case, with the flags `m` and `s` if wanted;
 * - `tool:Bash`, `file:schema.prisma`, `branch:main`, `model:opus`, `error:yes`, `cost:>2`;
 * - `-` in front of any of them: sessions that do not fit it.
 *
 * @example
 * parseTextQuery('prisma -"due date"').ok; // true
 * parseTextQuery('"due date');
 * // { ok: false, error: { message: 'The quotation that begins at character 1 does not end', … } }
 */
export function parseTextQuery(text: string): ParsedQuery {
  const terms: Term[] = [];
  let at = 0;
  try {
    for (;;) {
      while (at < text.length && isBlank(text, at)) at++;
      if (at === text.length) return { ok: true, query: { terms } };
      const term = readTerm(text, at);
      terms.push(term);
      at = term.end;
    }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: error.fault };
    throw error;
  }
}

/** Carries a fault out of the functions below; no other code sees it. */
class Fault extends Error {
  readonly fault: QueryError;
  constructor(fault: QueryError) {
    super(fault.message);
    this.fault = fault;
  }
}

function readTerm(text: string, start: number): Term {
  const next = text[start + 1];
  // `-` alone and `--option` are words.
  const isNegative =
    text[start] === '-' && next !== undefined && next !== '-' && !isBlank(text, start + 1);
  const from = isNegative ? start + 1 : start;
  const { test, end } = readPhrase(text, from) ?? readPattern(text, from) ?? readWord(text, from);
  const isErrorNo = test.kind === 'field' && test.field === 'error' && /^no$/i.test(test.value);
  return isErrorNo
    ? { test: { ...test, value: 'yes' }, isNegative: !isNegative, start, end }
    : { test, isNegative, start, end };
}

interface ReadTest {
  readonly test: TermTest;
  readonly end: number;
}

function readPhrase(text: string, start: number): ReadTest | undefined {
  if (text[start] !== '"') return undefined;
  const { content, end } = readQuoted(text, start);
  if (content.trim() === '') {
    throw new Fault({
      message: `The quotation at character ${start + 1} is empty`,
      hint: 'Put the words to find between the quotation marks.',
      start,
      end,
    });
  }
  return { test: { kind: 'phrase', text: content }, end };
}

/** Reads a quotation; it begins at `start`. */
function readQuoted(text: string, start: number): { content: string; end: number } {
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return { content, end: at + 1 };
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
    content += text[at];
  }
  throw new Fault({
    message: `The quotation that begins at character ${start + 1} does not end`,
    hint: 'Add a " where it ends, or write "\\"" to find the character itself.',
    start,
    end: text.length,
  });
}

/** A path such as `/home/mira` is a word: behind the last slash of a pattern come only flags. */
function readPattern(text: string, start: number): ReadTest | undefined {
  if (text[start] !== '/') return undefined;
  let isInClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const one = text[at];
    if (one === '\\') at++;
    else if (one === '[') isInClass = true;
    else if (one === ']') isInClass = false;
    else if (one === '/' && !isInClass) {
      const [flags = ''] = /^[ims]*/.exec(text.slice(at + 1)) ?? [];
      const end = at + 1 + flags.length;
      if (at === start + 1 || (end < text.length && !isBlank(text, end))) return undefined;
      return { test: patternOf(text.slice(start + 1, at), flags, { start, end }), end };
    }
  }
  return undefined;
}

function patternOf(source: string, flags: string, place: { start: number; end: number }): TermTest {
  try {
    new RegExp(source, 'iu');
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: .*\/\w*: /s, '');
    throw new Fault({
      message: `The pattern at character ${place.start + 1} is not valid: ${reason}`,
      hint: 'Put it in quotation marks to find the text as it is.',
      ...place,
    });
  }
  return { kind: 'pattern', source, flags: [...new Set(`iu${flags}`)].join('') };
}

function readWord(text: string, start: number): ReadTest {
  const field = /^([a-z]+):/i.exec(text.slice(start));
  const name = field?.[1]?.toLowerCase();
  const valueAt = start + (field?.[0].length ?? 0);
  if (name !== undefined && text[valueAt] === '"' && (FIELDS.includes(name) || name === 'cost')) {
    const { content, end } = readQuoted(text, valueAt);
    return { test: fieldTest(name, content, { start, end }), end };
  }
  let end = start;
  while (end < text.length && !isBlank(text, end)) end++;
  const word = text.slice(start, end);
  // `error:` alone is what people search for in logs.
  if (name !== undefined && valueAt < end && (FIELDS.includes(name) || name === 'cost')) {
    return { test: fieldTest(name, text.slice(valueAt, end), { start, end }), end };
  }
  return { test: { kind: 'word', text: word }, end };
}

function fieldTest(name: string, value: string, place: { start: number; end: number }): TermTest {
  const fault = (message: string, expected: string): Fault =>
    new Fault({
      message: `${message} at character ${place.start + 1}`,
      hint: `${expected} To find the text as it is, put it in quotation marks: "${name}:${value}".`,
      ...place,
    });
  if (name === 'cost') {
    const [, relation = '=', amount] = /^([<>]=?|=)?\$?(\d+(?:\.\d+)?|\.\d+)$/.exec(value) ?? [];
    if (amount === undefined) {
      throw fault(`cost:${value} is no comparison`, 'Write cost:>2 or cost:<=0.5, in dollars.');
    }
    return { kind: 'cost', relation: (relation || '=') as Relation, amount: Number(amount) };
  }
  if (name === 'error' && !/^(?:yes|no)$/i.test(value)) {
    throw fault(`error:${value} is not known`, 'Write error:yes or error:no.');
  }
  if (value.trim() === '') throw fault(`${name}: is empty`, `Write ${name}: with a value.`);
  return { kind: 'field', field: name as FieldName, value };
}

function isBlank(text: string, at: number): boolean {
  return /\s/u.test(text[at] ?? '');
}
