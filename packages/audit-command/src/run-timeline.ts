import { applyPolicy } from '@cco/audit-policy';
import { type Finding, isAlarm, redactSecrets } from '@cco/audit-rules';
import { type AuditedCall, readFindings } from '@cco/audit-store';
import { formatMinuteIn, localZone } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { oneLine, truncate } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import { closeAudit, openAudit, refreshAudit } from './load-audit.ts';
import { loadPolicy } from './policy-file.ts';
import { field } from './queries/query.ts';
import type { TimelineOptions } from './timeline.ts';

/** Writes the calls of a session in order. */
export async function runTimeline(
  options: TimelineOptions,
  io: Io,
  context: AuditCommandContext,
): Promise<number> {
  const { session: named, json } = options;
  if (!named)
    throw new UserError('no session was named', { hint: '`cs` finds sessions by their words.' });
  const policy = loadPolicy(options.policy, io);
  const audit = await openAudit(io, context);
  try {
    refreshAudit(audit, policy, io);
    const matches = [...audit.calls.stamps().keys()].filter((id) => id.startsWith(named));
    const [session] = matches;
    if (session === undefined)
      throw new UserError(`no session with tool calls begins with ${oneLine(named)}`);
    if (matches.length > 1) {
      const some = matches.slice(0, 5).map(oneLine).join(', ');
      throw new UserError(`${matches.length} sessions begin with ${oneLine(named)}`, {
        hint: some,
      });
    }
    const calls = [...audit.calls.calls({ sessions: [session] })];
    const found = applyPolicy(readFindings(audit.store.db, { session }).findings, policy.policy);
    const byCall = new Map<string, Finding[]>();
    for (const finding of found.filter(isAlarm)) {
      const id = finding.call.id ?? '';
      byCall.set(id, [...(byCall.get(id) ?? []), finding]);
    }
    io.out(json ? asJson(calls, byCall) : asText(calls, byCall, io));
    return 0;
  } finally {
    closeAudit(audit);
  }
}

function asText(
  calls: readonly AuditedCall[],
  findings: ReadonlyMap<string, readonly Finding[]>,
  io: Io,
): string {
  const zone = localZone();
  const lines: string[] = [];
  let day = '';
  for (const call of calls) {
    const minute = call.time === undefined ? '' : formatMinuteIn(zone, call.time);
    if (minute.slice(0, 10) !== day) {
      day = minute.slice(0, 10);
      lines.push(io.style.bold(day === '' ? 'Without a time' : day));
    }
    const own = findings.get(call.id) ?? [];
    const isBad = own.some(({ severity }) => severity === 'critical' || severity === 'high');
    const mark = isBad ? '!!' : own.length > 0 ? '! ' : '  ';
    const end = call.outcome === 'failed' ? 'x' : call.outcome === 'denied' ? '-' : ' ';
    const agent = call.source.agent === undefined ? '' : '  ↳ ';
    const rules = own.length === 0 ? '' : `[${own.map(({ ruleId }) => ruleId).join(', ')}]`;
    const text = `${minute.slice(11).padEnd(5)} ${mark}${end} ${agent}${oneLine(call.tool)}  `;
    const room = io.columns - text.length - rules.length;
    const line = `${text}${truncate(summaryOf(call), Math.max(20, room))}${rules === '' ? '' : ` ${oneLine(rules)}`}`;
    lines.push(isBad ? io.style.red(line) : own.length > 0 ? io.style.yellow(line) : line);
  }
  return `${lines.join('\n')}\n`;
}

function asJson(
  calls: readonly AuditedCall[],
  findings: ReadonlyMap<string, readonly Finding[]>,
): string {
  const rows = calls.map((call) => ({
    time: call.time === undefined ? null : new Date(call.time).toISOString(),
    id: call.id,
    tool: call.tool,
    agent: call.source.agent ?? null,
    outcome: call.outcome ?? null,
    summary: summaryOf(call),
    findings: (findings.get(call.id) ?? []).map(({ ruleId, severity, evidence }) => ({
      rule: ruleId,
      severity,
      evidence,
    })),
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

/** What a call is about, on one line. */
export function summaryOf({ input }: Pick<AuditedCall, 'input'>): string {
  const text =
    typeof input === 'string'
      ? input
      : (field(
          input,
          'command',
          'file_path',
          'notebook_path',
          'url',
          'query',
          'pattern',
          'description',
          'path',
          'skill',
          'prompt',
        ) ??
        JSON.stringify(input) ??
        '');
  return oneLine(redactSecrets(text.slice(0, 2_000)));
}
