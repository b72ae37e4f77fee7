import { type Command, defineCommand } from '@cco/cli';
import { EXIT_CODES, NOTES } from './help-texts.ts';
import type { UsageCommandContext } from './usage-command.ts';

/** What the comparison can be asked for. */
export interface ReconcileOptions {
  readonly prices?: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
}

/** Makes the command that compares usage with Claude Code's own account of it. */
export function reconcileCommand(context: UsageCommandContext): Command<ReconcileOptions> {
  return defineCommand<ReconcileOptions>({
    name: 'reconcile',
    summary: "Compares with Claude Code's own account: its cost-state records and stats cache.",
    options: (yargs) =>
      yargs
        .option('prices', {
          type: 'string',
          requiresArg: true,
          describe: "File of own prices, in LiteLLM's format",
        })
        .option('all', {
          type: 'boolean',
          default: false,
          describe: 'Lists the sessions without a difference too',
        })
        .option('json', { type: 'boolean', default: false, alias: 'j', describe: 'Prints JSON' }),
    examples: [
      ['$0', 'sessions and models that differ, and why'],
      ['$0 --json', 'for a script'],
    ],
    exitCodes: EXIT_CODES.slice(0, 2),
    notes: NOTES,
    async run(options, io) {
      const { runReconcile } = await import('./run-reconcile.ts');
      return runReconcile(options, { io, context });
    },
  });
}
