import { type OptionTable, type OptionValues, UserError } from '@cco/cli';
import { COST_SOURCES, type CostSource, SEGMENTS, type SegmentName } from '@cco/statusline';
import { SETTING_OPTIONS } from '@cco/usage-settings';
import { readList } from '../read-list.ts';

/** The options of `statusline`. */
export const STATUSLINE_OPTIONS = {
  segments: {
    type: 'string',
    value: 'NAMES',
    describe: `Show these, in this order: ${SEGMENTS.join(',')}`,
  },
  'cost-source': {
    type: 'string',
    // The name that ccusage has for what it computes itself.
    choices: [...COST_SOURCES, 'ccusage'],
    value: 'SOURCE',
    describe:
      "Cost of the session: auto (Claude Code's, else the transcripts'), cc, computed, both",
  },
  separator: { type: 'string', defaultText: '" · "', describe: 'Text between two segments' },
  padding: {
    type: 'string',
    value: 'COLUMNS',
    defaultText: '0',
    describe: 'The padding of the statusLine in your settings',
  },
  ...SETTING_OPTIONS,
  refresh: {
    type: 'boolean',
    describe: 'Read all transcripts and print nothing',
    hidden: true,
  },
} as const satisfies OptionTable;

/** See {@link STATUSLINE_OPTIONS}. */
export type StatuslineValues = Partial<OptionValues<typeof STATUSLINE_OPTIONS>>;

/** How the line is to look. */
export interface StatuslineLook {
  readonly segments: readonly SegmentName[] | undefined;
  readonly costSource: CostSource | undefined;
  readonly separator: string | undefined;
  /** Columns on each side. */
  readonly padding: number;
}

/**
 * Reads how the line is to look.
 *
 * @throws UserError when a value is wrong.
 */
export function readLook(values: StatuslineValues): StatuslineLook {
  return {
    segments: readList('--segments', SEGMENTS, values.segments),
    costSource: values['cost-source'] === 'ccusage' ? 'computed' : values['cost-source'],
    separator: values.separator,
    padding: readPadding(values.padding),
  };
}

function readPadding(text = '0'): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new UserError(`--padding ${text}: expected a number of columns, for example 2`);
}
