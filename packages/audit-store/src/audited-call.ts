import type { Outcome } from '@cco/audit-rules';

/** A tool call of a transcript, with its place. */
export interface AuditedCall {
  /** Id of the call, `toolu_…`. */
  readonly id: string;
  readonly source: {
    /** Id of the session: of the parent for a subagent's file. */
    readonly session: string;
    /** Name of the project folder. */
    readonly slug: string;
    readonly path: string;
    readonly agent: string | undefined;
    readonly isArchived: boolean;
  };
  /** The record in its file: line from 1, and byte offset. */
  readonly line: number;
  readonly offset: number;
  /** In milliseconds since 1970. */
  readonly time: number | undefined;
  readonly tool: string;
  /** Working directory at that time. */
  readonly cwd: string | undefined;
  /** The input as it is kept. */
  readonly input: unknown;
  /** Contents of files were left out of the input, or it was shortened. */
  readonly isCut: boolean;
  readonly outcome: Outcome | undefined;
  readonly exitCode: number | undefined;
  /** Length of the result. */
  readonly resultBytes: number | undefined;
}

/** Where calls come from. */
export interface CallSource {
  /** Grows whenever calls or results are added. */
  readonly revision: number;
  /** Sessions with calls or results that are newer than a revision; all of them for 0. */
  sessionsSince(revision: number): string[];
  /** All calls of sessions, in the order they were made within each. */
  callsOf(sessions: readonly string[]): Iterable<AuditedCall>;
}
