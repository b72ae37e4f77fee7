import { type Finding, SEVERITIES, type Severity, WORDING } from '@cco/audit-rules';

/** From the worst down. */
export const WORST_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** Sorts the worst first, of equals the latest. */
export function sortFindings<One extends Finding>(findings: readonly One[]): One[] {
  return [...findings].sort(
    (a, b) =>
      SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
      (b.call.time ?? '').localeCompare(a.call.time ?? '', 'en'),
  );
}

/** The title of a rule; the id of one that a policy brings. */
export function titleOf(ruleId: string): string {
  return Object.hasOwn(WORDING, ruleId) ? WORDING[ruleId as keyof typeof WORDING].title : ruleId;
}
