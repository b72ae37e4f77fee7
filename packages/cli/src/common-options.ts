import type { OptionSpec } from './option-table.ts';

/** Options that mean the same in every program. Spread those that a command takes. */
export const COMMON = {
  json: { type: 'boolean', describe: 'Print JSON' },
  csv: { type: 'boolean', describe: 'Print CSV' },
  since: {
    type: 'string',
    value: 'DAY',
    describe: 'Start on this day: YYYY-MM-DD, YYYYMMDD, today, yesterday, 7d (seven days ago)',
  },
  until: { type: 'string', value: 'DAY', describe: 'End on this day, written as for --since' },
  project: {
    type: 'string',
    value: 'NAME|DIR',
    describe: 'Only this project',
  },
  'dry-run': { type: 'boolean', describe: 'Show what would change, and change nothing' },
  yes: { type: 'boolean', describe: 'Do it without asking' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
