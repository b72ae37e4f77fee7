import { readSettings } from '@cco/claude-settings';
import type { Io } from '@cco/cli';
import { oneLine } from '@cco/terminal';
import { SCOPES, settingsFile } from './settings-scope.ts';

/**
 * Lists the settings files that switch all hooks and statuslines off with `disableAllHooks`. Files
 * that cannot be read are left out: whoever reads them reports that.
 */
export function filesDisablingHooks(io: Pick<Io, 'env' | 'cwd'>): string[] {
  const files = new Set(SCOPES.map((scope) => settingsFile(scope, io)));
  return [...files].filter(disablesHooks);
}

/** Warns about each of these files, for installers and `status`. */
export function disabledWarnings(io: Pick<Io, 'env' | 'cwd'>): string[] {
  return filesDisablingHooks(io).map(
    (file) =>
      `"disableAllHooks" is true in ${oneLine(file)}: Claude Code runs no hook and no statusline.`,
  );
}

function disablesHooks(file: string): boolean {
  try {
    const { settings } = readSettings(file);
    return settings['disableAllHooks'] === true;
  } catch {
    return false;
  }
}
