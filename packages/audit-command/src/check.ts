import { FORMATS, type Format } from '@cco/audit-render';
import { SEVERITIES } from '@cco/audit-rules';
import { defineCommand } from '@cco/cli';
import type { AuditCommandContext } from './audit-context.ts';
import {
  SELECTION_DEFAULTS,
  SELECTION_TEXTS,
  type SelectionOptions,
  selectionOptions,
} from './selection.ts';

/** The options of `check`. */
export interface CheckOptions extends SelectionOptions {
  readonly format: Format;
  readonly 'fail-on': string | undefined;
  readonly policy: string | undefined;
  readonly baseline: string | undefined;
  readonly 'write-baseline': string | undefined;
  readonly reason: string | undefined;
  readonly expires: string | undefined;
  readonly remarks: boolean;
  readonly all: boolean;
}

/** Judges what is new and reports what was found. */
export function checkCommand(context: AuditCommandContext) {
  return defineCommand<CheckOptions>({
    name: 'check',
    summary: 'Judge tool calls by the rules, and report the worst first.',
    options: (yargs) =>
      selectionOptions(yargs)
        .option('format', {
          choices: FORMATS,
          default: 'text' as const,
          describe: 'How to write it',
        })
        .option('fail-on', {
          choices: [...SEVERITIES, 'never'],
          requiresArg: true,
          describe: 'Exits with 2 when something is at least so bad (default: the policy)',
        })
        .option('policy', {
          type: 'string',
          requiresArg: true,
          describe: 'The policy (default: the nearest cco.audit.json)',
        })
        .option('baseline', {
          type: 'string',
          requiresArg: true,
          describe: 'File of accepted findings (default: the policy)',
        })
        .option('write-baseline', {
          type: 'string',
          requiresArg: true,
          describe: 'Accepts what is found, in this file; wants --reason and --expires',
        })
        .option('reason', { type: 'string', requiresArg: true, describe: 'Why it is accepted' })
        .option('expires', {
          type: 'string',
          requiresArg: true,
          describe: 'Last day on which it is: YYYY-MM-DD',
        })
        .option('remarks', { type: 'boolean', default: false, describe: 'Also what is no alarm' })
        .option('all', { type: 'boolean', default: false, describe: 'Every line, not one screen' }),
    defaults: {
      ...SELECTION_DEFAULTS,
      format: 'text',
      'fail-on': undefined,
      policy: undefined,
      baseline: undefined,
      'write-baseline': undefined,
      reason: undefined,
      expires: undefined,
      remarks: false,
      all: false,
    },
    textOptions: [...SELECTION_TEXTS, 'policy', 'baseline', 'reason', 'expires'],
    examples: [
      ['$0', 'everything that was ever done'],
      ['$0 --since 7d', 'the last week, on one screen'],
      ['$0 --since today --fail-on high', 'in a script: exits with 2'],
      ['$0 --format sarif > audit.sarif', 'for viewers'],
      ['$0 --write-baseline b.json --reason Reviewed --expires 2027-01-31', 'accept what is there'],
    ],
    exitCodes: [
      [0, 'nothing at or above --fail-on'],
      [1, 'a wrong option, or mistakes in the policy or the baseline'],
      [2, 'something at or above --fail-on'],
    ],
    async run(options, io) {
      const { runCheck } = await import('./run-check.ts');
      return runCheck(options, io, context);
    },
  });
}
