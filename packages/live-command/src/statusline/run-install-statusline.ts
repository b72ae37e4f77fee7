import { commandOf, type JsonObject, type SettingsDraft } from '@cco/claude-settings';
import { type Io, UserError } from '@cco/cli';
import { changeScope, chosenScope } from '@cco/self-install';
import { oneLine } from '@cco/terminal';
import { findSettings } from '@cco/usage-settings';
import { type InstallOptions, placeWarnings } from '../install-options.ts';
import { chosenCommand, isOurs } from '../installed-command.ts';
import type { LiveContext } from '../live-context.ts';
import { wordsOf } from '../option-words.ts';
import { type ChangeStep, tellChange } from '../tell-change.ts';
import { readLook, STATUSLINE_OPTIONS, type StatuslineValues } from './statusline-options.ts';

const KEY = 'statusLine';

/** Seconds after which Claude Code runs the line again when nothing happens: figures may have come. */
const REFRESH_SECONDS = 15;

/** Writes the statusline into the settings, and tells what that changed. */
export async function runInstallStatusline(
  options: InstallOptions & StatuslineValues & { readonly force: boolean },
  io: Io,
  context: LiveContext,
): Promise<number> {
  readLook(options);
  await findSettings(options, io);
  const scope = chosenScope(options);
  const words = ['statusline', ...wordsOf({ ...options }, STATUSLINE_OPTIONS)];
  const { command, temporary } = chosenCommand(options.command, words, { io, context });
  const change = changeScope(io, { scope, dryRun: options['dry-run'] }, (draft) =>
    install(draft, command, options.force),
  );
  const isNamed = options.command !== undefined;
  const done = options['dry-run'] ? 'Would write the statusline into' : 'Wrote the statusline into';
  tellChange(io, change, {
    json: options.json,
    command,
    headline: change.settings.changed ? done : 'The statusline is already in',
    closing: 'Claude Code shows it from the next message on.',
    warnings: placeWarnings(scope, { isNamed, temporary }),
  });
  return 0;
}

/** Takes the statusline out of the settings, and tells what that changed. */
export function runUninstallStatusline(
  options: InstallOptions,
  io: Io,
  context: LiveContext,
): number {
  const scope = chosenScope(options);
  const { command } = chosenCommand(options.command, ['statusline'], { io, context });
  const change = changeScope(io, { scope, dryRun: options['dry-run'] }, (draft): ChangeStep[] => {
    const present = draft.get([KEY]);
    if (!isHandler(present) || !isOurs(present, 'statusline', command)) return [];
    draft.remove([KEY]);
    return [{ action: 'removed', place: KEY, command: commandOf(present) }];
  });
  const done = options['dry-run'] ? 'Would take' : 'Took';
  tellChange(io, change, {
    json: options.json,
    command,
    headline: change.settings.changed
      ? `${done} the statusline out of`
      : "This program's statusline is not in",
  });
  return 0;
}

function install(draft: SettingsDraft, command: string, force: boolean): ChangeStep[] {
  const present = draft.get([KEY]);
  if (present === undefined || present === null) {
    draft.set([KEY], handlerOf(command));
    return [{ action: 'added', place: KEY, command }];
  }
  if (isHandler(present) && isOurs(present, 'statusline', command)) {
    const isRefreshed = present['refreshInterval'] !== undefined;
    if (present['type'] === 'command' && commandOf(present) === command && isRefreshed) return [];
    // Its padding, and whatever else it has, stays.
    if (!isRefreshed) draft.set([KEY, 'refreshInterval'], REFRESH_SECONDS);
    draft.set([KEY, 'type'], 'command');
    draft.set([KEY, 'command'], command);
    if (present['args'] !== undefined) draft.remove([KEY, 'args']);
    return [{ action: 'updated', place: KEY, command }];
  }
  const other = isHandler(present) ? commandOf(present) : '';
  const shown = oneLine(other || JSON.stringify(present));
  if (!force) {
    throw new UserError(`these settings have another statusline: ${shown}`, {
      hint: '--force takes its place; a backup of the settings is kept.',
    });
  }
  draft.set([KEY], handlerOf(command));
  return [
    { action: 'removed', place: KEY, command: shown },
    { action: 'added', place: KEY, command },
  ];
}

function handlerOf(command: string): JsonObject {
  return { type: 'command', command, padding: 0, refreshInterval: REFRESH_SECONDS };
}

function isHandler(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
