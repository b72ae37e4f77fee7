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
  };
  /** Of the record in its file, from 1. */
  readonly line: number;
  /** In milliseconds since 1970. */
  readonly time: number | undefined;
  readonly tool: string;
  /** Working directory at that time. */
  readonly cwd: string | undefined;
  readonly input: unknown;
  readonly outcome: Outcome | undefined;
  readonly exitCode: number | undefined;
  /** Length of the result. */
  readonly resultBytes: number | undefined;
}

/** Which calls are wanted; what is left out is not asked for. Times in milliseconds since 1970. */
export interface CallFilter {
  readonly sessions?: readonly string[] | undefined;
  readonly since?: number | undefined;
  /** First moment that is not wanted any more. */
  readonly until?: number | undefined;
}

/** Where calls come from. */
export interface CallSource {
  /** All sessions by id, each with a stamp that changes whenever calls or results are added. */
  stamps(): ReadonlyMap<string, string>;
  /** Calls, in the order they were made within each session. */
  calls(filter: CallFilter): Iterable<AuditedCall>;
}
