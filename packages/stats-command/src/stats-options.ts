import { type PresetName, RATE_PRESETS } from '@cco/cost';

/** Ranges of days that have a name. */
export const RANGES = ['today', 'week', 'month', 'all'] as const;

/** A range of days that has a name. */
export type RangeName = (typeof RANGES)[number];

/** What the statistics can be broken down by. */
export const BREAKDOWNS = ['day'] as const;

/** Rates that have a name. */
export const PRESETS = Object.keys(RATE_PRESETS) as PresetName[];

/** The options of the command, as its parser gives them. */
export interface StatsCommandOptions {
  readonly input?: string | undefined;
  readonly range?: RangeName | undefined;
  readonly date?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly project?: string | undefined;
  readonly logDir?: readonly string[] | undefined;
  readonly by?: (typeof BREAKDOWNS)[number] | undefined;
  readonly rates?: PresetName | undefined;
  readonly budget?: string | undefined;
  readonly quality: boolean;
  readonly json: boolean;
}
