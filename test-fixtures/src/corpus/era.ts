import type { Random } from '../random.ts';

/**
 * The three ways in which Claude Code wrote transcripts: subagents beside the sessions, then
 * progress records, then attachments.
 */
export type Era = 'old' | 'progress' | 'recent';

/** Where in the year the eras begin, as fractions. */
const PROGRESS_FROM = 0.34;
const RECENT_FROM = 0.86;

/** Tells the era of a moment, given as the fraction of the year that has passed. */
export function eraAt(fraction: number): Era {
  if (fraction < PROGRESS_FROM) return 'old';
  return fraction < RECENT_FROM ? 'progress' : 'recent';
}

/** Draws a version of an era. */
export function versionIn(era: Era, random: Random): string {
  if (era === 'old') {
    return random.chance(0.15) ? `1.0.${60 + random.below(60)}` : `2.0.${14 + random.below(60)}`;
  }
  return era === 'progress' ? `2.1.${9 + random.below(72)}` : `2.1.${110 + random.below(123)}`;
}

/** Models by the day from which they are used, each with its weight. */
const MODELS: readonly (readonly [from: string, model: string, weight: number])[] = [
  ['2025-09-29', 'claude-sonnet-4-5-20250929', 5],
  ['2025-10-15', 'claude-haiku-4-5-20251001', 3],
  ['2025-11-24', 'claude-opus-4-5-20251101', 6],
  ['2026-02-05', 'claude-opus-4-6', 9],
  ['2026-02-17', 'claude-sonnet-4-6', 5],
  ['2026-04-16', 'claude-opus-4-7', 9],
  ['2026-06-25', 'claude-opus-4-8', 9],
  ['2026-07-24', 'claude-opus-5', 12],
  ['2026-08-06', 'claude-sonnet-5', 8],
  ['2026-09-22', 'claude-opus-5-5', 16],
  ['2026-09-28', 'claude-sonnet-5-5', 10],
  ['2026-10-07', 'claude-haiku-5-5', 8],
];
const OTHER_MODELS = ['deepseek-v3.2', 'glm-4.7', 'MiniMax-M2.1', 'gpt-5.2', 'kimi-k2.5'] as const;

/** Draws a model that existed at a time; before all of them, the first. */
export function claudeModelAt(time: number, random: Random): string {
  const known = MODELS.filter(([from]) => Date.parse(from) <= time);
  const recent = known.slice(-6);
  let left = random.fraction() * recent.reduce((sum, [, , weight]) => sum + weight, 0);
  for (const [, model, weight] of recent) {
    left -= weight;
    if (left < 0) return model;
  }
  return MODELS[0]?.[1] ?? '';
}

/** Draws a model of another back-end; those write no request ids. */
export function otherModel(random: Random): string {
  return random.pick(OTHER_MODELS);
}
