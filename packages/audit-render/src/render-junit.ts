import type { AuditReport, ReportedFinding } from './audit-report.ts';
import { sortFindings, titleOf } from './sort-findings.ts';

/**
 * Writes a report as JUnit XML: a suite for each category, a failed case for each finding. Without
 * findings there is one case that passed, since some systems take an empty file for a fault.
 */
export function renderJunit(report: AuditReport): string {
  const findings = sortFindings(report.findings);
  const categories = [...new Set(findings.map(({ category }) => category))];
  const suites = categories.map((category) => {
    const own = findings.filter((one) => one.category === category);
    const cases = own.map(caseOf).join('');
    return suite(category, own.length, own.length, cases);
  });
  if (suites.length === 0) {
    suites.push(
      suite('audit', 1, 0, '    <testcase classname="session-audit" name="nothing found"/>\n'),
    );
  }
  const tests = Math.max(1, findings.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="session-audit" tests="${tests}" failures="${findings.length}" errors="0">\n${suites.join('')}</testsuites>\n`;
}

function suite(name: string, tests: number, failures: number, cases: string): string {
  return `  <testsuite name="${escapeXml(name)}" tests="${tests}" failures="${failures}" errors="0" skipped="0">\n${cases}  </testsuite>\n`;
}

function caseOf(finding: ReportedFinding): string {
  const { ruleId, severity, evidence, sourceEvidence, call, place, project, why, advice } = finding;
  const steps = sourceEvidence === undefined ? evidence : `${sourceEvidence} → ${evidence}`;
  const name = `${call.time ?? 'no time'} ${call.session ?? ''} ${call.tool} ${finding.fingerprint}`;
  const where = place === undefined ? '' : `\n${place.file}:${place.line}`;
  const text = `${steps}\n${project}${where}\n${why}\n${advice}`;
  return `    <testcase classname="${escapeXml(ruleId)}" name="${escapeXml(name)}">\n      <failure type="${severity}" message="${escapeXml(titleOf(ruleId))}">${escapeXml(text)}</failure>\n    </testcase>\n`;
}

/** What XML 1.0 allows, with its five special characters escaped. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '�')
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
