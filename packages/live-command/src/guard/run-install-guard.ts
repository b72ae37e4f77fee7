import { type Io, UserError } from '@cco/cli';
import { changeScope, chosenScope } from '@cco/self-install';
import { configFile, findSettings } from '@cco/usage-settings';
import { type InstallOptions, placeWarnings } from '../install-options.ts';
import { chosenCommand } from '../installed-command.ts';
import type { LiveContext } from '../live-context.ts';
import { wordsOf } from '../option-words.ts';
import { tellChange } from '../tell-change.ts';
import { installGuard, uninstallGuard } from './guard-hooks.ts';
import { GUARD_OPTIONS, type GuardValues } from './guard-options.ts';

/** Registers the guard, and tells what that changed. */
export async function runInstallGuard(
  options: InstallOptions & GuardValues,
  io: Io,
  context: LiveContext,
): Promise<number> {
  const { budgets } = await findSettings(options, io);
  if (budgets.length === 0 && options.command === undefined) {
    throw new UserError('there is no budget to guard', {
      hint: `Use --budget daily=5,monthly=100, or write {"usage": {"budget": {"daily": 5}}} into ${configFile(io)}.`,
    });
  }
  const scope = chosenScope(options);
  const words = ['guard', ...wordsOf({ ...options }, GUARD_OPTIONS)];
  const { command, temporary } = chosenCommand(options.command, words, { io, context });
  const change = changeScope(io, { scope, dryRun: options['dry-run'] }, (draft) =>
    installGuard(draft, command),
  );
  const isNamed = options.command !== undefined;
  const done = options['dry-run'] ? 'Would register the guard in' : 'Registered the guard in';
  tellChange(io, change, {
    json: options.json,
    command,
    headline: change.settings.changed ? done : 'The guard is registered in',
    closing: 'Sessions that start from now on are guarded.',
    warnings: placeWarnings(scope, { isNamed, temporary }),
  });
  return 0;
}

/** Takes the guard out, and tells what that changed. */
export function runUninstallGuard(options: InstallOptions, io: Io, context: LiveContext): number {
  const scope = chosenScope(options);
  const { command } = chosenCommand(options.command, ['guard'], { io, context });
  const change = changeScope(io, { scope, dryRun: options['dry-run'] }, (draft) =>
    uninstallGuard(draft, command),
  );
  const done = options['dry-run'] ? 'Would take' : 'Took';
  tellChange(io, change, {
    json: options.json,
    command,
    headline: change.settings.changed
      ? `${done} the guard out of`
      : 'The guard is not registered in',
  });
  return 0;
}
