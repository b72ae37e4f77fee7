import type { AuditReport, ReportedFinding } from './audit-report.ts';
import { sortFindings, titleOf } from './sort-findings.ts';

/** Writes a report as JSON, the worst finding first. */
export function renderJson(report: AuditReport): string {
  const { findings, accepted, expired, gone, calls, sessions, hiddenRemarks, notes } = report;
  return `${JSON.stringify(
    {
      calls,
      sessions,
      findings: sortFindings(findings).map(shape),
      accepted: sortFindings(accepted).map(shape),
      baseline: { expired, gone },
      hiddenRemarks,
      notes,
    },
    undefined,
    2,
  )}\n`;
}

function shape(finding: ReportedFinding) {
  const { ruleId, category, severity, call, evidence, source, sourceEvidence } = finding;
  return {
    rule: ruleId,
    title: titleOf(ruleId),
    category,
    severity,
    project: finding.project,
    session: call.session ?? null,
    time: call.time ?? null,
    tool: call.tool,
    agent: call.agent ?? null,
    outcome: call.outcome ?? null,
    callId: call.id ?? null,
    evidence,
    path: finding.path ?? null,
    url: finding.url ?? null,
    source: source === undefined ? null : { ...source, evidence: sourceEvidence ?? null },
    place: finding.place ?? null,
    fingerprint: finding.fingerprint,
    why: finding.why,
    advice: finding.advice,
  };
}
