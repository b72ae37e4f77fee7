import type { CallSource } from '@cco/audit-store';
import type { Store } from '@cco/session-index/store';

/** What a program brings to the command. */
export interface AuditCommandContext {
  /** Version of the program, for SARIF. */
  readonly version: string;
  /**
   * Finds the script that reads transcripts in a thread of its own, a bundle of
   * `@cco/session-index/store-worker`. @default everything is read in one thread
   */
  readonly worker?: (() => URL) | undefined;
  /** Gives the calls of a store. @default those of the transcripts */
  readonly openCalls?: ((store: Store) => CallSource) | undefined;
}
