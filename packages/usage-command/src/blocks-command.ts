import { defineCommand } from '@cco/cli';
import { BLOCKS_OPTIONS } from './blocks-options.ts';
import { EXIT_CODES, NOTES } from './help-texts.ts';
import type { UsageCommandContext } from './usage-context.ts';

/** Makes the command of the report by billing block. */
export function blocksCommand(context: UsageCommandContext) {
  return defineCommand({
    name: 'blocks',
    summary: 'Usage by 5-hour billing block, with burn rate and projection.',
    options: BLOCKS_OPTIONS,
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
