import type { Severity } from '@cco/audit-rules';
import type { ReportedFinding } from './audit-report.ts';
import { sortFindings, WORST_FIRST } from './sort-findings.ts';

/** Findings of one rule in one session: one line of a report. */
export interface FindingGroup {
  /** The latest of them. */
  readonly finding: ReportedFinding;
  readonly count: number;
  /** How many sessions they are of: more than one only for commands that could not be read. */
  readonly sessions: number;
}

/** Findings of one severity. */
export interface SeverityGroup {
  readonly severity: Severity;
  readonly count: number;
  /** Sessions with the most of them first, their findings together. */
  readonly groups: readonly FindingGroup[];
}

/**
 * Groups by severity and session; what one rule says again and again in a session is one line. What
 * could not be read is one line of all sessions: it tells more of the reader than of the session.
 */
export function groupFindings(findings: readonly ReportedFinding[]): SeverityGroup[] {
  const sorted = sortFindings(findings);
  return WORST_FIRST.flatMap((severity) => {
    const own = sorted.filter((one) => one.severity === severity);
    if (own.length === 0) return [];
    const sessions = new Map<string, Map<string, ReportedFinding[]>>();
    for (const finding of own) {
      const isUnread = finding.ruleId === 'unparsed';
      const session = isUnread ? '' : (finding.call.session ?? '');
      const rules = sessions.get(session) ?? new Map<string, ReportedFinding[]>();
      sessions.set(session, rules);
      const key = isUnread ? '' : `${finding.ruleId}\0${finding.call.outcome ?? ''}`;
      const known = rules.get(key);
      if (known) known.push(finding);
      else rules.set(key, [finding]);
    }
    const groups = [...sessions.values()].flatMap((rules) => [...rules.values()].map(groupOf));
    return [{ severity, count: own.length, groups }];
  });
}

function groupOf(findings: readonly ReportedFinding[]): FindingGroup {
  const sessions = new Set(findings.map(({ call }) => call.session)).size;
  return { finding: findings[0] as ReportedFinding, count: findings.length, sessions };
}
