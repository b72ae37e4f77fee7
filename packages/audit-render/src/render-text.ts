import type { Severity } from '@cco/audit-rules';
import { formatMinuteIn, localZone } from '@cco/calendar';
import { type Column, count, groupThousands, oneLine, type Style, table } from '@cco/terminal';
import type { AuditReport, ReportedFinding } from './audit-report.ts';
import { type FindingGroup, groupFindings, type SeverityGroup } from './group-findings.ts';

/** How a report is shown. */
export interface TextOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly columns: number;
  /** IANA name of the zone of times. @default the local one */
  readonly zone?: string | undefined;
  /** Lines of findings at most; the mildest are summed up. @default 30 */
  readonly lines?: number | undefined;
}

const LINES = 30;
const SHORT_ID = 8;
const COLUMNS: readonly Column[] = [
  { title: '' },
  { title: '' },
  { title: '', shrink: true },
  { title: '' },
  { title: '' },
  { title: '', shrink: true },
];

/** Writes findings by severity and session, the worst first, on one screen. */
export function renderText(report: AuditReport, options: TextOptions): string {
  const { style, columns, zone = localZone(), lines: most = LINES } = options;
  const groups = groupFindings(report.findings);
  const shown = share(groups, most);
  const rows = shown.flatMap((group) => group.groups.map((one) => cellsOf(one, zone)));
  const laidOut = table(COLUMNS, rows, columns - 2).slice(1);
  const lines: string[] = [];
  let at = 0;
  for (const { severity, count: total, groups: own } of shown) {
    lines.push(paint(style, severity)(`${severity} ${groupThousands(total)}`));
    for (const line of laidOut.slice(at, at + own.length)) lines.push(`  ${line}`);
    at += own.length;
    const all = groups.find((one) => one.severity === severity)?.groups.length ?? 0;
    if (all > own.length) {
      lines.push(style.dim(`  … ${count(all - own.length, 'more line')}: --all shows them`));
    }
  }
  return `${[...lines, ...(lines.length > 0 ? [''] : []), ...summary(report, style)].join('\n')}\n`;
}

/** Gives the worst severities all the lines they need, and every milder one a few. */
function share(groups: readonly SeverityGroup[], most: number): SeverityGroup[] {
  let left = most;
  return groups.map((group, index) => {
    const least = Math.min(2, group.groups.length);
    const behind = groups
      .slice(index + 1)
      .reduce((sum, one) => sum + Math.min(2, one.groups.length), 0);
    const own = Math.max(least, Math.min(group.groups.length, left - behind));
    left -= own;
    return { ...group, groups: group.groups.slice(0, own) };
  });
}

function cellsOf({ finding, count: total, sessions }: FindingGroup, zone: string): string[] {
  const { call, project, ruleId } = finding;
  const time = call.time === undefined ? Number.NaN : Date.parse(call.time);
  return [
    Number.isNaN(time) ? 'no time' : formatMinuteIn(zone, time).slice('2026-'.length),
    sessions > 1 ? '' : oneLine(call.session ?? '').slice(0, SHORT_ID),
    sessions > 1 ? count(sessions, 'session') : oneLine(project),
    oneLine(ruleId),
    total > 1 ? `${groupThousands(total)}×` : '',
    evidenceOf(finding),
  ];
}

/** What it was seen by, with what became of it. */
export function evidenceOf({ call, evidence, sourceEvidence }: ReportedFinding): string {
  const outcome =
    call.outcome === 'denied' || call.outcome === 'failed' ? `(${call.outcome}) ` : '';
  const first = sourceEvidence === undefined ? '' : `${sourceEvidence} → `;
  return oneLine(`${outcome}${first}${evidence}`);
}

function summary(report: AuditReport, style: Style): string[] {
  const { findings, accepted, expired, gone, hiddenRemarks, unreadCommands, notes } = report;
  const sessions = new Set(findings.map(({ call }) => call.session)).size;
  const where = `${count(report.calls, 'tool call')} of ${count(report.sessions, 'session')}`;
  const head =
    findings.length === 0
      ? style.green(`Nothing found in ${where}.`)
      : `${count(findings.length, 'finding')} in ${count(sessions, 'session')}; looked at ${where}.`;
  const others = hiddenRemarks - unreadCommands;
  const more = [
    unreadCommands > 0 ? `${count(unreadCommands, 'command')} could not be read` : '',
    others > 0 ? count(others, 'remark') : '',
  ].filter((text) => text !== '');
  const hidden = more.length > 0 ? `${more.join(', ')} (--remarks shows them)` : '';
  const rest = [
    hidden,
    accepted.length > 0 ? `${groupThousands(accepted.length)} accepted by the baseline` : '',
  ].filter((text) => text !== '');
  return [
    head,
    ...(rest.length > 0 ? [style.dim(`${rest.join(', ')}.`)] : []),
    ...expired.map((one) => style.yellow(`Accepted until ${one.expires} only: ${nameOf(one)}`)),
    ...gone.map((one) => style.dim(`In the baseline, but not found: ${nameOf(one)}`)),
    ...notes.map((note) => style.yellow(oneLine(note))),
    ...(findings.length > 0
      ? [style.dim('`explain RULE` tells why it matters and what to do.')]
      : []),
  ];
}

function nameOf(entry: AuditReport['gone'][number]): string {
  return oneLine(`${entry.rule} ${entry.evidence ?? entry.fingerprint}`);
}

function paint(style: Style, severity: Severity): (text: string) => string {
  if (severity === 'critical') return (text) => style.bold(style.red(text));
  if (severity === 'high') return style.red;
  return severity === 'medium' ? style.yellow : style.bold;
}
