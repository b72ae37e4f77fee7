import type { OptionTable, OptionValues } from '@cco/cli';
import { LAST_DAYS, lastOption, SHARED_OPTIONS } from './report-options.ts';

/** What the report by billing block can be asked for. */
export const BLOCKS_OPTIONS = {
  ...SHARED_OPTIONS,
  ...lastOption(LAST_DAYS),
  breakdown: {
    type: 'boolean',
    alias: 'b',
    describe: 'Accepted for ccusage: every block names its models',
  },
  active: { type: 'boolean', alias: 'a', describe: 'Show only the running block, in detail' },
  recent: { type: 'boolean', alias: 'r', describe: 'Show only blocks of the last three days' },
  'token-limit': {
    type: 'string',
    alias: 't',
    value: 'N|max',
    describe: 'Tokens that a block may use, or max: the most that a finished block used',
  },
  'session-length': {
    type: 'string',
    alias: 'n',
    value: 'HOURS',
    defaultText: '5',
    describe: 'Length of a block',
  },
} as const satisfies OptionTable;

/** The values that the report by billing block is asked with. */
export type BlocksOptions = OptionValues<typeof BLOCKS_OPTIONS>;
