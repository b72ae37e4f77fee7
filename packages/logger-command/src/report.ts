import type { SettingsChange, SettingsDraft } from '@cco/claude-settings';
import type { Io } from '@cco/cli';
import type { InstalledHandler, InstallResult } from '@cco/hook-logger';
import { changeScope, type Scope } from '@cco/self-install';
import { oneLine, table } from '@cco/terminal';

/** What a change of the settings did. */
export interface ReportedChange extends InstallResult {
  readonly scope: Scope;
  readonly dryRun: boolean;
  readonly settings: SettingsChange;
}

/**
 * Changes the settings of a scope.
 *
 * @throws UserError when they are broken or cannot be written.
 */
export function changeHooks(
  io: Io,
  options: { readonly scope: Scope; readonly dryRun: boolean },
  change: (draft: SettingsDraft) => InstallResult,
): ReportedChange {
  const { result, ...rest } = changeScope(io, options, change);
  return { ...rest, ...result };
}

/** Writes a change as JSON. */
export function changeJson(
  change: ReportedChange,
  more: Readonly<Record<string, unknown>>,
): string {
  const { scope, settings, dryRun, changes, duplicates } = change;
  return `${JSON.stringify({
    scope,
    file: settings.file,
    changed: settings.changed,
    created: settings.created,
    dry_run: dryRun,
    backup: settings.backup ?? null,
    ...more,
    changes,
    duplicates,
  })}\n`;
}

/** Writes what was changed, one line each, and where the file from before is. */
export function changeLines({ changes, settings }: ReportedChange): string[] {
  const rows = changes.map(({ action, event, command }) => [action, event, oneLine(command)]);
  const columns = [{ title: '' }, { title: '' }, { title: '' }];
  const lines = table(columns, rows).slice(1);
  const backup = settings.backup === undefined ? [] : [`Backup: ${oneLine(settings.backup)}`];
  return [...lines.map((line) => `  ${line}`), ...backup];
}

/** Warns of what else logs the same calls. */
export function duplicateWarning({ kind, event, command, loaded }: InstalledHandler): string {
  const who = `${event} also runs ${oneLine(command)}`;
  if (!loaded) return `${who}, in a form that Claude Code does not load. --replace takes it out.`;
  const mend = kind === 'original' ? '--replace takes it out.' : 'Take it out by hand.';
  return `${who}: each call is logged twice. ${mend}`;
}
