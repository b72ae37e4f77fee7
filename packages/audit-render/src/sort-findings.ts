import { type Finding, SEVERITIES, type Severity, WORDING } from '@cco/audit-rules';

/** From the worst down. */
export const WORST_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** Sorts the worst first, of equals the latest. */
export function sortFindings<One extends Finding>(findings: readonly One[]): One[] {
  return [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      later(b.call.time ?? '', a.call.time ?? ''),
  );
}

/** ISO times are in order as plain text. */
function later(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The title of a rule; the id of one that a policy brings. */
export function titleOf(ruleId: string): string {
  return Object.hasOwn(WORDING, ruleId) ? WORDING[ruleId as keyof typeof WORDING].title : ruleId;
}
