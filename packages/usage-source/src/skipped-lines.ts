import { countProblems, type Store } from '@cco/session-index/store';

/** Reasons as they stand in "3 lines skipped: 2 torn, 1 not JSON". */
const REASONS = {
  torn: 'torn',
  'not-json': 'not JSON',
  'not-an-object': 'not an object',
  'too-long': 'too long',
  invalid: 'with a counter that is no count (the rest of it counts)',
  unreadable: 'unreadable',
} as const;

/** Counts the lines of all transcripts that could not be used, by reason as people read it. */
export function skippedLines(store: Store): Record<string, number> {
  const counts = Object.entries(countProblems(store));
  return Object.fromEntries(
    counts.map(([code, lines]) => [REASONS[code as keyof typeof REASONS], lines]),
  );
}
