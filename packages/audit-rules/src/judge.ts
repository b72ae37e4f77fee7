import { redactSecrets } from '@cco/secrets';
import type { AuditContext, ToolCall } from './call.ts';
import { NO_HITS } from './define-rule.ts';
import { type Finding, type FindingCall, SEVERITIES, shifted } from './finding.ts';
import type { OwnRule } from './own-rule.ts';
import { RULES } from './rules/index.ts';
import type { Subject } from './subject.ts';
import { WORDING } from './wording.ts';

const LONGEST_EVIDENCE = 300;

/** Judges a call that was prepared before. */
export function judgeSubject(subject: Subject): Finding[] {
  const { call, context } = subject;
  const found = new Map<string, Finding>();
  const about = describe(call);
  for (const rule of rulesOf(context)) {
    const hits = rule.judge(subject);
    if (hits === NO_HITS) continue;
    for (const hit of hits) {
      const severity = shifted(hit.severity ?? rule.severity, outcomeSteps(call));
      const evidence = excerpt(hit.evidence);
      const key = `${rule.id}\n${hit.path ?? evidence}`;
      const before = found.get(key);
      if (before !== undefined && rank(before) >= SEVERITIES.indexOf(severity)) continue;
      found.set(key, {
        ruleId: rule.id,
        category: rule.category,
        severity,
        call: about,
        evidence,
        ...(hit.path === undefined ? {} : { path: hit.path }),
        ...(hit.url === undefined ? {} : { url: redactSecrets(hit.url) }),
        ...('wording' in rule ? rule.wording : explanation(rule.id)),
      });
    }
  }
  return [...found.values()].sort((a, b) => rank(b) - rank(a));
}

function rulesOf({ ownRules }: AuditContext): readonly (OwnRule | (typeof RULES)[number])[] {
  return ownRules === undefined || ownRules.length === 0 ? RULES : [...RULES, ...ownRules];
}

/** The call as findings show it. */
export function describe(call: ToolCall): FindingCall {
  const { id, session, time, tool, agent, outcome, cwd } = call;
  return {
    tool,
    ...(id === undefined ? {} : { id }),
    ...(session === undefined ? {} : { session }),
    ...(time === undefined ? {} : { time }),
    ...(agent === undefined ? {} : { agent }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(cwd === undefined ? {} : { cwd }),
  };
}

/** Why and advice of a rule. */
export function explanation(id: keyof typeof WORDING): Pick<Finding, 'why' | 'advice'> {
  const { why, advice } = WORDING[id];
  return { why, advice };
}

/** How an outcome moves a severity: a denied call did nothing, a failed one may have done a part. */
export function outcomeSteps({ outcome }: Pick<ToolCall, 'outcome'>): number {
  if (outcome === 'denied') return -2;
  return outcome === 'failed' ? -1 : 0;
}

function rank({ severity }: Finding): number {
  return SEVERITIES.indexOf(severity);
}

/** What of a text is shown. Redacts before it cuts: half a secret is still one. */
export function excerpt(text: string): string {
  const safe = redactSecrets(text.slice(0, LONGEST_EVIDENCE * 20));
  return safe.length <= LONGEST_EVIDENCE ? safe : `${safe.slice(0, LONGEST_EVIDENCE - 1)}…`;
}
