import type { Io } from '@cco/cli';
import { uninstallHook } from '@cco/hook-logger';
import { chosenScope, type ScopeOptions } from '@cco/self-install';
import { oneLine } from '@cco/terminal';
import { chosenCommand } from './chosen-command.ts';
import { changeHooks, changeJson, changeLines } from './report.ts';

/** The options of `uninstall`. */
export interface UninstallOptions extends ScopeOptions {
  readonly command: string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Takes the hook out, and tells what that changed. */
export function runUninstall(options: UninstallOptions, io: Io): number {
  const scope = chosenScope(options);
  // A copy in a folder of any name is known only by the command that starts it.
  const { command } = chosenCommand(options.command, io.env);
  const change = changeHooks(io, { scope, dryRun: options['dry-run'] }, (draft) =>
    uninstallHook(draft, { command }),
  );
  if (options.json) {
    io.out(changeJson(change, {}));
    return 0;
  }
  const { settings } = change;
  const done = options['dry-run'] ? 'Would take' : 'Took';
  const file = oneLine(settings.file);
  const head = settings.changed
    ? `${done} the logger out of ${file}`
    : `The logger is not registered in ${file}`;
  io.out(`${[head, ...changeLines(change)].join('\n')}\n`);
  return 0;
}
