import { dayOf } from '@cco/calendar';
import { logFolder } from '@cco/claude-paths';
import { readSettings, SettingsError } from '@cco/claude-settings';
import type { Io } from '@cco/cli';
import { type InstalledHandler, installedHandlers } from '@cco/hook-logger';
import { disabledWarnings, SCOPES, type Scope, settingsFile } from '@cco/self-install';
import { count, oneLine } from '@cco/terminal';
import { type LogStatus, logStatus } from './log-status.ts';

/** The options of `status`. */
export interface StatusOptions {
  readonly json: boolean;
}

interface ScopeStatus {
  readonly scope: Scope;
  readonly file: string;
  readonly exists: boolean;
  /** Why the file could not be read. */
  readonly problem: string | undefined;
  readonly handlers: readonly InstalledHandler[];
}

/** Shows where the hook is registered and what it logged. */
export function runStatus({ json }: StatusOptions, io: Io): number {
  const scopes = SCOPES.map((scope) => scopeStatus(scope, io)).filter(isFirstOfFile);
  const log = logStatus(logFolder(io.env), dayOf(io.now()));
  const disabled = disabledWarnings(io);
  io.out(json ? statusJson(scopes, log, disabled) : statusText(scopes, log, disabled));
  return 0;
}

/** In the home folder the settings of the user and of the project are one file. */
function isFirstOfFile({ file }: ScopeStatus, i: number, all: readonly ScopeStatus[]): boolean {
  return all.findIndex((one) => one.file === file) === i;
}

function scopeStatus(scope: Scope, io: Io): ScopeStatus {
  const file = settingsFile(scope, io);
  try {
    const { exists, settings } = readSettings(file);
    return { scope, file, exists, problem: undefined, handlers: installedHandlers(settings) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { scope, file, exists: true, problem: error.message, handlers: [] };
  }
}

function statusJson(
  scopes: readonly ScopeStatus[],
  log: LogStatus,
  warnings: readonly string[],
): string {
  return `${JSON.stringify({
    installed: scopes.some(({ handlers }) => handlers.some(isActive)),
    settings: scopes.map(({ problem, ...scope }) => ({ ...scope, problem: problem ?? null })),
    log: {
      folder: log.folder,
      exists: log.exists,
      writable: log.writable,
      files: log.files,
      entries_today: log.entriesToday,
      broken_today: log.brokenToday,
      last_entry: log.lastEntry ?? null,
    },
    warnings,
  })}\n`;
}

function statusText(
  scopes: readonly ScopeStatus[],
  log: LogStatus,
  disabled: readonly string[],
): string {
  const lines = scopes.flatMap(({ scope, file, exists, problem, handlers }) => {
    const head = `${scope.padEnd(8)} ${oneLine(file)}`;
    if (problem !== undefined) return [head, `         ${oneLine(problem)}`];
    if (handlers.length === 0) return [`${head}: ${exists ? 'not registered' : 'no such file'}`];
    return [head, ...handlers.map((handler) => `         ${handlerLine(handler)}`)];
  });
  if (!scopes.some(({ handlers }) => handlers.some(isActive))) {
    lines.push('         not registered anywhere: `install` does that');
  }
  lines.push(...disabled.map((warning) => `         ${warning}`));
  const access = log.writable ? 'writable' : 'not writable';
  lines.push(`logs     ${oneLine(log.folder)}: ${log.exists ? '' : 'not there yet, '}${access}`);
  const broken = log.brokenToday > 0 ? ` and ${count(log.brokenToday, 'broken piece')}` : '';
  const last = log.lastEntry === undefined ? '' : `, the last at ${oneLine(log.lastEntry)}`;
  const today = count(log.entriesToday, 'entry', 'entries');
  lines.push(`         ${count(log.files, 'file')}; today ${today}${broken}${last}`);
  return `${lines.join('\n')}\n`;
}

function handlerLine({ event, command, matcher, loaded, kind }: InstalledHandler): string {
  const notes = [
    kind === 'ours' ? '' : 'not this logger',
    loaded ? '' : 'Claude Code does not load this form',
    matcher === undefined || matcher === '' || matcher === '*' ? '' : `only ${oneLine(matcher)}`,
  ].filter((note) => note !== '');
  const note = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return `${event}: ${oneLine(command)}${note}`;
}

function isActive({ kind, loaded }: InstalledHandler): boolean {
  return kind === 'ours' && loaded;
}
