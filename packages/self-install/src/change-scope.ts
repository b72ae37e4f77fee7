import { changeSettings, type SettingsChange, type SettingsDraft } from '@cco/claude-settings';
import type { Io } from '@cco/cli';
import { type Scope, settingsFile } from './settings-scope.ts';
import { withSettings } from './with-settings.ts';

/** What a change of the settings of a scope did. */
export interface ScopeChange<Result> {
  readonly scope: Scope;
  readonly dryRun: boolean;
  readonly settings: SettingsChange;
  /** What the change itself had to tell. */
  readonly result: Result;
}

/**
 * Changes the settings of a scope.
 *
 * @param change - May be called several times; what it gives the last time counts.
 * @throws UserError when they are broken or cannot be written.
 */
export function changeScope<Result>(
  io: Io,
  { scope, dryRun }: { readonly scope: Scope; readonly dryRun: boolean },
  change: (draft: SettingsDraft) => Result,
): ScopeChange<Result> {
  let done: { readonly result: Result } | undefined;
  const settings = withSettings(() =>
    changeSettings(
      settingsFile(scope, io),
      (draft) => {
        done = { result: change(draft) };
      },
      { dryRun, now: io.now() },
    ),
  );
  if (done === undefined) throw new Error('Expected the settings to be changed');
  return { scope, dryRun, settings, result: done.result };
}
