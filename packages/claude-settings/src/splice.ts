import {
  type JsonNode,
  type JsonPath,
  kindOf,
  nodeAt,
  parseObject,
  propertyOf,
  spellPath,
} from './json-tree.ts';
import { SettingsError } from './settings-error.ts';
import { type TextHabits, textHabits } from './text-habits.ts';

/** Replaces the value at a path, or adds it, making the objects on the way. */
export function setValue(text: string, path: JsonPath, value: unknown): string {
  const root = parseObject(text);
  const existing = nodeAt(root, path);
  if (existing) {
    const habits = textHabits(text);
    const indent = habits.multiline ? indentAt(text, existing.offset) : undefined;
    return replace(text, existing.offset, end(existing), write(value, habits, indent));
  }
  const { container, rest } = deepest(root, path);
  const [key, ...below] = rest;
  if (container.type !== 'object' || typeof key !== 'string') {
    throw wrongType(path.slice(0, path.length - rest.length), 'an object', container);
  }
  return insert(text, container, key, nest(below, value));
}

/** Adds a value to the end of the list at a path; a missing list is made. */
export function appendValue(text: string, path: JsonPath, value: unknown): string {
  const list = nodeAt(parseObject(text), path);
  if (!list) return setValue(text, path, [value]);
  if (list.type !== 'array') throw wrongType(path, 'a list', list);
  return insert(text, list, undefined, value);
}

/** Takes a property or an item out, with the comma it needed. A missing one changes nothing. */
export function removeValue(text: string, path: JsonPath): string {
  const root = parseObject(text);
  const last = path.at(-1);
  const container = nodeAt(root, path.slice(0, -1));
  if (!container || last === undefined) return text;
  const item = typeof last === 'number' ? nodeAt(container, [last]) : propertyOf(container, last);
  const items = container.children ?? [];
  const index = item ? items.indexOf(item) : -1;
  if (!item || index < 0) return text;
  const before = items[index - 1];
  const after = items[index + 1];
  if (before) return replace(text, end(before), end(item), '');
  if (after) return replace(text, item.offset, after.offset, '');
  return replace(text, container.offset + 1, end(container) - 1, '');
}

/** The error for a value that is not what it has to be. */
export function wrongType(path: JsonPath, expected: string, found: JsonNode): SettingsError {
  return new SettingsError(
    'type',
    `${spellPath(path) || 'the top level'}: expected ${expected}, found ${kindOf(found)}`,
  );
}

function insert(text: string, container: JsonNode, key: string | undefined, value: unknown) {
  const habits = textHabits(text);
  const [first, second] = container.children ?? [];
  const last = container.children?.at(-1);
  if (!first || !last) return insertFirst(text, container, key, value, habits);
  const lead = text.slice(container.offset + 1, first.offset);
  const lineBreak = lead.lastIndexOf('\n');
  if (lineBreak >= 0) {
    const indent = lead.slice(lineBreak + 1);
    const item = writeItem(key, value, habits, indent);
    return replace(text, end(last), end(last), `,${habits.lineEnd}${indent}${item}`);
  }
  const gap = second ? text.slice(end(first), second.offset).replace(',', '') : habits.gap;
  return replace(text, end(last), end(last), `,${gap}${writeItem(key, value, habits, undefined)}`);
}

function insertFirst(
  text: string,
  container: JsonNode,
  key: string | undefined,
  value: unknown,
  habits: TextHabits,
): string {
  const [from, to] = [container.offset + 1, end(container) - 1];
  const isRoot = container.parent === undefined;
  if (!habits.multiline && !isRoot) {
    return replace(text, from, to, writeItem(key, value, habits, undefined));
  }
  const outer = indentAt(text, container.offset);
  const inner = outer + habits.indent;
  const item = writeItem(key, value, habits, inner);
  return replace(text, from, to, `${habits.lineEnd}${inner}${item}${habits.lineEnd}${outer}`);
}

/** Writes on several lines below an indentation, or without one on a single line. */
function writeItem(
  key: string | undefined,
  value: unknown,
  habits: TextHabits,
  indent: string | undefined,
): string {
  const written = write(value, habits, indent);
  if (key === undefined) return written;
  return `${JSON.stringify(key)}:${indent === undefined ? habits.gap : ' '}${written}`;
}

function write(value: unknown, habits: TextHabits, indent: string | undefined): string {
  if (indent === undefined) return writeOnOneLine(value, habits.gap);
  return JSON.stringify(value, null, habits.indent).replaceAll('\n', habits.lineEnd + indent);
}

function writeOnOneLine(value: unknown, gap: string): string {
  const write = (item: unknown) => writeOnOneLine(item, gap);
  if (Array.isArray(value)) return `[${value.map(write).join(`,${gap}`)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${gap}${write(item)}`,
  );
  return `{${properties.join(`,${gap}`)}}`;
}

/** Follows a path as far as it exists. */
function deepest(root: JsonNode, path: JsonPath): { container: JsonNode; rest: JsonPath } {
  let container = root;
  for (const [depth, step] of path.entries()) {
    const next = nodeAt(container, [step]);
    if (!next) return { container, rest: path.slice(depth) };
    container = next;
  }
  return { container, rest: [] };
}

function nest(keys: JsonPath, value: unknown): unknown {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

function replace(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function end(node: JsonNode): number {
  return node.offset + node.length;
}

/** The indentation of the line that an offset lies on. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
