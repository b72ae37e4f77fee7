import type { Io } from '@cco/cli';
import type { GuardValues } from './guard/guard-options.ts';
import { runGuard } from './guard/run-guard.ts';
import type { LiveContext } from './live-context.ts';
import type { QuickName } from './quick-name.ts';
import { processWorld, readPayload } from './quick-world.ts';
import { refreshFigures } from './refresh-figures.ts';
import { runStatusline } from './statusline/run-statusline.ts';
import type { StatuslineValues } from './statusline/statusline-options.ts';

/** Runs one of them on standard input, when there is any. */
export async function runInProcess(
  name: QuickName,
  {
    values,
    io,
    context,
  }: {
    readonly values: Partial<StatuslineValues & GuardValues>;
    readonly io: Pick<Io, 'err' | 'stdin'>;
    readonly context: LiveContext;
  },
): Promise<number> {
  const world = processWorld(context, readPayload);
  if (values.refresh) {
    await refreshFigures(values, world, context);
    return 0;
  }
  if ((io.stdin as { isTTY?: boolean }).isTTY === true) {
    io.err(`Claude Code runs this, with JSON on standard input.\n`);
    io.err(`\`${context.program} install-${name}\` makes it do so; --help tells more.\n`);
    return 0;
  }
  if (name === 'guard') await runGuard(values, world, context);
  else await runStatusline(values, world);
  return 0;
}
