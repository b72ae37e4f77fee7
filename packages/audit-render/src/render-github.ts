import type { Severity } from '@cco/audit-rules';
import { oneLine } from '@cco/terminal';
import type { AuditReport } from './audit-report.ts';
import { evidenceOf } from './render-text.ts';
import { sortFindings, titleOf } from './sort-findings.ts';

const COMMANDS: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

/** Writes a report as workflow commands: GitHub shows each as an annotation. */
export function renderGithub(report: AuditReport): string {
  return sortFindings(report.findings)
    .map((finding) => {
      const { severity, ruleId, advice, place } = finding;
      const title = property(`${titleOf(ruleId)} (${severity})`);
      const file = place === undefined ? '' : `file=${property(place.file)},line=${place.line},`;
      const text = data(`${evidenceOf(finding)}\n${advice}`);
      return `::${COMMANDS[severity]} ${file}title=${title}::${text}\n`;
    })
    .join('');
}

/** The runner reads the end of a line and these as its own. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(oneLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
