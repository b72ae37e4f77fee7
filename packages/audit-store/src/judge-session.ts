import {
  type AuditContext,
  auditSession,
  type Finding,
  isAlarm,
  type ToolCall,
  WORDING,
} from '@cco/audit-rules';
import { isProjectSlugOf } from '@cco/claude-paths';
import type { AuditedCall } from './audited-call.ts';

/** A finding as it is kept: what rules say about all their findings is left out. */
export interface KeptFinding extends Omit<Finding, 'why' | 'advice'> {
  readonly why?: string | undefined;
  readonly advice?: string | undefined;
  readonly place?: { readonly file: string; readonly line: number } | undefined;
}

/** What a session was judged to be. */
export interface JudgedSession {
  readonly session: string;
  readonly slug: string;
  /** Where it began, as far as its calls tell. */
  readonly cwd: string | undefined;
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  readonly calls: number;
  /** Calls by quarter hour since 1970; those without a time under -1. */
  readonly quarters: Readonly<Record<string, number>>;
  readonly alarms: readonly KeptFinding[];
  readonly remarks: readonly KeptFinding[];
}

export const QUARTER_MS = 900_000;

/** Judges the calls of one session. */
export function judgeSession(
  session: string,
  calls: readonly AuditedCall[],
  context: AuditContext,
): JudgedSession {
  const [first] = calls;
  const cwd = rootOf(calls);
  const byId = new Map<string, AuditedCall>();
  const quarters: Record<string, number> = {};
  let firstTime: number | undefined;
  let lastTime: number | undefined;
  const asked = calls.map((call): ToolCall => {
    const { id, source, time, tool, outcome } = call;
    byId.set(id, call);
    const quarter = time === undefined ? -1 : Math.floor(time / QUARTER_MS);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    if (time !== undefined) {
      firstTime = Math.min(time, firstTime ?? time);
      lastTime = Math.max(time, lastTime ?? time);
    }
    return {
      id,
      tool,
      input: call.input,
      session: source.session,
      time: time === undefined ? undefined : new Date(time).toISOString(),
      agent: source.agent,
      outcome,
      cwd: call.cwd ?? cwd,
    };
  });
  const folders = [...(cwd === undefined ? [] : [cwd]), ...(context.folders ?? [])];
  const findings = auditSession(asked, { ...context, ...(folders.length > 0 ? { folders } : {}) });
  const kept = findings.map((finding) => keep(finding, byId));
  return {
    session,
    slug: first?.source.slug ?? '',
    cwd,
    firstTime,
    lastTime,
    calls: calls.length,
    quarters,
    alarms: kept.filter(isAlarm),
    remarks: kept.filter((one) => !isAlarm(one)),
  };
}

/** A session may go to other folders; it belongs to the one that its project folder names. */
function rootOf(calls: readonly AuditedCall[]): string | undefined {
  let first: string | undefined;
  for (const { cwd, source } of calls) {
    if (cwd === undefined || cwd === first) continue;
    if (isProjectSlugOf(source.slug, cwd)) return cwd;
    first ??= cwd;
  }
  return first;
}

function keep(finding: Finding, calls: ReadonlyMap<string, AuditedCall>): KeptFinding {
  const { why, advice, ...rest } = finding;
  const call = calls.get(finding.call.id ?? '');
  const place = call === undefined ? undefined : { file: call.source.path, line: call.line };
  const isKnown = Object.hasOwn(WORDING, finding.ruleId);
  return { ...rest, ...(isKnown ? {} : { why, advice }), place };
}

/** Makes a whole finding of a kept one. */
export function restore({
  why,
  advice,
  ...rest
}: KeptFinding): Finding & Pick<KeptFinding, 'place'> {
  const known = WORDING[rest.ruleId as keyof typeof WORDING];
  return { ...rest, why: why ?? known?.why ?? '', advice: advice ?? known?.advice ?? '' };
}
