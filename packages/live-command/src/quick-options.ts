import { parseArgs } from 'node:util';
import { WEEKDAYS } from '@cco/calendar';
import type { SettingOptions } from '@cco/usage-settings';
import { readChoice } from './read-choice.ts';

/** An option of a command that has to start quickly: what two parsers must know of it. */
export interface QuickOption {
  readonly type: 'string' | 'boolean';
  readonly describe: string;
  readonly hidden?: true;
}

/** The options of settings, as the reports have them. */
export const SETTING_OPTIONS = {
  timezone: {
    type: 'string',
    describe: "Time zone of the days; the machine's unless said otherwise",
  },
  'start-of-week': { type: 'string', describe: 'First day of weeks, for weekly budgets (sunday)' },
  mode: { type: 'string', describe: 'Costs: auto, calculate or display, as in the reports' },
  prices: { type: 'string', describe: "File of own prices, in LiteLLM's format" },
  budget: { type: 'string', describe: 'Dollars, as daily=5,monthly=100; or none' },
} as const satisfies Readonly<Record<string, QuickOption>>;

/** Values of options; those that were not given are missing. */
export type QuickValues<Options extends Readonly<Record<string, QuickOption>>> = {
  readonly [Name in keyof Options]?:
    | (Options[Name]['type'] extends 'string' ? string : boolean)
    | undefined;
};

/**
 * Parses words without the parser of the command line, which takes longer to load than a statusline
 * may take altogether.
 *
 * @returns Undefined when there is anything that only the parser of the command line understands:
 * `--help`, an unknown option, an option without its value.
 */
export function parseQuickly<Options extends Readonly<Record<string, QuickOption>>>(
  words: readonly string[],
  options: Options,
): QuickValues<Options> | undefined {
  try {
    const { values } = parseArgs({ args: [...words], options, strict: true });
    return values as QuickValues<Options>;
  } catch {
    return undefined;
  }
}

/** Writes options that were given as words of a command line. */
export function wordsOf(
  values: Readonly<Record<string, unknown>>,
  options: Readonly<Record<string, QuickOption>>,
): string[] {
  return Object.entries(options).flatMap(([name, { type }]) => {
    const value = values[name];
    if (value === undefined || value === false) return [];
    return type === 'boolean' ? [`--${name}`] : [`--${name}`, String(value)];
  });
}

/**
 * Gives the values that settings are made of.
 *
 * @throws UserError when one is none.
 */
export function settingsFrom(values: QuickValues<typeof SETTING_OPTIONS>): SettingOptions {
  const { timezone, mode, prices, budget } = values;
  return {
    timezone,
    prices,
    budget,
    mode: readChoice('--mode', ['auto', 'calculate', 'display'], mode),
    startOfWeek: readChoice('--start-of-week', WEEKDAYS, values['start-of-week']),
  };
}
