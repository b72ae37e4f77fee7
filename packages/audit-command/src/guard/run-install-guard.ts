import {
  addHandlerGroup,
  changeSettings,
  type JsonObject,
  listHandlers,
  type PlacedHandler,
  removeHandlers,
  type SettingsChange,
  type SettingsDraft,
} from '@cco/claude-settings';
import { type Io, programCommand, UserError } from '@cco/cli';
import {
  chosenScope,
  disabledWarnings,
  type Scope,
  type ScopeOptions,
  settingsFile,
  withSettings,
} from '@cco/self-install';
import { oneLine } from '@cco/terminal';

/** The options of `install-guard` and `uninstall-guard`. */
export interface InstallGuardOptions extends ScopeOptions {
  readonly scope: Scope | undefined;
  readonly command: string | undefined;
  /** `ask` or `pass`. */
  readonly 'on-error'?: string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

const EVENT = 'PreToolUse';
/**
 * The guard needs a fraction of a second, and stops itself after eight. A call passes when this time
 * is over, so it leaves room for a start on a busy machine.
 */
const TIMEOUT_SECONDS = 30;

/** Registers the guard or takes it out, and tells what that changed. */
export function runInstallGuard(options: InstallGuardOptions, isInstall: boolean, io: Io): number {
  const { json, 'dry-run': dryRun } = options;
  const scope = options.scope ?? chosenScope(options);
  const { command, temporary } = chosenCommand(options, io);
  const file = settingsFile(scope, io);
  const apply = (draft: SettingsDraft): void => {
    const isOurs = ({ handler }: PlacedHandler) => isGuard(handler, command);
    if (isInstall && isRegistered(draft, command)) return;
    removeHandlers(draft, EVENT, isOurs);
    if (isInstall) {
      const handler = { type: 'command', command, timeout: TIMEOUT_SECONDS };
      addHandlerGroup(draft, EVENT, { matcher: '*', hooks: [handler] });
    }
  };
  const change = withSettings(() => changeSettings(file, apply, { dryRun, now: io.now() }));
  if (json) {
    io.out(
      `${JSON.stringify({
        scope,
        file: change.file,
        changed: change.changed,
        created: change.created,
        dry_run: dryRun,
        backup: change.backup ?? null,
        command,
      })}\n`,
    );
    return 0;
  }
  const disabled = isInstall ? disabledWarnings(io) : [];
  const isRun = disabled.length === 0;
  io.out(`${linesOf(change, isInstall, { command, dryRun, isRun }).join('\n')}\n`);
  for (const warning of disabled) io.err(`${io.errStyle.yellow(`Warning: ${warning}`)}\n`);
  if (isInstall && temporary) {
    io.err(
      `${io.errStyle.yellow('Warning: this program lies in a temporary folder, and the guard stops with it.')}\n`,
    );
  }
  return 0;
}

function linesOf(
  change: SettingsChange,
  isInstall: boolean,
  {
    command,
    dryRun,
    isRun,
  }: { readonly command: string; readonly dryRun: boolean; readonly isRun: boolean },
): string[] {
  const file = oneLine(change.file);
  if (!change.changed) return [`The guard is ${isInstall ? '' : 'not '}registered in ${file}`];
  const verb = isInstall ? ['Registered', 'Would register'] : ['Took', 'Would take'];
  const what = isInstall ? `the guard in ${file}` : `the guard out of ${file}`;
  return [
    `${verb[dryRun ? 1 : 0]} ${what}`,
    ...(isInstall ? [`  ${EVENT}  ${oneLine(command)}`] : []),
    ...(change.backup === undefined ? [] : [`Backup: ${oneLine(change.backup)}`]),
    ...(isInstall && !dryRun && isRun ? ['Sessions that start from now on are guarded.'] : []),
  ];
}

function chosenCommand(
  { command: named, 'on-error': onError }: InstallGuardOptions,
  io: Io,
): { command: string; temporary: boolean } {
  if (named?.trim() === '') throw new UserError('--command is empty');
  if (named !== undefined && onError !== undefined) {
    throw new UserError('--on-error cannot be added to a command of your own', {
      hint: `Write it into the command: --command '${named} --on-error ${onError}'`,
    });
  }
  if (named !== undefined) return { command: named, temporary: false };
  const [node = process.execPath, script = '', word] = process.argv;
  const below = word === 'audit' ? ['audit'] : [];
  const found = programCommand({
    node,
    script,
    programs: ['session-audit', 'cco'],
    below,
    env: io.env,
    platform: process.platform,
  });
  const words = onError === undefined ? '' : ` --on-error ${onError}`;
  return { command: `${found.command} guard${words}`, temporary: found.temporary };
}

/** The same command, or one of ours in another place. */
function isGuard({ command, args }: Readonly<JsonObject>, own: string): boolean {
  const words = [command, ...(Array.isArray(args) ? args : [])].filter(
    (one) => typeof one === 'string',
  );
  const line = plain(words.join(' '));
  return line === plain(own) || /(?:session-audit|\bcco["']?\s+audit)\b[^;&|]*\sguard$/.test(line);
}

/** A command without what it says about errors. */
function plain(command: string): string {
  return command.replace(/\s+--on-error[ =]\w+\s*$/, '').trimEnd();
}

/** Exactly once, in the form that Claude Code loads, for every tool. */
function isRegistered(draft: SettingsDraft, command: string): boolean {
  const ours = listHandlers(draft.get() as JsonObject, EVENT).filter(({ handler }) =>
    isGuard(handler, command),
  );
  const [first] = ours;
  return ours.length === 1 && first?.flat === false && first.handler['command'] === command;
}
