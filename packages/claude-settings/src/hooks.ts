import type { JsonObject, SettingsDraft } from './edit-settings.ts';
import { type JsonPath, spellPath } from './json-tree.ts';
import { SettingsError } from './settings-error.ts';

/** A handler of a hook event, and where it is. */
export interface PlacedHandler {
  readonly event: string;
  readonly handler: JsonObject;
  /** The group's matcher, where it has one. */
  readonly matcher: string | undefined;
  /** Whether it stands in the event's list itself. Claude Code loads only handlers in groups. */
  readonly flat: boolean;
  readonly path: JsonPath;
}

/** A group of handlers as Claude Code loads it. */
export interface HandlerGroup {
  readonly matcher?: string | undefined;
  readonly hooks: readonly Readonly<JsonObject>[];
}

/**
 * Lists the events that settings have hooks for.
 *
 * @throws SettingsError `type` when `hooks` is not an object.
 */
export function hookEvents(settings: JsonObject): string[] {
  return Object.keys(hooksOf(settings));
}

/**
 * Lists the handlers of an event, those in groups and those that stand in the event's list itself.
 *
 * @throws SettingsError `type` when `hooks`, the event or a group's `hooks` has the wrong type.
 *
 * @example
 * listHandlers({ hooks: { Stop: [{ hooks: [{ type: 'command', command: 'beep' }] }] } }, 'Stop');
 * // [{ event: 'Stop', handler: { type: 'command', command: 'beep' }, matcher: undefined,
 * //    flat: false, path: ['hooks', 'Stop', 0, 'hooks', 0] }]
 */
export function listHandlers(settings: JsonObject, event: string): PlacedHandler[] {
  const hooks = hooksOf(settings);
  const groups = Object.hasOwn(hooks, event) ? hooks[event] : [];
  const eventPath = ['hooks', event];
  if (!Array.isArray(groups)) throw wrongType(eventPath, 'a list', groups);
  return groups.flatMap((group: unknown, index): PlacedHandler[] => {
    const path = [...eventPath, index];
    if (!isObject(group)) throw wrongType(path, 'an object', group);
    const matcher = typeof group['matcher'] === 'string' ? group['matcher'] : undefined;
    const { hooks: handlers } = group;
    if (handlers === undefined) return [{ event, handler: group, matcher, flat: true, path }];
    if (!Array.isArray(handlers)) throw wrongType([...path, 'hooks'], 'a list', handlers);
    return handlers.flatMap((handler: unknown, place): PlacedHandler[] => {
      if (!isObject(handler)) return [];
      return [{ event, handler, matcher, flat: false, path: [...path, 'hooks', place] }];
    });
  });
}

/**
 * Adds a group of handlers to the end of an event's list.
 *
 * @throws SettingsError `type` when `hooks` or the event has the wrong type.
 */
export function addHandlerGroup(draft: SettingsDraft, event: string, group: HandlerGroup): void {
  listHandlers(draft.get() as JsonObject, event);
  draft.append(['hooks', event], group);
}

/**
 * Takes handlers out. Groups, the event and `hooks` itself go too when that leaves them empty.
 *
 * @returns What was taken out.
 * @throws SettingsError `type` when `hooks` or the event has the wrong type.
 */
export function removeHandlers(
  draft: SettingsDraft,
  event: string,
  isUnwanted: (placed: PlacedHandler) => boolean,
): PlacedHandler[] {
  const unwanted = listHandlers(draft.get() as JsonObject, event).filter(isUnwanted);
  // From the last to the first, so that the places of the others stay right.
  for (const { path } of unwanted.toReversed()) removeWithEmptyParents(draft, path);
  return unwanted;
}

function removeWithEmptyParents(draft: SettingsDraft, path: JsonPath): void {
  draft.remove(path);
  const parent = path.slice(0, -1);
  if (parent.length === 0) return;
  const left = draft.get(parent);
  if (Array.isArray(left) && left.length === 0) {
    // A group is no use without handlers, whatever its matcher.
    const isGroup = parent.at(-1) === 'hooks' && parent.length > 1;
    removeWithEmptyParents(draft, isGroup ? parent.slice(0, -1) : parent);
  } else if (isObject(left) && Object.keys(left).length === 0) {
    removeWithEmptyParents(draft, parent);
  }
}

function hooksOf(settings: JsonObject): JsonObject {
  const hooks = Object.hasOwn(settings, 'hooks') ? settings['hooks'] : {};
  if (!isObject(hooks)) throw wrongType(['hooks'], 'an object', hooks);
  return hooks;
}

function wrongType(path: JsonPath, expected: string, found: unknown): SettingsError {
  return new SettingsError(
    'type',
    `${spellPath(path)}: expected ${expected}, found ${kindOf(found)}`,
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
