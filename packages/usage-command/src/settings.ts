import path from 'node:path';
import { LOCAL_ZONE } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { type CostMode, PRICE_TABLE, type PriceTable } from '@cco/cost';
import { type Budget, parseBudgets } from '@cco/usage-reports';
import { configFile, readConfig } from './config-file.ts';
import type { UsageConfig } from './config-schema.ts';
import type { Clock } from './days.ts';
import { checkZone } from './option-values.ts';
import { readOwnPrices } from './own-prices.ts';
import type { SharedOptions } from './report-options.ts';

/** What a run goes by: options where they are given, else the config file, else defaults. */
export interface Settings extends Clock {
  readonly mode: CostMode;
  readonly prices: PriceTable;
  readonly budgets: readonly Budget[];
}

/** Options that settings are made of. */
export type SettingOptions = Pick<
  SharedOptions,
  'timezone' | 'startOfWeek' | 'mode' | 'prices' | 'budget'
>;

/**
 * Finds the settings of a run.
 *
 * @throws UserError when an option, the config file or the file of prices cannot be used.
 */
export async function findSettings(options: SettingOptions, io: Io): Promise<Settings> {
  const config = await readConfig(io);
  const file = configFile(io);
  return {
    now: io.now().getTime(),
    zone: findZone(options, config, file),
    weekStart: options.startOfWeek ?? config.startOfWeek ?? 'sunday',
    mode: options.mode ?? config.mode ?? 'auto',
    prices: findPrices(options, config, io.cwd, file),
    budgets: findBudgets(options, config),
  };
}

function findZone({ timezone }: SettingOptions, config: UsageConfig, file: string): string {
  if (timezone !== undefined) return checkZone('--timezone', timezone);
  if (config.timezone !== undefined) return checkZone(`${file}: usage.timezone`, config.timezone);
  return LOCAL_ZONE;
}

function findPrices(
  { prices }: SettingOptions,
  config: UsageConfig,
  cwd: string,
  file: string,
): PriceTable {
  if (prices !== undefined) return readOwnPrices(path.resolve(cwd, prices));
  if (config.prices !== undefined) {
    return readOwnPrices(path.resolve(path.dirname(file), config.prices));
  }
  return PRICE_TABLE;
}

function findBudgets({ budget }: SettingOptions, config: UsageConfig): readonly Budget[] {
  if (budget?.trim() === 'none') return [];
  const configured = Object.entries(config.budget ?? {}).filter(([, limit]) => limit !== undefined);
  const text = budget ?? configured.map(([period, limit]) => `${period}=${plain(limit)}`).join(',');
  if (budget === undefined && text === '') return [];
  const parsed = parseBudgets(text);
  if (parsed.ok) return parsed.budgets;
  throw new UserError(`--budget: ${parsed.message}`);
}

/** Without an exponent, and without what no budget needs. */
function plain(dollars: number | undefined): string {
  return (dollars ?? 0).toFixed(12).replace(/\.?0+$/, '');
}
