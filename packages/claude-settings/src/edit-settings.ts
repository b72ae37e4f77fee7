import { isDeepStrictEqual } from 'node:util';
import { type JsonPath, jsonOf, nodeAt, parseObject } from './json-tree.ts';
import { appendValue, removeValue, setValue } from './splice.ts';

/** A JSON object as it was read. */
export type JsonObject = { [key: string]: unknown };

/** Settings while they are changed. Each call sees what the calls before it did. */
export interface SettingsDraft {
  /** Gives the value at a path, undefined where there is none. @default the whole settings */
  get(path?: JsonPath): unknown;
  /** Replaces or adds a value, making objects on the way. An equal value stays as it is written. */
  set(path: JsonPath, value: unknown): void;
  /** Adds a value to the end of a list; a missing list is made. */
  append(path: JsonPath, value: unknown): void;
  /** Takes out a property or a list item. */
  remove(path: JsonPath): void;
}

const BOM = '\ufeff';
const NEW_FILE = '{}\n';

/**
 * Changes the text of a settings file and leaves every byte alone that the change does not touch:
 * unknown keys, order, indentation, line ends. What is added follows the habits of the file.
 *
 * @param text - The file's content; empty for a file that does not exist.
 * @throws SettingsError `syntax` or `type` when the text is not a JSON object, or when a value on
 * the way to a change has the wrong type.
 *
 * @example
 * editSettings('{\n\t"model": "opus"\n}', (draft) => draft.set(['verbose'], true));
 * // '{\n\t"model": "opus",\n\t"verbose": true\n}'
 */
export function editSettings(text: string, change: (draft: SettingsDraft) => void): string {
  const mark = text.startsWith(BOM) ? BOM : '';
  let current = text.slice(mark.length);
  if (current.trim() === '') current = NEW_FILE;
  const before = current;
  parseObject(current);
  change({
    get: (path = []) => valueAt(current, path),
    set(path, value) {
      if (isDeepStrictEqual(valueAt(current, path), value)) return;
      current = setValue(current, path, value);
    },
    append(path, value) {
      current = appendValue(current, path, value);
    },
    remove(path) {
      current = removeValue(current, path);
    },
  });
  return current === before ? text : mark + current;
}

/**
 * Reads the text of a settings file.
 *
 * @param text - Empty stands for a file that does not exist.
 * @throws SettingsError `syntax` or `type` when it is not a JSON object.
 */
export function parseSettings(text: string): JsonObject {
  let settings: unknown;
  editSettings(text, (draft) => {
    settings = draft.get();
  });
  return settings as JsonObject;
}

function valueAt(text: string, path: JsonPath): unknown {
  const node = nodeAt(parseObject(text), path);
  return node && jsonOf(text, node);
}
