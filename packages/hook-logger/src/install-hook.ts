import {
  addHandlerGroup,
  commandOf,
  type HandlerGroup,
  hookEvents,
  type JsonObject,
  listHandlers,
  type PlacedHandler,
  removeHandlers,
  type SettingsDraft,
} from '@cco/claude-settings';
import { type HandlerKind, recogniseHandler } from './recognise-handler.ts';

/** The events that tell of finished tool calls: one fires when a call succeeds, one when it fails. */
export const LOGGED_EVENTS = ['PostToolUse', 'PostToolUseFailure'] as const;

/** Seconds after which Claude Code ends a logger that hangs. */
const TIMEOUT_SECONDS = 10;

/** A handler that logs tool calls, this logger's or the original's. */
export interface InstalledHandler {
  readonly kind: HandlerKind;
  readonly event: string;
  readonly command: string;
  readonly matcher: string | undefined;
  /** Whether Claude Code loads it: one outside a group it does not. */
  readonly loaded: boolean;
}

/** One step of an installation. */
export interface HookChange {
  readonly action: 'added' | 'updated' | 'removed';
  readonly event: string;
  readonly command: string;
}

/** What an installation did, or an uninstallation. */
export interface InstallResult {
  /** Empty when all was as it should be. */
  readonly changes: readonly HookChange[];
  /** Handlers of others that log the same calls: each call then has two entries. */
  readonly duplicates: readonly InstalledHandler[];
}

/**
 * Finds everything in settings that logs tool calls, whatever the event.
 *
 * @throws SettingsError `type` when `hooks` or an event has the wrong type.
 */
export function installedHandlers(settings: JsonObject): InstalledHandler[] {
  return hookEvents(settings).flatMap((event) =>
    listHandlers(settings, event).flatMap((placed) => {
      const kind = recogniseHandler(placed.handler);
      return kind ? [describe(placed, kind)] : [];
    }),
  );
}

/**
 * Registers the logger. Where it is registered already, only an outdated command is replaced, and
 * a form that Claude Code does not load; a second time changes nothing.
 *
 * @param options.command - What Claude Code runs, in the syntax of a shell. One that
 * {@link recogniseHandler} does not know is found again only by its exact text.
 * @param options.events - @default {@link LOGGED_EVENTS}
 * @param options.replace - Takes out handlers of the original script. @default false
 * @throws SettingsError `type` when `hooks` or an event has the wrong type.
 */
export function installHook(
  draft: SettingsDraft,
  options: {
    readonly command: string;
    readonly events?: readonly string[] | undefined;
    readonly replace?: boolean | undefined;
  },
): InstallResult {
  const { command, events = LOGGED_EVENTS, replace = false } = options;
  const changes: HookChange[] = [];
  const present = hookEvents(settingsOf(draft));
  for (const event of new Set([...events, ...present])) {
    if (replace) changes.push(...remove(draft, event, isOriginal));
    changes.push(...remove(draft, event, (placed) => placed.flat && isOurs(placed, command)));
    changes.push(...update(draft, event, command));
    if (events.includes(event) && ours(draft, event, command).length === 0) {
      addHandlerGroup(draft, event, handlerGroup(command));
      changes.push({ action: 'added', event, command });
    }
  }
  const duplicates = installedHandlers(settingsOf(draft)).filter(
    (handler) => handler.kind !== 'ours' && handler.command !== command,
  );
  return { changes, duplicates };
}

/**
 * Takes the logger out of every event. The original's handlers stay.
 *
 * @param options.command - One more command that counts as the logger. @default none
 * @throws SettingsError `type` when `hooks` or an event has the wrong type.
 */
export function uninstallHook(
  draft: SettingsDraft,
  options: { readonly command?: string | undefined } = {},
): InstallResult {
  const changes = hookEvents(settingsOf(draft)).flatMap((event) =>
    remove(draft, event, (placed) => isOurs(placed, options.command)),
  );
  const duplicates = installedHandlers(settingsOf(draft));
  return { changes, duplicates };
}

/** The group that Claude Code loads. `async` keeps the agent from waiting for the logger. */
function handlerGroup(command: string): HandlerGroup {
  const handler = { type: 'command', command, async: true, timeout: TIMEOUT_SECONDS };
  return { matcher: '*', hooks: [handler] };
}

/** The first of ours gets the command, any more of them would log twice. */
function update(draft: SettingsDraft, event: string, command: string): HookChange[] {
  const [first, ...more] = ours(draft, event, command);
  if (!first) return [];
  const doubled = more.filter(({ matcher }) => matcher === first.matcher);
  const isDoubled = (placed: PlacedHandler) =>
    doubled.some(({ path }) => path.join() === placed.path.join());
  const removed = remove(draft, event, isDoubled);
  const updated: HookChange[] = [];
  for (const { path, handler } of ours(draft, event, command)) {
    if (commandOf(handler) === command && handler['args'] === undefined) continue;
    draft.set([...path, 'command'], command);
    draft.remove([...path, 'args']);
    updated.push({ action: 'updated', event, command });
  }
  return [...removed, ...updated];
}

function remove(
  draft: SettingsDraft,
  event: string,
  isUnwanted: (placed: PlacedHandler) => boolean,
): HookChange[] {
  return removeHandlers(draft, event, isUnwanted).map(removalOf);
}

function removalOf({ event, handler }: PlacedHandler): HookChange {
  return { action: 'removed', event, command: commandOf(handler) };
}

function ours(draft: SettingsDraft, event: string, command: string): PlacedHandler[] {
  return listHandlers(settingsOf(draft), event).filter((placed) => isOurs(placed, command));
}

function isOurs({ handler }: PlacedHandler, command: string | undefined): boolean {
  return recogniseHandler(handler) === 'ours' || commandOf(handler) === command;
}

function isOriginal({ handler }: PlacedHandler): boolean {
  return recogniseHandler(handler) === 'original';
}

function describe(placed: PlacedHandler, kind: HandlerKind): InstalledHandler {
  const { event, handler, matcher, flat } = placed;
  return { kind, event, command: commandOf(handler), matcher, loaded: !flat };
}

function settingsOf(draft: SettingsDraft): JsonObject {
  return draft.get() as JsonObject;
}
