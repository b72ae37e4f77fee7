import {
  type AuditContext,
  type Finding,
  isAlarm,
  resumeSession,
  type SessionMemory,
  type ToolCall,
} from '@cco/audit-rules';
import { isProjectSlugOf } from '@cco/claude-paths';
import type { CallFile, StoredCall } from '@cco/session-index/store';
import { type KeptFinding, type KeptSession, keep } from './kept-finding.ts';
import { readWholeInputs } from './whole-inputs.ts';

/** What a session was judged to be. */
export interface JudgedSession extends KeptSession {
  /** The latest change of its calls that was judged. */
  readonly change: number;
  readonly slug: string;
  /** Where it began, as far as its calls tell. */
  readonly cwd: string | undefined;
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly calls: number;
  /** Calls by quarter hour since 1970; those without a time under -1. */
  readonly quarters: Readonly<Record<string, number>>;
  readonly files: readonly { readonly id: number; readonly path: string }[];
  readonly alarms: readonly KeptFinding[];
  readonly remarks: readonly KeptFinding[];
  readonly memory: SessionMemory;
}

export const QUARTER_MS = 900_000;

/**
 * Judges calls of one session: all of them, or those that are new, or known better, since it was
 * judged before.
 */
export function judgeSession(
  calls: readonly StoredCall[],
  {
    session,
    files: changed,
    before,
    context,
  }: {
    readonly session: string;
    readonly files: readonly CallFile[];
    readonly before: JudgedSession | undefined;
    readonly context: AuditContext;
  },
): JudgedSession {
  const sorted = [...calls].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
  const cwd = rootOf(sorted, before?.cwd);
  const files = [...(before?.files ?? [])];
  for (const { id, source } of changed) {
    if (!files.some((one) => one.id === id)) files.push({ id, path: source.path });
  }
  const places = new Map(files.map(({ path }, index) => [path, index]));
  const folders = [...(cwd === undefined ? [] : [cwd]), ...(context.folders ?? [])];
  const audit = resumeSession(
    { ...context, folders: folders.length > 0 ? folders : undefined },
    before?.memory,
  );
  const inputs = readWholeInputs(calls);
  const again = new Set(sorted.map(({ id }) => id));
  const findings = before ? keptOf(before, again) : [];
  const kept: KeptSession = { session, cwd, files };
  for (const call of sorted) {
    const input = inputs.get(call) ?? call.input;
    for (const finding of audit.judge(toolCall(call, { session, cwd, input }))) {
      findings.push(keep(finding, kept, [places.get(call.source.path) ?? 0, call.line]));
    }
  }
  const isKeptAlarm = ({ s: severity }: KeptFinding) => isAlarm({ severity } as Finding);
  return {
    ...kept,
    files,
    cwd,
    slug: sorted[0]?.source.slug ?? before?.slug ?? '',
    change: latestOf(sorted, before?.change ?? 0),
    ...countsOf(sorted, before),
    alarms: findings.filter(isKeptAlarm),
    remarks: findings.filter((one) => !isKeptAlarm(one)),
    memory: audit.memory(),
  };
}

/** What was found before, apart from calls that are judged again. */
function keptOf(before: JudgedSession, again: ReadonlySet<string>): KeptFinding[] {
  const all = [...before.alarms, ...before.remarks];
  return all.filter(({ i: id }) => id === undefined || !again.has(id));
}

function toolCall(
  call: StoredCall,
  {
    session,
    cwd,
    input,
  }: { readonly session: string; readonly cwd: string | undefined; readonly input: unknown },
): ToolCall {
  const { id, tool, time, outcome, source, agentId } = call;
  return {
    id,
    tool,
    input,
    session,
    time: time === undefined ? undefined : new Date(time).toISOString(),
    agent: agentId ?? source.agent,
    outcome,
    cwd: call.cwd ?? cwd,
  };
}

/** A session may go to other folders; it belongs to the one that its project folder names. */
function rootOf(calls: readonly StoredCall[], before: string | undefined): string | undefined {
  const slug = calls[0]?.source.slug ?? '';
  let first = before;
  if (before !== undefined && isProjectSlugOf(slug, before)) return before;
  for (const { cwd } of calls) {
    if (cwd === undefined || cwd === first) continue;
    if (isProjectSlugOf(slug, cwd)) return cwd;
    first ??= cwd;
  }
  return first;
}

function latestOf(calls: readonly StoredCall[], before: number): number {
  let latest = before;
  for (const { changed } of calls) latest = Math.max(latest, changed);
  return latest;
}

function countsOf(
  calls: readonly StoredCall[],
  before: JudgedSession | undefined,
): Pick<JudgedSession, 'calls' | 'quarters' | 'firstTime' | 'lastTime'> {
  const quarters: Record<string, number> = { ...before?.quarters };
  let { firstTime, lastTime, calls: total = 0 } = before ?? {};
  for (const { time, added } of calls) {
    if (added <= (before?.change ?? 0)) continue;
    total++;
    const quarter = time === undefined ? -1 : Math.floor(time / QUARTER_MS);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    if (time === undefined) continue;
    firstTime = Math.min(time, firstTime ?? time);
    lastTime = Math.max(time, lastTime ?? time);
  }
  return { calls: total, quarters, firstTime, lastTime };
}
