/**
 * What one file tells of one API message: the counters at their largest, and the facts of the line
 * that speaks for it. Plain data; parts of the same message merge with {@link mergeParts}.
 */
export interface MessagePart extends Counters {
  /** Identity of the message over all files; see `keyOf` in `usage-lines.ts`. */
  readonly key: string;
  /** 0: a line of a conversation; 1: a line of a subagent; 2: a report of a subagent's progress. */
  readonly rank: number;
  /** Time of the line that gave `attributes`, in milliseconds since 1970; null when it has none. */
  readonly lineTime: number | null;
  /** Time of the earliest line. */
  readonly time: number | null;
  /** 1 when the line says that it was copied from another session. */
  readonly forked: number;
  /** {@link MessageAttributes} as JSON, so that equal ones are one string. */
  readonly attributes: string;
}

/** What is counted of a message. Tokens, unless said otherwise. */
export interface Counters {
  readonly input: number;
  readonly output: number;
  /** `cache_creation_input_tokens`: may be more than the next two together. */
  readonly cacheWrite: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  /** Searches. */
  readonly webSearches: number;
  /** What old versions wrote as `costUSD`, in billionths of a dollar. */
  readonly cost: number | null;
  /** 1 when a line has a `stop_reason`: else the output is only a lower bound. */
  readonly final: number;
}

/** What decides the price of a message, and what it is reported under. */
export interface MessageAttributes {
  readonly model: string;
  readonly speed: string | null;
  readonly serviceTier: string | null;
  readonly inferenceGeo: string | null;
  /** Id of the subagent that sent the message. */
  readonly agentId: string | null;
  /** Name of the subagent, skill or MCP server that the records name as the cause. */
  readonly agent: string | null;
  readonly skill: string | null;
  readonly mcpServer: string | null;
  /**
   * Working directory of the message, where it is not the one that the project folder's name encodes;
   * null where it is, or no record has one. Missing in history of older versions.
   */
  readonly cwd?: string | null;
}

/**
 * Merges two parts of one message. Which lines were merged first makes no difference, so that a
 * file read in pieces gives what it gives as a whole.
 *
 * @param first - Stands before `second` in the file: on a tie it speaks for the message.
 */
export function mergeParts(first: MessagePart, second: MessagePart): MessagePart {
  const speaker = compareParts(first, second) <= 0 ? first : second;
  // Written out: a spread takes several times as long, for each line that is read.
  return {
    key: speaker.key,
    rank: speaker.rank,
    lineTime: speaker.lineTime,
    forked: speaker.forked,
    attributes: speaker.attributes,
    time: earlier(first.time, second.time),
    input: Math.max(first.input, second.input),
    output: Math.max(first.output, second.output),
    cacheWrite: Math.max(first.cacheWrite, second.cacheWrite),
    cacheWrite5m: Math.max(first.cacheWrite5m, second.cacheWrite5m),
    cacheWrite1h: Math.max(first.cacheWrite1h, second.cacheWrite1h),
    cacheRead: Math.max(first.cacheRead, second.cacheRead),
    webSearches: Math.max(first.webSearches, second.webSearches),
    cost: first.cost === null ? second.cost : Math.max(first.cost, second.cost ?? 0),
    final: Math.max(first.final, second.final),
  };
}

/** Orders parts by their right to speak for the message; 0 is a tie. */
export function compareParts(a: MessagePart, b: MessagePart): number {
  return (
    a.rank - b.rank ||
    Math.sign((a.lineTime ?? Number.MAX_VALUE) - (b.lineTime ?? Number.MAX_VALUE)) ||
    a.forked - b.forked
  );
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
