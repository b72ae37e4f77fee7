import { WEEKDAYS, type Weekday } from '@cco/calendar';
import type { Argv } from '@cco/cli';
import type { CostMode } from '@cco/cost';
import { isOverTime, type ReportKind } from './report-kinds.ts';

/** What every report can be asked for. */
export interface SharedOptions {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly last?: string | undefined;
  readonly timezone?: string | undefined;
  readonly mode?: CostMode | undefined;
  readonly prices?: string | undefined;
  readonly startOfWeek?: Weekday | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly compact: boolean;
  readonly budget?: string | undefined;
  readonly problems: boolean;
  readonly csv: boolean;
  readonly json: boolean;
  readonly offline: boolean;
}

/** What a report but the one by billing block can be asked for. */
export interface ReportCommandOptions extends SharedOptions {
  readonly project?: string | undefined;
  readonly breakdown: boolean;
  readonly instances?: boolean | undefined;
  readonly id?: string | undefined;
}

const MODES = ['auto', 'calculate', 'display'] as const;
const ORDERS = ['asc', 'desc'] as const;

/** Declares what every report can be asked for. */
export function sharedOptions(yargs: Argv): Argv<SharedOptions> {
  const text = { type: 'string', requiresArg: true } as const;
  const off = { type: 'boolean', default: false } as const;
  return yargs
    .option('since', {
      ...text,
      alias: 's',
      describe: 'First day: YYYY-MM-DD, YYYYMMDD, today, yesterday, 7d (seven days ago)',
    })
    .option('until', { ...text, alias: 'u', describe: 'Last day, written as for --since' })
    .option('timezone', {
      ...text,
      alias: 'z',
      describe: "Time zone of the days, as Europe/Berlin; the machine's unless said otherwise",
    })
    .option('start-of-week', {
      choices: WEEKDAYS,
      alias: 'w',
      requiresArg: true,
      describe: 'First day of weeks, also of weekly budgets; sunday unless said otherwise',
    })
    .option('mode', {
      choices: MODES,
      alias: 'm',
      requiresArg: true,
      describe: 'Costs: as recorded where they are (auto), always computed, or only as recorded',
    })
    .option('prices', { ...text, describe: "File of own prices, in LiteLLM's format" })
    .option('order', { choices: ORDERS, alias: 'o', requiresArg: true, describe: 'Order of rows' })
    .option('compact', { ...off, describe: 'Leaves out cache and total tokens' })
    .option('budget', {
      ...text,
      describe: 'Dollars, as daily=5,monthly=100; exits with 3 when more was used; or none',
    })
    .option('problems', { ...off, describe: 'Lists the lines and files that could not be used' })
    .option('csv', { ...off, describe: 'Prints CSV' })
    .option('json', { ...off, alias: 'j', describe: 'Prints JSON' })
    .option('offline', {
      ...off,
      alias: 'O',
      describe: 'Does nothing: no network is ever used; accepted as in ccusage',
    })
    .option('no-offline', { ...off, hidden: true })
    .option('single-thread', { ...off, hidden: true }) as Argv<SharedOptions>;
}

/** Declares what a report can be asked for. */
export function reportOptions(yargs: Argv, kind: ReportKind): Argv<ReportCommandOptions> {
  const text = { type: 'string', requiresArg: true } as const;
  const off = { type: 'boolean', default: false } as const;
  let declared: Argv = sharedOptions(yargs)
    .option('project', {
      ...text,
      alias: 'p',
      describe:
        'Only this project: its name, its directory, its repository or the folder of its transcripts',
    })
    .option('breakdown', { ...off, alias: 'b', describe: 'Adds the models of each row' });
  if (isOverTime(kind)) {
    declared = declared.option('instances', {
      ...off,
      alias: 'i',
      describe: 'Rows for each project',
    });
  } else if (kind === 'session') {
    declared = declared.option('id', {
      ...text,
      alias: 'i',
      describe: 'Only this session: its id, or how it begins',
    });
  }
  declared = declared.option('last', { ...text, describe: LAST[kind] ?? LAST_DAYS });
  return declared as Argv<ReportCommandOptions>;
}

/** What every report is asked for when nothing is said. */
export const SHARED_DEFAULTS: SharedOptions = {
  compact: false,
  problems: false,
  csv: false,
  json: false,
  offline: false,
};

/** Options of every report that take any text. */
export const SHARED_TEXTS = ['since', 'until', 'last', 'timezone', 'prices', 'budget'] as const;

/** What a report is asked for when nothing is said. */
export function reportDefaults(kind: ReportKind): ReportCommandOptions {
  const instances = isOverTime(kind) ? { instances: false } : {};
  return { ...SHARED_DEFAULTS, breakdown: false, ...instances };
}

/** Options of a report that take any text. */
export const REPORT_TEXTS = [...SHARED_TEXTS, 'project'] as const;

/** What `--last` counts. */
export const LAST_DAYS = 'Only the last N days, today included';
const LAST: Partial<Record<ReportKind, string>> = {
  weekly: 'Only the last N weeks, this one included',
  monthly: 'Only the last N months, this one included',
  session: 'Only the N sessions that were active last',
};
