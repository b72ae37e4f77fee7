import path from 'node:path';
import { isZone, LOCAL_ZONE, type Weekday } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { type CostMode, PRICE_TABLE, type PriceTable } from '@cco/cost';
import { type Budget, parseBudgets } from '@cco/usage-reports';
import { configFile, readConfig } from './config-file.ts';
import type { UsageConfig } from './config-schema.ts';
import { readOwnPrices } from './own-prices.ts';
import type { SettingOptions } from './setting-options.ts';

/** The present, and what days and weeks are. */
export interface Clock {
  readonly zone: string;
  readonly weekStart: Weekday;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a run goes by: options where they are given, else the config file, else defaults. */
export interface Settings extends Clock {
  /** The zone that an option or the config file names; undefined for the machine's own. */
  readonly namedZone: string | undefined;
  readonly mode: CostMode;
  readonly prices: PriceTable;
  readonly budgets: readonly Budget[];
}

/**
 * Finds the settings of a run.
 *
 * @throws UserError when an option, the config file or the file of prices cannot be used.
 */
export async function findSettings(
  options: SettingOptions,
  io: Pick<Io, 'env' | 'cwd' | 'now'>,
): Promise<Settings> {
  const config = await readConfig(io);
  const file = configFile(io);
  const namedZone = findZone(options, config, file);
  return {
    now: io.now().getTime(),
    namedZone,
    zone: namedZone ?? LOCAL_ZONE,
    weekStart: options['start-of-week'] ?? config.startOfWeek ?? 'sunday',
    mode: options.mode ?? config.mode ?? 'auto',
    prices: findPrices(options, config, io.cwd, file),
    budgets: findBudgets(options, config),
  };
}

function findZone(
  { timezone }: SettingOptions,
  config: UsageConfig,
  file: string,
): string | undefined {
  if (timezone !== undefined) return checkZone('--timezone', timezone);
  if (config.timezone === undefined) return undefined;
  return checkZone(`${file}: usage.timezone`, config.timezone);
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

/**
 * Checks the name of a time zone.
 *
 * @param place - Where the name stands, for the error.
 * @throws UserError when this machine does not know it.
 */
function checkZone(place: string, zone: string): string {
  if (isZone(zone)) return zone;
  throw new UserError(`${place}: this machine knows no time zone "${zone}"`, {
    hint: 'Write it as Europe/Berlin, Asia/Kolkata or UTC.',
  });
}
