import { type CostEstimate, estimateCost, type Rates } from '@cco/cost';
import { type StatsEntry, sessionKey, type TokenCounts } from './stats-entry.ts';

/** What a number of operations came to. */
export interface Usage {
  readonly operations: number;
  /** Distinct session ids. */
  readonly sessions: number;
  readonly tokens: TokenCounts;
  readonly cost: CostEstimate;
}

/** Adds up the usage of entries. */
export interface UsageMeter {
  add(entry: StatsEntry): void;
  result(rates: Rates): Usage;
}

/** Makes a meter that stands at zero. */
export function createUsageMeter(): UsageMeter {
  const sessions = new Set<string>();
  let lastSession: string | undefined;
  let operations = 0;
  let input = 0;
  let output = 0;
  let total = 0;
  return {
    add(entry) {
      operations++;
      // Entries of a session mostly follow each other.
      const session = sessionKey(entry);
      if (session !== lastSession) {
        lastSession = session;
        sessions.add(session);
      }
      input += entry.tokens.input;
      output += entry.tokens.output;
      total += entry.tokens.total;
    },
    result(rates) {
      const tokens = { input, output, total };
      return { operations, sessions: sessions.size, tokens, cost: estimateCost(tokens, rates) };
    },
  };
}

/** Adds up the usage of entries by a name that each of them has. */
export interface UsageGroups {
  add(name: string, entry: StatsEntry): void;
  /** In the order of the names' code units. */
  result(rates: Rates): (readonly [name: string, usage: Usage])[];
}

/** Makes groups, none of them begun. */
export function createUsageGroups(): UsageGroups {
  const meters = new Map<string, UsageMeter>();
  return {
    add(name, entry) {
      let meter = meters.get(name);
      if (meter === undefined) {
        meter = createUsageMeter();
        meters.set(name, meter);
      }
      meter.add(entry);
    },
    result: (rates) =>
      [...meters]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, meter]) => [name, meter.result(rates)] as const),
  };
}
