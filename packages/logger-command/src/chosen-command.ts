import { UserError } from '@cco/cli';
import { type ProgramCommand, programCommand } from '@cco/self-install';

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
  // Started as `cco logger install`, it is `cco logger` that is the hook.
  const command = words[0] === 'logger' ? ['logger'] : [];
  const names = ['session-logger', 'cco'];
  return programCommand({ node, script, names, command, env, platform: process.platform });
}
