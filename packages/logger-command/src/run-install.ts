import { logFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { installHook, LOGGED_EVENTS, recogniseHandler } from '@cco/hook-logger';
import { chosenScope, disabledWarnings, type ScopeOptions } from '@cco/self-install';
import { oneLine } from '@cco/terminal';
import { chosenCommand } from './chosen-command.ts';
import { changeHooks, changeJson, changeLines, duplicateWarning } from './report.ts';

/** The options of `install`. */
export interface InstallOptions extends ScopeOptions {
  readonly events: string;
  readonly command: string | undefined;
  readonly replace: boolean;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Registers the hook, and tells what that changed. */
export function runInstall(options: InstallOptions, io: Io): number {
  const scope = chosenScope(options);
  const events = chosenEvents(options.events);
  const { command, temporary } = chosenCommand(options.command, io.env);
  const { replace } = options;
  const change = changeHooks(io, { scope, dryRun: options['dry-run'] }, (draft) =>
    installHook(draft, { command, events, replace }),
  );
  const warnings = [...disabledWarnings(io), ...change.duplicates.map(duplicateWarning)];
  if (temporary) {
    warnings.push('this program lies in a temporary folder, and the hook stops with it.');
  }
  if (scope === 'project' && options.command === undefined) {
    warnings.push('these settings are shared, but the command holds a path of this machine.');
  }
  if (options.command !== undefined && recogniseHandler({ command }) !== 'ours') {
    warnings.push('this command is not known as the logger: uninstall needs the same --command.');
  }
  if (options.json) {
    io.out(changeJson(change, { command, warnings }));
    return 0;
  }
  const { settings } = change;
  const done = options['dry-run'] ? 'Would register' : 'Registered';
  const head = settings.changed ? `${done} the logger in` : 'The logger is registered in';
  const lines = [`${head} ${oneLine(settings.file)}`, ...changeLines(change)];
  lines.push(`Logs go to ${oneLine(logFolder(io.env))}`);
  if (settings.changed && !options['dry-run'] && disabledWarnings(io).length === 0) {
    lines.push('Sessions that start from now on are logged; `session-stats` counts them.');
  }
  io.out(`${lines.join('\n')}\n`);
  for (const warning of warnings) io.err(`${io.errStyle.yellow(`Warning: ${warning}`)}\n`);
  return 0;
}

function chosenEvents(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known: readonly string[] = LOGGED_EVENTS;
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined && names.length > 0) return names;
  throw new UserError(
    wrong === undefined
      ? '--events names no event'
      : `--events: ${oneLine(wrong)} does not tell of finished tool calls`,
    { hint: `Use ${known.join(', ')}, or both with a comma between them.` },
  );
}
