import { FORMATS } from '@cco/audit-render';
import { SEVERITIES } from '@cco/audit-rules';
import type { OptionTable, OptionValues } from '@cco/cli';
import { SELECTION_OPTIONS } from './selection.ts';

/** The policy that calls are judged by. */
export const POLICY_OPTION = {
  type: 'string',
  value: 'FILE',
  defaultText: 'the nearest cco.audit.json',
  describe: 'Policy file',
} as const;

/** The options of `check`. */
export const CHECK_OPTIONS = {
  ...SELECTION_OPTIONS,
  format: {
    type: 'string',
    choices: FORMATS,
    value: 'FORMAT',
    default: 'text',
    describe: 'Output format',
  },
  'fail-on': {
    type: 'string',
    choices: [...SEVERITIES, 'never'],
    value: 'SEVERITY',
    defaultText: "the policy's",
    describe: 'Exit 2 if any finding is at or above this severity',
  },
  policy: POLICY_OPTION,
  baseline: {
    type: 'string',
    value: 'FILE',
    defaultText: "the policy's",
    describe: 'File of accepted findings',
  },
  'write-baseline': {
    type: 'string',
    value: 'FILE',
    describe: 'Accept what is found, in this file; needs --reason and --expires',
  },
  reason: { type: 'string', value: 'TEXT', describe: 'Why it is accepted' },
  expires: { type: 'string', value: 'DAY', describe: 'Last accepted day: YYYY-MM-DD' },
  remarks: { type: 'boolean', describe: 'Include informational findings' },
  all: { type: 'boolean', describe: 'Print every line, not one screen' },
} as const satisfies OptionTable;

/** The values of {@link CHECK_OPTIONS}. */
export type CheckOptions = OptionValues<typeof CHECK_OPTIONS>;
