/** Dollars per million tokens, one price for each class of tokens. */
export interface TokenRates {
  readonly input: number;
  readonly output: number;
  /** Cache writes that live for five minutes. */
  readonly cacheWrite5m: number;
  /** Cache writes that live for an hour. */
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
}

/** Prices of requests with a long prompt. */
export interface PromptTier {
  /** The tier holds when input, cache writes and cache reads together are more than this. */
  readonly promptOver: number;
  /** The price of every token of such a request, output too. */
  readonly rates: TokenRates;
}

/** A span of UTC days, `YYYY-MM-DD`. */
export interface Period {
  /** The first day. @default since ever */
  readonly from?: string | undefined;
  /** The first day after it. @default for ever */
  readonly until?: string | undefined;
}

/** The prices of a model during a period. */
export interface PricePeriod extends Period {
  readonly rates: TokenRates;
  /** By rising limit. @default none */
  readonly tiers?: readonly PromptTier[] | undefined;
}

/** What `speed: "fast"` multiplies token prices by during a period. */
export interface FastPeriod extends Period {
  readonly factor: number;
}

/** The prices of one model. */
export interface ModelPrices {
  /** The model's shortest id, such as `claude-sonnet-4-5`. */
  readonly model: string;
  /** In order of time, without gaps. The first holds before its `from`, the last after its `until`. */
  readonly periods: readonly [PricePeriod, ...PricePeriod[]];
  /** @default fast requests have no price of their own */
  readonly fast?: readonly FastPeriod[] | undefined;
  /** For ids with a vendor's regional prefix, such as `eu.`. @default 1 */
  readonly regionFactor?: number | undefined;
  /** For `inference_geo: "us"`. @default 1 */
  readonly usFactor?: number | undefined;
  /** Dollars per thousand web searches. @default that of the table */
  readonly webSearches?: number | undefined;
  /** What a reader of the prices should know besides. */
  readonly remark?: string | undefined;
}

/** Prices as data. They are prepared for look-ups once, so a table must not be changed after use. */
export interface PriceTable {
  /** The UTC day on which the prices were checked, `YYYY-MM-DD`. */
  readonly date: string;
  /** Dollars per thousand web searches. */
  readonly webSearches: number;
  /** What `service_tier: "batch"` multiplies token prices by. */
  readonly batchFactor: number;
  readonly models: readonly ModelPrices[];
  /** Prices that go before those of `models`, under any name. @default none */
  readonly own?: readonly ModelPrices[] | undefined;
}
