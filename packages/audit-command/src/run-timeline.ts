import { applyPolicy } from '@cco/audit-policy';
import { type Finding, isAlarm } from '@cco/audit-rules';
import { findSessions, readFindings, readSessionCalls } from '@cco/audit-store';
import { formatMinuteIn, localZone } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { redactSecrets } from '@cco/secrets';
import { closeStore, type StoredCall } from '@cco/session-index/store';
import { oneLine, truncate } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import { openAudit, refreshAudit } from './load-audit.ts';
import { loadPolicy } from './policy-file.ts';
import { field } from './queries/query.ts';

/** The options of `timeline`. */
export interface TimelineOptions {
  readonly session: string | undefined;
  readonly policy: string | undefined;
  readonly json: boolean;
}

/** Writes the calls of a session in order. */
export async function runTimeline(
  options: TimelineOptions,
  io: Io,
  context: AuditCommandContext,
): Promise<number> {
  const { session: named, json } = options;
  if (!named)
    throw new UserError('no session was named', { hint: '`cs` finds sessions by their words.' });
  const policy = await loadPolicy(options.policy, io);
  const store = await openAudit(io, context);
  try {
    await refreshAudit(store, policy, io);
    const matches = findSessions(store.db, named);
    const [session] = matches;
    if (session === undefined)
      throw new UserError(`no session with tool calls begins with ${oneLine(named)}`);
    if (matches.length > 1) {
      const some = matches.slice(0, 5).map(oneLine).join(', ');
      throw new UserError(`${matches.length} sessions begin with ${oneLine(named)}`, {
        hint: some,
      });
    }
    const calls = readSessionCalls(store, session);
    const found = applyPolicy(readFindings(store.db, { session }).findings, policy.policy);
    const byCall = new Map<string, Finding[]>();
    for (const finding of found.filter(isAlarm)) {
      const id = finding.call.id ?? '';
      byCall.set(id, [...(byCall.get(id) ?? []), finding]);
    }
    io.out(json ? asJson(calls, byCall) : asText(calls, byCall, io));
    return 0;
  } finally {
    closeStore(store);
  }
}

function asText(
  calls: readonly StoredCall[],
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
    const agent = agentOf(call) === undefined ? '' : '  ↳ ';
    const rules = own.length === 0 ? '' : `[${own.map(({ ruleId }) => ruleId).join(', ')}]`;
    const text = `${minute.slice(11).padEnd(5)} ${mark}${end} ${agent}${oneLine(call.tool)}  `;
    const room = io.columns - text.length - rules.length;
    const line = `${text}${truncate(summaryOf(call), Math.max(20, room))}${rules === '' ? '' : ` ${oneLine(rules)}`}`;
    lines.push(isBad ? io.style.red(line) : own.length > 0 ? io.style.yellow(line) : line);
  }
  return `${lines.join('\n')}\n`;
}

function asJson(
  calls: readonly StoredCall[],
  findings: ReadonlyMap<string, readonly Finding[]>,
): string {
  const rows = calls.map((call) => ({
    time: call.time === undefined ? null : new Date(call.time).toISOString(),
    id: call.id,
    tool: call.tool,
    agent: agentOf(call) ?? null,
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

function agentOf({ agentId, source }: StoredCall): string | undefined {
  return agentId ?? source.agent;
}

/** What a call is about, on one line. */
export function summaryOf({ input }: Pick<StoredCall, 'input'>): string {
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
