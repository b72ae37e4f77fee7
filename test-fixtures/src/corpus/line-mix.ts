/** Record types that are added until their share of all lines is reached, with that share. */
const SHARES = {
  progress: 0.24,
  'queue-operation': 0.04,
  'file-history-snapshot': 0.04,
  attachment: 0.025,
  system: 0.02,
  'last-prompt': 0.01,
  'permission-mode': 0.006,
  'ai-title': 0.005,
  summary: 0.004,
  mode: 0.003,
  'custom-title': 0.002,
  'agent-name': 0.001,
  'pr-link': 0.001,
  relocated: 0.0005,
} as const;

/** A record type whose share is steered. */
export type SteeredType = keyof typeof SHARES;

/** The types that main files of every era may hold. */
export const METADATA_TYPES = Object.keys(SHARES).filter(
  (type) => type !== 'progress',
) as readonly SteeredType[];

/** Counts lines by type and tells what is missing from the measured mix. */
export interface LineMix {
  readonly counts: Readonly<Record<string, number>>;
  /** Lines of all types. */
  readonly lines: number;
  count(type: string): void;
  /** Tells how many lines of a type are missing, at most `limit`. */
  missing(type: SteeredType, limit: number): number;
}

/** Creates the counters of one corpus. */
export function createLineMix(): LineMix {
  const counts: Record<string, number> = {};
  const state = {
    counts,
    lines: 0,
    count(type: string): void {
      counts[type] = (counts[type] ?? 0) + 1;
      state.lines++;
    },
    missing(type: SteeredType, limit: number): number {
      const wanted = Math.floor(state.lines * SHARES[type]);
      return Math.min(limit, Math.max(0, wanted - (counts[type] ?? 0)));
    },
  };
  return state;
}
