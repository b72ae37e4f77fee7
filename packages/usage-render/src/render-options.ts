import type { Style } from '@cco/terminal';

/** How a text for people is to look. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  /** Colours. @default none */
  readonly style?: Style | undefined;
  /** The time zone of the report. */
  readonly zone: string;
  /** Leaves out cache and total tokens. @default false */
  readonly compact?: boolean | undefined;
  /** Shows the models of each row. @default false */
  readonly breakdown?: boolean | undefined;
  /** Where the prices come from, to be told below the table. @default not told */
  readonly prices?: PriceSource | undefined;
  /** What else is to be told below the table, each on a line of its own. @default nothing */
  readonly remarks?: readonly string[] | undefined;
}

/** The table of prices that costs were computed with. */
export interface PriceSource {
  /** Its date, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whole days since then. */
  readonly ageInDays: number;
}
