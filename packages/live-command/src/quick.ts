import { adoptTimeZone } from '@cco/calendar';
import { readPlainOptions, UserError } from '@cco/cli';
import { GUARD_OPTIONS } from './guard/guard-options.ts';
import { runGuard } from './guard/run-guard.ts';
import type { LiveContext } from './live-context.ts';
import { processWorld, type QuickWorld, readPayload } from './quick-world.ts';
import { runStatusline } from './statusline/run-statusline.ts';
import { STATUSLINE_OPTIONS } from './statusline/statusline-options.ts';

/**
 * Runs `statusline` or `guard` as Claude Code does, without the parser of the command line.
 *
 * @param words - The command's name and its options.
 * @returns False when only the whole command line can tell what is meant, or what is wrong with it;
 * standard input has then not been read.
 */
export async function runQuickly(
  [name, ...words]: readonly string[],
  context: LiveContext,
): Promise<boolean> {
  adoptTimeZone();
  const world = processWorld(context, readPayload);
  if (name === 'guard') return guard(words, world, context);
  return name === 'statusline' && statusline(words, world);
}

async function statusline(words: readonly string[], world: QuickWorld): Promise<boolean> {
  const values = readPlainOptions({ options: STATUSLINE_OPTIONS }, words);
  if (values === undefined || values.refresh) return false;
  try {
    await runStatusline(values, world);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

async function guard(
  words: readonly string[],
  world: QuickWorld,
  context: LiveContext,
): Promise<boolean> {
  const values = readPlainOptions({ options: GUARD_OPTIONS }, words);
  if (values === undefined || values.refresh) return false;
  await runGuard(values, world, context);
  return true;
}
