import { type QuickOption, type QuickValues, SETTING_OPTIONS } from '../quick-options.ts';

/** The options of `guard`. */
export const GUARD_OPTIONS = {
  ...SETTING_OPTIONS,
  block: { type: 'boolean', describe: 'Blocks prompts and tool calls once a budget is used up' },
  refresh: {
    type: 'boolean',
    describe: 'Looks at all transcripts and prints nothing',
    hidden: true,
  },
} as const satisfies Readonly<Record<string, QuickOption>>;

/** See {@link GUARD_OPTIONS}. */
export type GuardValues = QuickValues<typeof GUARD_OPTIONS>;
