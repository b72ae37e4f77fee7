/** The reports but the one by billing block, by the word that asks for them. */
export const REPORT_KINDS = [
  'daily',
  'weekly',
  'monthly',
  'session',
  'projects',
  'models',
  'agents',
  'skills',
  'mcp',
] as const;

/** A report but the one by billing block. */
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Tells whether a report has a row for each day, week or month. */
export function isOverTime(kind: ReportKind): kind is 'daily' | 'weekly' | 'monthly' {
  return kind === 'daily' || kind === 'weekly' || kind === 'monthly';
}
