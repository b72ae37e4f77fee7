import type { OptionTable, OptionValues } from '@cco/cli';
import { SETTING_OPTIONS } from '@cco/usage-settings';

/** The options of `guard`. */
export const GUARD_OPTIONS = {
  ...SETTING_OPTIONS,
  block: { type: 'boolean', describe: 'Block prompts and tool calls once a budget is used up' },
  'on-error': {
    type: 'string',
    choices: ['ask', 'pass'],
    describe: 'With --block, what happens to a tool call when the budgets cannot be checked',
    defaultText: 'ask',
  },
  refresh: {
    type: 'boolean',
    describe: 'Read all transcripts and print nothing',
    hidden: true,
  },
} as const satisfies OptionTable;

/** See {@link GUARD_OPTIONS}. */
export type GuardValues = Partial<OptionValues<typeof GUARD_OPTIONS>>;
