import { WEEKDAYS } from '@cco/calendar';
import type { OptionTable, OptionValues } from '@cco/cli';

/** The options that settings are made of; every command that prices usage takes them. */
export const SETTING_OPTIONS = {
  timezone: {
    type: 'string',
    value: 'ZONE',
    defaultText: "the machine's",
    describe: 'Time zone of the days, for example Europe/Berlin',
  },
  'start-of-week': {
    type: 'string',
    choices: WEEKDAYS,
    value: 'WEEKDAY',
    defaultText: 'sunday',
    describe: 'First day of weeks, also of weekly budgets',
  },
  mode: {
    type: 'string',
    choices: ['auto', 'calculate', 'display'],
    defaultText: 'auto',
    describe: 'Use recorded costs where they exist (auto), compute all, or use only recorded ones',
  },
  prices: { type: 'string', value: 'FILE', describe: "Custom price file, in LiteLLM's format" },
  budget: {
    type: 'string',
    value: 'LIMITS',
    describe: 'Dollars, for example daily=5,monthly=100, or none',
  },
} as const satisfies OptionTable;

/** The values of these options; one that is missing was not given. */
export type SettingOptions = Partial<OptionValues<typeof SETTING_OPTIONS>>;
