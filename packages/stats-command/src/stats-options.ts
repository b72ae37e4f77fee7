import { COMMON, type OptionTable, type OptionValues } from '@cco/cli';
import { type PresetName, RATE_PRESETS } from '@cco/cost';

/** Ranges of days that have a name. */
export const RANGES = ['today', 'week', 'month', 'all'] as const;

/** A range of days that has a name. */
export type RangeName = (typeof RANGES)[number];

/** What the statistics can be broken down by. */
export const BREAKDOWNS = ['day'] as const;

/** Rates that have a name. */
export const PRESETS = Object.keys(RATE_PRESETS) as PresetName[];

/** The options of the command. */
export const STATS_OPTIONS = {
  range: {
    type: 'string',
    choices: RANGES,
    defaultText: 'today',
    describe: 'Days to count, including today: 1, 7, 30 or all',
  },
  date: {
    type: 'string',
    value: 'DAY',
    describe: 'One day: YYYY-MM-DD, today, yesterday or 3d (three days ago)',
  },
  since: { ...COMMON.since, describe: 'First day, written as for --date' },
  until: { ...COMMON.until, describe: 'Last day, written as for --date' },
  project: { ...COMMON.project, value: 'NAME', describe: 'Only this project, by its whole name' },
  'log-dir': {
    type: 'string',
    value: 'DIR',
    repeats: true,
    describe: 'Log folders, or globs for them; several are also counted by person',
  },
  by: { type: 'string', choices: BREAKDOWNS, describe: 'Add a table with one row a day' },
  rates: {
    type: 'string',
    choices: PRESETS,
    value: 'NAME',
    defaultText: 'CLAUDE_RATE_*',
    describe: 'Price tokens at preset rates',
  },
  budget: {
    type: 'string',
    value: 'DOLLARS',
    describe: 'Warn and exit 3 when the total is more',
  },
  quality: {
    type: 'boolean',
    describe: 'Add repeated reads, failing commands and frequent edits, with advice',
  },
  json: COMMON.json,
} as const satisfies OptionTable;

/** The values of the command line. */
export type StatsCommandOptions = OptionValues<typeof STATS_OPTIONS> & {
  readonly input: string | undefined;
};
