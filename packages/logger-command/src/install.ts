import { logFolder } from '@cco/claude-paths';
import { defineCommand, UserError } from '@cco/cli';
import { installHook, LOGGED_EVENTS, recogniseHandler } from '@cco/hook-logger';
import { oneLine } from '@cco/terminal';
import { chosenCommand } from './chosen-command.ts';
import { changeJson, changeLines, changeScope, duplicateWarning } from './report.ts';
import { chosenScope, type ScopeOptions, scopeOptions } from './settings-scope.ts';

interface InstallOptions extends ScopeOptions {
  readonly events: string;
  readonly command: string | undefined;
  readonly replace: boolean;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Registers the hook in a settings file. */
export const installCommand = defineCommand<InstallOptions>({
  name: 'install',
  summary: "Register the hook in Claude Code's settings.",
  options: (yargs) =>
    scopeOptions(yargs)
      .option('events', {
        type: 'string',
        requiresArg: true,
        default: LOGGED_EVENTS.join(','),
        describe: 'Which calls to log: those that succeed, those that fail',
      })
      .option('command', {
        type: 'string',
        requiresArg: true,
        describe: 'What Claude Code runs (default: this program)',
      })
      .option('replace', {
        type: 'boolean',
        default: false,
        describe: 'Take out session-logger.sh',
      })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Change nothing, only tell' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  examples: [
    ['$0', 'log all your sessions'],
    ['$0 --local --dry-run', "show what would change in this folder's settings"],
    ['$0 --replace', 'take the place of session-logger.sh'],
  ],
  exitCodes: [
    [0, 'registered, or was already'],
    [1, 'wrong option, or settings that cannot be changed; nothing was written'],
  ],
  run(options, io) {
    const scope = chosenScope(options);
    const events = chosenEvents(options.events);
    const { command, temporary } = chosenCommand(options.command, io.env);
    const { replace } = options;
    const change = changeScope(io, { scope, dryRun: options['dry-run'] }, (draft) =>
      installHook(draft, { command, events, replace }),
    );
    const warnings = change.duplicates.map(duplicateWarning);
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
    io.out(`${lines.join('\n')}\n`);
    for (const warning of warnings) io.err(`${io.errStyle.yellow(`Warning: ${warning}`)}\n`);
    return 0;
  },
});

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
