/** Tokens of API messages by the class they are billed in, and billed searches. Whole numbers. */
export interface UsageCounters {
  readonly input: number;
  /** Thinking included. */
  readonly output: number;
  /** Written to the cache for five minutes. */
  readonly cacheWrite5m: number;
  /** Written to the cache for one hour. */
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  /** Requests to the web search tool; no tokens. */
  readonly webSearches: number;
}

/**
 * One API message, or several that share everything a report groups by. Rows are additive: messages
 * may be put into one row or stand in many, and every report stays the same, as long as those of one
 * row lie in the same quarter hour (see `blockReport` for what blocks need).
 */
export interface UsageRow {
  /** Milliseconds since 1970, in the years 1 to 9999: the first message, or the start of its quarter hour. */
  readonly time: number;
  /** Milliseconds since 1970: the last message. @default `time` */
  readonly lastTime?: number | undefined;
  /** The session that pays: of a subagent, its parent. */
  readonly sessionId: string;
  /** The project's name, for people. */
  readonly project: string;
  /** The directory that Claude Code worked in. */
  readonly projectPath: string;
  /** The main working tree, when `projectPath` is a worktree of a repository. */
  readonly repository?: string | undefined;
  /** Absent for the main conversation. */
  readonly agent?: { readonly id: string; readonly type?: string | undefined } | undefined;
  readonly skill?: string | undefined;
  readonly mcpServer?: string | undefined;
  /** The model's id as the transcript spells it. */
  readonly model: string;
  readonly speed: 'standard' | 'fast';
  readonly counters: UsageCounters;
  /** How many API messages the row holds. */
  readonly messages: number;
  /**
   * Picodollars (a million millionths of a dollar) of what has a price; `Money` of `@cco/cost` is
   * such an amount. Undefined when nothing has one.
   */
  readonly cost: bigint | undefined;
  /** Tokens that `cost` leaves out, because their price is unknown. */
  readonly unpricedTokens: number;
  /** The part of `counters.output` that is only a lower bound: the log holds no final count. */
  readonly unfinalizedOutput: number;
}
