import type { Argv } from '@cco/cli';
import type { QuickOption } from './quick-options.ts';

/** Declares quick options to the parser of the command line. */
export function declareOptions<Options extends Readonly<Record<string, QuickOption>>>(
  yargs: Argv,
  options: Options,
): Argv {
  return Object.entries(options).reduce<Argv>(
    (declared, [name, { type, describe, hidden = false }]) =>
      declared.option(name, {
        type,
        describe,
        hidden,
        ...(type === 'string' && { requiresArg: true }),
      }),
    yargs,
  );
}
