/** What a program brings to the command. */
export interface AuditCommandContext {
  /** Version of the program, for SARIF. */
  readonly version: string;
  /**
   * Finds the script that reads transcripts in a thread of its own, a bundle of
   * `@cco/session-index/store-worker`. @default everything is read in one thread
   */
  readonly worker?: (() => URL) | undefined;
}
