import { COMMON, defineCommand } from '@cco/cli';
import { EXIT_CODES, NOTES } from './help-texts.ts';
import { SHARED_OPTIONS } from './report-options.ts';
import type { UsageCommandContext } from './usage-context.ts';

/** Makes the command that compares usage with Claude Code's own account of it. */
export function reconcileCommand(context: UsageCommandContext) {
  return defineCommand({
    name: 'reconcile',
    summary: "Compare with Claude Code's own account: its cost-state records and stats cache.",
    options: {
      prices: SHARED_OPTIONS.prices,
      all: { type: 'boolean', describe: 'List the sessions without a difference too' },
      json: { ...COMMON.json, alias: 'j' },
    },
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
