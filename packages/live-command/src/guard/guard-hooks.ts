import { GUARDED_EVENTS } from '@cco/budget-guard';
import {
  addHandlerGroup,
  commandOf,
  hookEvents,
  type JsonObject,
  listHandlers,
  type PlacedHandler,
  removeHandlers,
  type SettingsDraft,
} from '@cco/claude-settings';
import { isOurs } from '../installed-command.ts';
import type { ChangeStep } from '../tell-change.ts';

/** Seconds after which Claude Code goes on without the guard's answer. */
const TIMEOUT_SECONDS = 30;

/**
 * Registers the guard for every event that it answers. Where it is registered already, an outdated
 * command is replaced; a second time changes nothing.
 *
 * @throws SettingsError `type` when `hooks` or an event has the wrong type.
 */
export function installGuard(draft: SettingsDraft, command: string): ChangeStep[] {
  return GUARDED_EVENTS.flatMap((event): ChangeStep[] => {
    const [first, ...more] = ours(draft, event, command);
    const extra = new Set(more.map(({ path }) => path.join()));
    const removed = remove(
      draft,
      event,
      (placed) => placed.flat || extra.has(placed.path.join()),
      command,
    );
    if (first === undefined || first.flat) {
      const handler = { type: 'command', command, timeout: TIMEOUT_SECONDS };
      const matcher = event === 'PreToolUse' ? { matcher: '*' } : {};
      addHandlerGroup(draft, event, { ...matcher, hooks: [handler] });
      return [...removed, { action: 'added', place: event, command }];
    }
    if (commandOf(first.handler) === command) return removed;
    const [present = first] = ours(draft, event, command);
    draft.set([...present.path, 'command'], command);
    if (present.handler['args'] !== undefined) draft.remove([...present.path, 'args']);
    return [...removed, { action: 'updated', place: event, command }];
  });
}

/**
 * Takes the guard out of every event.
 *
 * @param command - One more command line that counts as the guard.
 * @throws SettingsError `type` when `hooks` or an event has the wrong type.
 */
export function uninstallGuard(draft: SettingsDraft, command: string): ChangeStep[] {
  return hookEvents(draft.get() as JsonObject).flatMap((event) =>
    remove(draft, event, () => true, command),
  );
}

function remove(
  draft: SettingsDraft,
  event: string,
  isUnwanted: (placed: PlacedHandler) => boolean,
  command: string,
): ChangeStep[] {
  return removeHandlers(
    draft,
    event,
    (placed) => isOurs(placed.handler, 'guard', command) && isUnwanted(placed),
  ).map(({ handler }) => ({ action: 'removed', place: event, command: commandOf(handler) }));
}

function ours(draft: SettingsDraft, event: string, command: string): PlacedHandler[] {
  return listHandlers(draft.get() as JsonObject, event).filter(({ handler }) =>
    isOurs(handler, 'guard', command),
  );
}
