import { COMMON, type OptionTable, type OptionValues } from '@cco/cli';

/** The options of `cco forget`. */
export const FORGET_OPTIONS = {
  session: { type: 'string', value: 'ID', describe: 'A session, by its id' },
  project: {
    ...COMMON.project,
    describe: 'A project, by its name, its working directory or its project folder',
  },
  folder: { type: 'string', value: 'DIR', describe: 'All that was read from a config folder' },
  'dry-run': COMMON['dry-run'],
  yes: COMMON.yes,
  again: { type: 'boolean', describe: 'Undo it: read again what is still there' },
  json: COMMON.json,
} as const satisfies OptionTable;

/** Their values. */
export type ForgetOptions = OptionValues<typeof FORGET_OPTIONS>;
