import { FLOWS, RULES, type Severity } from '@cco/audit-rules';
import type { AuditReport, ReportedFinding } from './audit-report.ts';
import { fileUri } from './file-uri.ts';
import { sortFindings, titleOf } from './sort-findings.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** What code scanning ranks by: from 0 to 10. */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.1',
};

/** Writes a report as SARIF 2.1.0. Accepted findings are there, suppressed. */
export function renderSarif(report: AuditReport, version: string): string {
  const all = sortFindings([...report.findings, ...report.accepted]);
  const accepted = new Set(report.accepted);
  const ids = [...new Set(all.map(({ ruleId }) => ruleId))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'session-audit',
            semanticVersion: version,
            informationUri: 'https://github.com/cco-dev/cco',
            rules: ids.map((id) =>
              ruleOf(
                id,
                all.find(({ ruleId }) => ruleId === id),
              ),
            ),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: all.map((finding) =>
          resultOf(finding, ids.indexOf(finding.ruleId), accepted.has(finding)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(id: string, example: ReportedFinding | undefined) {
  const known = [...RULES, ...FLOWS].find((rule) => rule.id === id);
  const severity = known?.severity ?? example?.severity ?? 'medium';
  const why = example?.why ?? '';
  const advice = example?.advice ?? '';
  return {
    id,
    name: id,
    shortDescription: { text: titleOf(id) },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${advice}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      'security-severity': SCORES[severity],
      tags: ['security', known?.category ?? example?.category ?? 'scope'],
    },
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number, isAccepted: boolean) {
  const { ruleId, severity, evidence, sourceEvidence, call, place, fingerprint } = finding;
  const steps = sourceEvidence === undefined ? evidence : `${sourceEvidence} → ${evidence}`;
  return {
    ruleId,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${titleOf(ruleId)}: ${steps}` },
    locations:
      place === undefined
        ? []
        : [
            {
              physicalLocation: {
                artifactLocation: { uri: fileUri(place.file) },
                region: { startLine: place.line },
              },
            },
          ],
    partialFingerprints: { 'ccoFinding/v1': fingerprint },
    ...(isAccepted ? { suppressions: [{ kind: 'external' }] } : {}),
    properties: {
      severity,
      project: finding.project,
      tool: call.tool,
      ...(call.session === undefined ? {} : { session: call.session }),
      ...(call.time === undefined ? {} : { time: call.time }),
      ...(call.agent === undefined ? {} : { agent: call.agent }),
      ...(call.outcome === undefined ? {} : { outcome: call.outcome }),
    },
  };
}
