/** Dollars that were spent. */
export interface StatusAmount {
  readonly dollars: number;
  /** Tokens without a known price were used too, which the dollars leave out. @default false */
  readonly isPartial?: boolean | undefined;
}

/** The active billing block. */
export interface StatusBlock extends StatusAmount {
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt: number;
  /** How fast it uses dollars and tokens (without the cache); absent while that cannot be said. */
  readonly burnRate?:
    | { readonly costPerHour: number; readonly tokensPerMinute: number }
    | undefined;
}

/** How much of a budget is used. */
export interface StatusBudget {
  /** As people call it: `daily`. */
  readonly period: string;
  readonly percent: number;
  /** Dollars. */
  readonly limit: number;
}

/** What was counted from the transcripts. What is not known is left out, and so is its segment. */
export interface StatusFigures {
  /** The present session, its subagents included. */
  readonly session?: StatusAmount | undefined;
  readonly today?: StatusAmount | undefined;
  /** Null: no block is active. */
  readonly block?: StatusBlock | null | undefined;
  readonly budgets?: readonly StatusBudget[] | undefined;
  /** Stands in place of figures that are not there yet, such as `counting…`. */
  readonly note?: string | undefined;
}
