/** What a program brings to these commands. */
export interface LiveContext {
  /** What people type to reach them: `session-usage`, `cco usage`. */
  readonly program: string;
  /**
   * Finds the script that reads transcripts in a thread of its own, a bundle of
   * `@cco/session-index/store-worker`. @default everything is read in one thread
   */
  readonly worker?: (() => URL) | undefined;
}

/** Gives the words that reach these commands behind the program's own name: `cco` `usage`. */
export function wordsBelow({ program }: LiveContext): string[] {
  return program.split(' ').slice(1);
}
