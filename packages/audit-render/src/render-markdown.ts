import { count, groupThousands, oneLine } from '@cco/terminal';
import type { AuditReport } from './audit-report.ts';
import { groupFindings } from './group-findings.ts';
import { evidenceOf } from './render-text.ts';
import { sortFindings, titleOf } from './sort-findings.ts';

/** Writes a report as Markdown: a table for each severity, then what to do about each rule. */
export function renderMarkdown(report: AuditReport): string {
  const { findings, accepted, gone, expired, notes } = report;
  const where = `${count(report.calls, 'tool call')} of ${count(report.sessions, 'session')}`;
  const parts = [`# Audit\n\n${count(findings.length, 'finding')} in ${where}.\n`];
  for (const { severity, count: total, groups } of groupFindings(findings)) {
    const rows = groups.map(({ finding, count: times }) => {
      const { call, project, ruleId } = finding;
      const cells = [call.time ?? '', call.session ?? '', project, ruleId, groupThousands(times)];
      return `| ${[...cells.map(escapeMarkdown), code(evidenceOf(finding))].join(' | ')} |`;
    });
    const head = '| Time | Session | Project | Rule | Times | Evidence |';
    parts.push(
      `## ${severity} (${groupThousands(total)})\n\n${head}\n| --- | --- | --- | --- | ---: | --- |\n${rows.join('\n')}\n`,
    );
  }
  const rules = new Map(sortFindings(findings).map((one) => [one.ruleId, one]));
  if (rules.size > 0) {
    const items = [...rules.values()].map(
      ({ ruleId, why, advice }) => `- **${titleOf(ruleId)}** (${ruleId}): ${why} ${advice}`,
    );
    parts.push(`## What to do\n\n${items.join('\n')}\n`);
  }
  const remarks = [
    ...(accepted.length > 0
      ? [`${count(accepted.length, 'finding')} accepted by the baseline.`]
      : []),
    ...expired.map(({ rule, expires }) => `Accepted until ${expires} only: ${rule}`),
    ...gone.map(
      ({ rule, fingerprint }) => `In the baseline, but not found: ${rule} ${fingerprint}`,
    ),
    ...notes,
  ];
  if (remarks.length > 0)
    parts.push(`${remarks.map((one) => `- ${escapeMarkdown(one)}`).join('\n')}\n`);
  return parts.join('\n');
}

function escapeMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}

/** A code span that its content cannot leave, fit for a cell. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(text) || text === '' ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`;
}
