import { type Finding, type FindingCall, WORDING } from '@cco/audit-rules';

/**
 * A finding as it is kept: without what its session or its rule says about all of them. The names
 * are short because there may be tens of thousands.
 */
export interface KeptFinding {
  readonly r: Finding['ruleId'];
  readonly c: Finding['category'];
  readonly s: Finding['severity'];
  readonly i?: string | undefined;
  /** Time in milliseconds since 1970. */
  readonly t?: number | undefined;
  readonly tool: string;
  readonly a?: string | undefined;
  /** Left out for calls that went well. */
  readonly o?: 'failed' | 'denied' | 'open' | undefined;
  /** Left out where it is the session's. */
  readonly d?: string | undefined;
  readonly e: string;
  readonly p?: string | undefined;
  readonly u?: string | undefined;
  /** Why and advice of a rule that a policy brings. */
  readonly w?: readonly [why: string, advice: string] | undefined;
  /** The earlier call of a flow, with its evidence. */
  readonly from?: readonly [FindingCall, evidence: string] | undefined;
  /** Number of the transcript among the session's files, and line in it. */
  readonly at?: readonly [file: number, line: number] | undefined;
}

/** What is the same for all findings of a session. */
export interface KeptSession {
  readonly session: string;
  readonly cwd: string | undefined;
  readonly files: readonly { readonly path: string }[];
}

/** A finding with the place of its call. */
export type PlacedFinding = Finding & {
  readonly place?: { readonly file: string; readonly line: number } | undefined;
};

/** Leaves out of a finding what is known otherwise. */
export function keep(finding: Finding, session: KeptSession, at: KeptFinding['at']): KeptFinding {
  const { call, source } = finding;
  const time = call.time === undefined ? undefined : Date.parse(call.time);
  return {
    r: finding.ruleId,
    c: finding.category,
    s: finding.severity,
    i: call.id,
    t: time,
    tool: call.tool,
    a: call.agent,
    o: call.outcome === 'ok' ? undefined : (call.outcome ?? 'open'),
    d: call.cwd === session.cwd ? undefined : call.cwd,
    e: finding.evidence,
    p: finding.path,
    u: finding.url,
    w: Object.hasOwn(WORDING, finding.ruleId) ? undefined : [finding.why, finding.advice],
    from: source === undefined ? undefined : [source, finding.sourceEvidence ?? ''],
    at,
  };
}

/** Makes a whole finding of a kept one. */
export function restore(kept: KeptFinding, { session, cwd, files }: KeptSession): PlacedFinding {
  const wording = WORDING[kept.r as keyof typeof WORDING] as
    | { readonly why: string; readonly advice: string }
    | undefined;
  const { i: id, t: time, tool, a: agent, o: outcome, at, from } = kept;
  return {
    ruleId: kept.r,
    category: kept.c,
    severity: kept.s,
    call: {
      id,
      session,
      time: time === undefined ? undefined : new Date(time).toISOString(),
      tool,
      agent,
      cwd: kept.d ?? cwd,
      outcome: outcome === 'open' ? undefined : (outcome ?? 'ok'),
    },
    source: from?.[0],
    evidence: kept.e,
    sourceEvidence: from?.[1],
    path: kept.p,
    url: kept.u,
    why: kept.w?.[0] ?? wording?.why ?? '',
    advice: kept.w?.[1] ?? wording?.advice ?? '',
    place: at === undefined ? undefined : { file: files[at[0]]?.path ?? '', line: at[1] },
  };
}
