/** The parts of an activity log's entry that statistics look at. */
export interface StatsEntry {
  /** The local day it counts for, `YYYY-MM-DD`. */
  readonly day: string;
  /** Whose log it stands in, when logs of several people are counted together. */
  readonly person?: string | undefined;
  /** UTC, ISO 8601. Only tells which of two failures is the later one. */
  readonly timestamp: string;
  readonly sessionId: string;
  readonly tool: string;
  readonly project: string;
  readonly file?: string | undefined;
  readonly command?: string | undefined;
  /** Whole numbers of at least 0. */
  readonly tokens: TokenCounts;
  readonly exitCode?: number | undefined;
  readonly error?: string | undefined;
}

/** Identifies a session: people who tag theirs can choose the same name. */
export function sessionKey({ person, sessionId }: StatsEntry): string {
  return person === undefined ? sessionId : `${person}\0${sessionId}`;
}

/** Estimated tokens. */
export interface TokenCounts {
  readonly input: number;
  readonly output: number;
  readonly total: number;
}
