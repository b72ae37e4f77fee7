import type { ModelPrices, PriceTable, TokenRates } from './prices.ts';

/** The UTC day on which the prices of {@link PRICE_TABLE} were checked. */
export const PRICE_TABLE_DATE = '2026-11-20';

const FLAT_SINCE = '2026-03-13';
const LONG_PROMPT = 200_000;

const haiku3 = rates(0.25, 1.25, 0.3, 0.5, 0.03);
const haiku35 = rates(0.8, 4, 1, 1.6, 0.08);
const haiku45 = rates(1, 5, 1.25, 2, 0.1);
const sonnet = rates(3, 15, 3.75, 6, 0.3);
const longSonnet = rates(6, 22.5, 7.5, 12, 0.6);
const sonnet5 = rates(2, 10, 2.5, 4, 0.2);
const opus = rates(15, 75, 18.75, 30, 1.5);
const opus45 = rates(5, 25, 6.25, 10, 0.5);
const longOpus = rates(10, 37.5, 12.5, 20, 1);
const fable = rates(10, 50, 12.5, 20, 1);
const fable51 = rates(10, 50, 12.5, 20, 0.25);

/** Since 4.5, vendors ask more for a region of one's choice. */
const since45 = { regionFactor: 1.1 };
/** Since 4.6, so does Anthropic. */
const since46 = { regionFactor: 1.1, usFactor: 1.1 };

/** Sonnet 4 and 4.5, whose context of a million tokens had a price of its own while it lasted. */
const sonnet4 = {
  periods: [
    {
      until: '2026-04-30',
      rates: sonnet,
      tiers: [{ promptOver: LONG_PROMPT, rates: longSonnet }],
    },
    { from: '2026-04-30', rates: sonnet },
  ],
  remark: 'prompts over 200k tokens cost more until 2026-04-30',
} as const;

/**
 * The prices of Claude models, in dollars per million tokens. A row without a first day holds since
 * ever; a message from before a model's first day has the prices of that day.
 *
 * @example
 * PRICE_TABLE.models.find(({ model }) => model === 'claude-haiku-4-5')?.periods[0].rates.output; // 5
 */
export const PRICE_TABLE: PriceTable = {
  date: PRICE_TABLE_DATE,
  webSearches: 10,
  batchFactor: 0.5,
  models: [
    flat('claude-3-haiku', haiku3),
    flat('claude-3-5-haiku', haiku35),
    flat('claude-3-opus', opus),
    flat('claude-3-sonnet', sonnet),
    flat('claude-3-5-sonnet', sonnet),
    flat('claude-3-7-sonnet', sonnet),
    flat('claude-opus-4', opus),
    flat('claude-opus-4-1', opus),
    { model: 'claude-sonnet-4', ...sonnet4 },
    { model: 'claude-sonnet-4-5', ...sonnet4, ...since45 },
    {
      model: 'claude-sonnet-4-6',
      periods: [
        {
          until: FLAT_SINCE,
          rates: sonnet,
          tiers: [{ promptOver: LONG_PROMPT, rates: longSonnet }],
        },
        { from: FLAT_SINCE, rates: sonnet },
      ],
      ...since46,
      remark: 'prompts over 200k tokens cost more until 2026-03-13, flat since',
    },
    flat('claude-haiku-4-5', haiku45, since45),
    flat('claude-opus-4-5', opus45, since45),
    {
      model: 'claude-opus-4-6',
      periods: [
        {
          until: FLAT_SINCE,
          rates: opus45,
          tiers: [{ promptOver: LONG_PROMPT, rates: longOpus }],
        },
        { from: FLAT_SINCE, rates: opus45 },
      ],
      fast: [{ factor: 6 }],
      ...since46,
      remark: 'prompts over 200k tokens cost more until 2026-03-13',
    },
    flat('claude-opus-4-7', opus45, {
      fast: [{ until: '2026-07-24', factor: 6 }],
      ...since46,
      remark: 'fast mode until 2026-07-24',
    }),
    flat('claude-opus-4-8', opus45, { fast: [{ factor: 2 }], ...since46 }),
    flat('claude-opus-5', opus45, { fast: [{ factor: 2 }], ...since46 }),
    {
      model: 'claude-opus-5-5',
      periods: [{ from: '2026-09-22', rates: rates(4, 20, 5, 8, 0.2) }],
      fast: [{ factor: 2 }],
      ...since46,
    },
    flat('claude-sonnet-5', sonnet5, since46),
    {
      model: 'claude-sonnet-5-5',
      periods: [
        { from: '2026-09-28', until: '2026-10-07', rates: sonnet5 },
        { from: '2026-10-07', rates: rates(2, 10, 2.5, 4, 0.1) },
      ],
      ...since46,
      remark: 'cache reads cost half since 2026-10-07',
    },
    {
      model: 'claude-haiku-5-5',
      periods: [
        {
          from: '2026-10-07',
          rates: rates(0.1, 0.5, 0.125, 0.2, 0.01),
          tiers: [{ promptOver: 100_000, rates: rates(0.5, 2.5, 0.625, 1, 0.05) }],
        },
      ],
      ...since46,
      remark: 'with a prompt over 100k tokens every token of the request costs five times as much',
    },
    flat('claude-fable-5', fable, since46),
    flat('claude-mythos-5', fable, since46),
    flat('claude-mythos-preview', fable, since46),
    { model: 'claude-fable-5-1', periods: [{ from: '2026-09-01', rates: fable51 }], ...since46 },
    { model: 'claude-mythos-5-1', periods: [{ from: '2026-09-01', rates: fable51 }], ...since46 },
    {
      model: 'claude-fable-5-2',
      periods: [{ from: '2026-11-09', rates: rates(8, 40, 10, 16, 0.2) }],
      fast: [{ factor: 2 }],
      ...since46,
    },
  ],
};

/** A model with one price for every day and prompt. */
function flat(
  model: string,
  rates: TokenRates,
  more: Omit<ModelPrices, 'model' | 'periods'> = {},
): ModelPrices {
  return { model, periods: [{ rates }], ...more };
}

function rates(
  input: number,
  output: number,
  cacheWrite5m: number,
  cacheWrite1h: number,
  cacheRead: number,
): TokenRates {
  return { input, output, cacheWrite5m, cacheWrite1h, cacheRead };
}
