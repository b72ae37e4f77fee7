import type { AnyCommand } from '@cco/cli';

/** What a program brings to the command. */
export interface UsageCommandContext {
  /**
   * Finds the script that reads transcripts in a thread of its own, a bundle of
   * `@cco/session-index/store-worker`. @default everything is read in one thread
   */
  readonly worker?: (() => URL) | undefined;
  /** More commands beside the reports. @default none */
  readonly subcommands?: readonly AnyCommand[] | undefined;
}
