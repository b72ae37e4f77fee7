import { type ProgramCommand, programCommand, UserError } from '@cco/cli';

/**
 * Gives the command that the user named, else the one that starts this program.
 *
 * @throws UserError when the named one is empty.
 */
export function chosenCommand(
  named: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Pick<ProgramCommand, 'command' | 'temporary'> {
  if (named?.trim() === '') throw new UserError('--command is empty');
  if (named !== undefined) return { command: named, temporary: false };
  const [node = process.execPath, script = '', ...words] = process.argv;
  return programCommand({
    node,
    script,
    programs: ['session-logger', 'cco'],
    // Started as `cco logger install`, it is `cco logger` that is the hook.
    below: words[0] === 'logger' ? ['logger'] : [],
    env,
    platform: process.platform,
  });
}
