import { COMMON, type OptionTable, type OptionValues } from '@cco/cli';
import { SETTING_OPTIONS } from '@cco/usage-settings';

/** What every report can be asked for. */
export const SHARED_OPTIONS = {
  since: { ...COMMON.since, alias: 's' },
  until: { ...COMMON.until, alias: 'u' },
  ...SETTING_OPTIONS,
  timezone: { ...SETTING_OPTIONS.timezone, alias: 'z' },
  'start-of-week': { ...SETTING_OPTIONS['start-of-week'], alias: 'w' },
  mode: { ...SETTING_OPTIONS.mode, alias: 'm' },
  order: {
    type: 'string',
    alias: 'o',
    choices: ['asc', 'desc'],
    defaultText: 'asc',
    describe: 'Order of the rows',
  },
  compact: { type: 'boolean', describe: 'Leave out cache and total tokens' },
  budget: {
    ...SETTING_OPTIONS.budget,
    describe: `${SETTING_OPTIONS.budget.describe}; exit 3 when more was used`,
  },
  problems: { type: 'boolean', describe: 'List the lines and files that could not be used' },
  csv: COMMON.csv,
  json: { ...COMMON.json, alias: 'j' },
  offline: {
    type: 'boolean',
    alias: 'O',
    describe: 'Accepted for ccusage: no network is ever used',
  },
  'no-offline': { type: 'boolean', hidden: true, describe: 'Accepted for ccusage' },
  'single-thread': { type: 'boolean', hidden: true, describe: 'Accepted for ccusage' },
} as const satisfies OptionTable;

/** What a report that is not by billing block can be asked for too. */
export const REPORT_OPTIONS = {
  ...SHARED_OPTIONS,
  project: {
    ...COMMON.project,
    alias: 'p',
    describe:
      'Only this project: its name, its directory, its repository or the folder of its transcripts',
  },
  breakdown: { type: 'boolean', alias: 'b', describe: 'Add the models of each row' },
} as const satisfies OptionTable;

/** Adds rows for each project to a report over time. */
export const INSTANCES = {
  instances: { type: 'boolean', alias: 'i', describe: 'Add rows for each project' },
} as const satisfies OptionTable;

/** Chooses one session of the report by session. */
export const SESSION_ID = {
  id: {
    type: 'string',
    alias: 'i',
    describe: 'Only this session: its id, or the beginning of it',
  },
} as const satisfies OptionTable;

/** Declares `--last` by what it counts. */
export function lastOption(describe: string) {
  return { last: { type: 'string', value: 'N', describe } } as const satisfies OptionTable;
}

/** What `--last` counts in most reports. */
export const LAST_DAYS = 'Only the last N days, including today';

/** The values that every report is asked with. */
export type SharedOptions = OptionValues<typeof SHARED_OPTIONS> & {
  readonly last: string | undefined;
};

/** The values that a report but the one by billing block is asked with. */
export type ReportCommandOptions = OptionValues<typeof REPORT_OPTIONS> & {
  readonly last: string | undefined;
  readonly instances?: boolean | undefined;
  readonly id?: string | undefined;
};
