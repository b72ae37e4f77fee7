import { isObject, type JsonObject } from '@cco/jsonl-parse';
import type { Shape } from './known/shape.ts';
import { shownName, type UnknownName } from './unknown-name.ts';

/** Lists fields that no shape names; of an unknown object only itself. */
export function unknownFields(
  object: JsonObject,
  shapes: readonly Shape[],
  path: string,
): UnknownName[] {
  const found: UnknownName[] = [];
  for (const name of Object.keys(object)) {
    const inner = shapes.find((one) => Object.hasOwn(one, name))?.[name];
    if (inner === undefined) {
      found.push({ kind: 'field', name: `${path}.${shownName(name)}` });
      continue;
    }
    if (inner === true) continue;
    const value = object[name];
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isObject(item)) found.push(...unknownFields(item, [inner], `${path}.${name}`));
    }
  }
  return found;
}
