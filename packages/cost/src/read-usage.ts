import { report, type UsageIssue } from './usage-issue.ts';

/** What a message used, each a whole number of at least 0. */
export interface UsageCounts {
  readonly input: number;
  /** Thinking is part of it. */
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  /** Searches, not tokens. */
  readonly webSearches: number;
}

/** What a `usage` object says. */
export interface ReadUsage {
  readonly counts: UsageCounts;
  /** `speed: "fast"`. */
  readonly isFast: boolean;
  /** `service_tier: "batch"`. */
  readonly isBatch: boolean;
  /** `inference_geo: "us"`. */
  readonly isUs: boolean;
  readonly issues: readonly UsageIssue[];
}

type Fields = Readonly<Record<string, unknown>>;

const EMPTY: Fields = {};

/**
 * Reads the `usage` object of a message as Claude Code writes it. Whatever is unusable in it is
 * reported and taken for absent; unknown keys do not matter. `iterations` are never counted: they
 * repeat the counters beside them.
 *
 * Cache writes that `cache_creation` does not split into five minutes and an hour are of five
 * minutes; where the split holds more than `cache_creation_input_tokens`, the split counts.
 *
 * @example
 * readUsage({ input_tokens: 2, output_tokens: 5, cache_creation_input_tokens: 7 }).counts;
 * // { input: 2, output: 5, cacheWrite5m: 7, cacheWrite1h: 0, cacheRead: 0, webSearches: 0 }
 */
export function readUsage(usage: unknown): ReadUsage {
  const issues: UsageIssue[] = [];
  if (!isFields(usage)) report(issues, 'not-an-object', 'usage', usage);
  const fields = isFields(usage) ? usage : EMPTY;
  const split = section(fields, 'cache_creation', issues);
  const tools = section(fields, 'server_tool_use', issues);

  const count = (from: Fields, key: string, path: string): number => {
    const value = from[key];
    if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
    if (value !== undefined) report(issues, 'not-a-count', `${path}.${key}`, value);
    return 0;
  };
  const is = (key: string, value: string, plain: readonly string[]): boolean => {
    const found = fields[key];
    if (found === value) return true;
    if (found !== undefined && found !== null && !plain.includes(found as string)) {
      report(issues, 'unknown-value', `usage.${key}`, found);
    }
    return false;
  };

  const writes = count(fields, 'cache_creation_input_tokens', 'usage');
  const write5m = count(split, 'ephemeral_5m_input_tokens', 'usage.cache_creation');
  const write1h = count(split, 'ephemeral_1h_input_tokens', 'usage.cache_creation');
  return {
    counts: {
      input: count(fields, 'input_tokens', 'usage'),
      output: count(fields, 'output_tokens', 'usage'),
      cacheWrite5m: write5m + Math.max(0, writes - write5m - write1h),
      cacheWrite1h: write1h,
      cacheRead: count(fields, 'cache_read_input_tokens', 'usage'),
      webSearches: count(tools, 'web_search_requests', 'usage.server_tool_use'),
    },
    isFast: is('speed', 'fast', ['standard']),
    isBatch: is('service_tier', 'batch', ['standard']),
    isUs: is('inference_geo', 'us', ['', 'not_available', 'global']),
    issues,
  };
}

function section(fields: Fields, key: string, issues: UsageIssue[]): Fields {
  const value = fields[key];
  if (isFields(value)) return value;
  if (value !== undefined && value !== null) {
    report(issues, 'not-an-object', `usage.${key}`, value);
  }
  return EMPTY;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
