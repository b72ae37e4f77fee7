import { UserError } from '@cco/cli';
import { COST_SOURCES, type CostSource, SEGMENTS, type SegmentName } from '@cco/statusline';
import { type QuickOption, type QuickValues, SETTING_OPTIONS } from '../quick-options.ts';
import { readChoice, readList } from '../read-choice.ts';

/** The options of `statusline`. */
export const STATUSLINE_OPTIONS = {
  segments: { type: 'string', describe: `What to show, in this order: ${SEGMENTS.join(',')}` },
  'cost-source': {
    type: 'string',
    describe:
      "Cost of the session: auto (Claude Code's, else the transcripts'), cc, computed, both",
  },
  separator: { type: 'string', describe: 'Stands between two segments (" · ")' },
  padding: {
    type: 'string',
    describe: 'The padding of the statusLine in your settings, where it is not 0',
  },
  ...SETTING_OPTIONS,
  refresh: {
    type: 'boolean',
    describe: 'Looks at all transcripts and prints nothing',
    hidden: true,
  },
} as const satisfies Readonly<Record<string, QuickOption>>;

/** See {@link STATUSLINE_OPTIONS}. */
export type StatuslineValues = QuickValues<typeof STATUSLINE_OPTIONS>;

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
    // The name that ccusage has for what it computes itself.
    costSource: readChoice(
      '--cost-source',
      COST_SOURCES,
      values['cost-source'] === 'ccusage' ? 'computed' : values['cost-source'],
    ),
    separator: values.separator,
    padding: readPadding(values.padding),
  };
}

function readPadding(text = '0'): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new UserError(`--padding ${text}: expected a number of columns, as 2`);
}
