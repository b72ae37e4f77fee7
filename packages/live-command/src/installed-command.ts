import {
  afterRunners,
  commandOf,
  type JsonObject,
  programName,
  wordsOfHandler,
} from '@cco/claude-settings';
import { type Io, type ProgramCommand, programCommand, UserError } from '@cco/cli';
import { type LiveContext, wordsBelow } from './live-context.ts';
import type { QuickName } from './quick-name.ts';

/** What stands for these commands behind each program. */
const WAYS: readonly (readonly string[])[] = [['session-usage'], ['cco', 'usage']];

/**
 * Gives the command line that the user named, else the one that runs a command of this program.
 *
 * @param words - The command's name and its options.
 * @throws UserError when the named one is empty.
 */
export function chosenCommand(
  named: string | undefined,
  words: readonly string[],
  { io, context }: { readonly io: Pick<Io, 'env'>; readonly context: LiveContext },
): Pick<ProgramCommand, 'command' | 'temporary'> {
  if (named?.trim() === '') throw new UserError('--command is empty');
  if (named !== undefined) return { command: named, temporary: false };
  const [node = process.execPath, script = ''] = process.argv;
  return programCommand({
    node,
    script,
    programs: WAYS.map(([name = '']) => name),
    below: [...wordsBelow(context), ...words],
    env: io.env,
    platform: process.platform,
  });
}

/**
 * Tells whether a handler, or a statusline, runs a command of ours in any of the forms in which it
 * may have been installed.
 *
 * @param command - One more command line that counts. @default none
 */
export function isOurs(
  handler: Readonly<JsonObject>,
  name: QuickName,
  command?: string | undefined,
): boolean {
  if (command !== undefined && commandOf(handler) === command) return true;
  const { words, compound } = wordsOfHandler(handler);
  const [program = '', ...rest] = afterRunners(words);
  const started = [programName(program), ...rest];
  return !compound && WAYS.some((way) => [...way, name].every((word, i) => started[i] === word));
}
