import type { Severity } from '@cco/audit-rules';
import type { ReportedFinding } from './audit-report.ts';
import { sortFindings, WORST_FIRST } from './sort-findings.ts';

/** Findings of one rule in one session: one line of a report. */
export interface FindingGroup {
  /** The latest of them. */
  readonly finding: ReportedFinding;
  readonly count: number;
}

/** Findings of one severity. */
export interface SeverityGroup {
  readonly severity: Severity;
  readonly count: number;
  /** Sessions with the most of them first, their findings together. */
  readonly groups: readonly FindingGroup[];
}

/** Groups by severity and session; what one rule says again and again in a session is one line. */
export function groupFindings(findings: readonly ReportedFinding[]): SeverityGroup[] {
  const sorted = sortFindings(findings);
  return WORST_FIRST.flatMap((severity) => {
    const own = sorted.filter((one) => one.severity === severity);
    if (own.length === 0) return [];
    const sessions = new Map<string, Map<string, { finding: ReportedFinding; count: number }>>();
    for (const finding of own) {
      const session = finding.call.session ?? '';
      const rules = sessions.get(session) ?? new Map();
      sessions.set(session, rules);
      const key = `${finding.ruleId}\0${finding.call.outcome ?? ''}`;
      const known = rules.get(key);
      if (known) known.count++;
      else rules.set(key, { finding, count: 1 });
    }
    const groups = [...sessions.values()].map((rules) => [...rules.values()]);
    return [{ severity, count: own.length, groups: groups.flat() }];
  });
}
