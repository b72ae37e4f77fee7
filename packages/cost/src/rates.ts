/** Dollars per 1,000 tokens. */
export interface Rates {
  readonly input: number;
  readonly output: number;
}

/** Rates with the place they came from, for people who wonder about a figure. */
export interface RatesSource {
  readonly rates: Rates;
  /** A preset's name when the rates equal one, else `custom`. */
  readonly name: PresetName | 'custom';
  /** Settings that were not usable, in words; the rates then come from the next source. */
  readonly warnings: readonly string[];
}

/** The rates the activity log's guide names; presets, not today's prices. */
export const RATE_PRESETS = {
  sonnet: { input: 0.003, output: 0.015 },
  opus: { input: 0.015, output: 0.075 },
  haiku: { input: 0.00025, output: 0.00125 },
} as const satisfies Record<string, Rates>;

/** A named pair of rates. */
export type PresetName = keyof typeof RATE_PRESETS;

/** The rates used when nothing else is said. */
export const DEFAULT_RATES: Rates = RATE_PRESETS.sonnet;

/** `Number` would also read `0x10`, which nobody means as a price. */
const AMOUNT = /^\+?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * Finds the rates to use: a preset when one is named, else `CLAUDE_RATE_INPUT` and
 * `CLAUDE_RATE_OUTPUT` (dollars per 1,000 tokens, each on its own), else Sonnet's.
 *
 * @param options.preset - A preset's name. @default none
 * @param options.env - Where the two variables are looked up; pass `process.env`. @default `{}`
 *
 * @example
 * resolveRates({ preset: 'opus' }).rates; // { input: 0.015, output: 0.075 }
 * resolveRates({ env: { CLAUDE_RATE_INPUT: '0.002' } }).rates; // { input: 0.002, output: 0.015 }
 */
export function resolveRates(
  options: {
    readonly preset?: PresetName | undefined;
    readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  } = {},
): RatesSource {
  if (options.preset !== undefined) {
    return { rates: RATE_PRESETS[options.preset], name: options.preset, warnings: [] };
  }
  const env = options.env ?? {};
  const warnings: string[] = [];
  const read = (variable: string, fallback: number): number => {
    const text = env[variable]?.trim();
    if (text === undefined || text === '') return fallback;
    const value = AMOUNT.test(text) ? Number(text) : Number.NaN;
    if (Number.isFinite(value)) return value;
    warnings.push(`${variable} is not a number of at least 0: using ${fallback}`);
    return fallback;
  };
  const rates = {
    input: read('CLAUDE_RATE_INPUT', DEFAULT_RATES.input),
    output: read('CLAUDE_RATE_OUTPUT', DEFAULT_RATES.output),
  };
  return { rates, name: presetOf(rates), warnings };
}

function presetOf(rates: Rates): PresetName | 'custom' {
  for (const name of Object.keys(RATE_PRESETS) as PresetName[]) {
    const preset = RATE_PRESETS[name];
    if (preset.input === rates.input && preset.output === rates.output) return name;
  }
  return 'custom';
}
