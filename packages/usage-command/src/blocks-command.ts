import { type Command, defineCommand } from '@cco/cli';
import { EXIT_CODES, NOTES } from './help-texts.ts';
import {
  LAST_DAYS,
  SHARED_DEFAULTS,
  SHARED_TEXTS,
  type SharedOptions,
  sharedOptions,
} from './report-options.ts';
import type { UsageCommandContext } from './usage-command.ts';

/** What the report by billing block can be asked for. */
export interface BlocksOptions extends SharedOptions {
  readonly breakdown: boolean;
  readonly active: boolean;
  readonly recent: boolean;
  readonly tokenLimit?: string | undefined;
  readonly sessionLength?: string | undefined;
}

/** Makes the command of the report by billing block. */
export function blocksCommand(context: UsageCommandContext): Command<BlocksOptions> {
  const off = { type: 'boolean', default: false } as const;
  const text = { type: 'string', requiresArg: true } as const;
  return defineCommand<BlocksOptions>({
    name: 'blocks',
    summary: 'Usage by 5-hour billing block, with burn rate and projection.',
    options: (yargs) =>
      sharedOptions(yargs)
        .option('last', { ...text, describe: LAST_DAYS })
        .option('breakdown', {
          ...off,
          alias: 'b',
          describe: 'Does nothing: every block names its models; accepted as in ccusage',
        })
        .option('active', { ...off, alias: 'a', describe: 'Only the running block, in detail' })
        .option('recent', { ...off, alias: 'r', describe: 'Only blocks of the last three days' })
        .option('token-limit', {
          ...text,
          alias: 't',
          describe: 'Tokens that a block may use, or max: the most that a finished one used',
        })
        .option('session-length', {
          ...text,
          alias: 'n',
          describe: 'Hours that a block lasts; 5 unless said otherwise',
        }),
    defaults: { ...SHARED_DEFAULTS, breakdown: false, active: false, recent: false },
    textOptions: SHARED_TEXTS,
    examples: [
      ['$0 --recent', 'the last three days'],
      ['$0 --active --token-limit max', 'the running block, against the largest before it'],
    ],
    exitCodes: EXIT_CODES,
    notes: NOTES,
    async run(options, io) {
      const { runBlocks } = await import('./run-blocks.ts');
      return runBlocks(options, { io, context });
    },
  });
}
