import {
  type Finding,
  isAlarm,
  outcomeSteps,
  SEVERITIES,
  type Severity,
  shifted,
} from '@cco/audit-rules';
import type { GuardAction, Policy, Threshold } from './policy.ts';

/**
 * Leaves out findings of rules that are off, and gives the others the severities that were asked
 * for: an alarm gets the policy's, which a failed or denied call lowers as ever; a remark stays one.
 */
export function applyPolicy<One extends Finding>(findings: readonly One[], policy: Policy): One[] {
  return findings.flatMap((finding) => {
    const level = policy.rules[finding.ruleId];
    if (level === 'off') return [];
    if (level === undefined || !isAlarm(finding)) return [finding];
    return [{ ...finding, severity: shifted(level, outcomeSteps(finding.call)) }];
  });
}

/** Tells whether a severity is at a threshold or above. */
export function reaches(severity: Severity, threshold: Threshold): boolean {
  return threshold !== 'never' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);
}

/** Permission modes in which Claude Code carries a call out, or may, although a hook asks. */
const UNATTENDED = ['auto', 'bypassPermissions', 'dontAsk'];

/**
 * Returns what asking becomes in a permission mode: where nobody may be asked, what the policy says.
 *
 * @param mode - The hook's `permission_mode`.
 */
export function askIn(mode: string | undefined, { guard }: Policy): 'ask' | 'deny' {
  return mode !== undefined && UNATTENDED.includes(mode) ? guard.unattended : 'ask';
}

/** What the guard does about a call, and the finding that decided. */
export interface GuardDecision {
  readonly action: Exclude<GuardAction, 'allow'>;
  readonly finding: Finding;
}

/**
 * Decides about a call that is about to be made, by findings that {@link applyPolicy} gave.
 *
 * @returns undefined when nothing speaks against it.
 */
export function guardDecision(
  findings: readonly Finding[],
  { guard }: Policy,
): GuardDecision | undefined {
  const decisions = findings.map((finding) => ({ action: actionFor(finding, guard), finding }));
  for (const action of ['deny', 'ask'] as const) {
    const found = decisions.find((one) => one.action === action);
    if (found) return { action, finding: found.finding };
  }
  return undefined;
}

function actionFor({ ruleId, severity }: Finding, guard: Policy['guard']): GuardAction {
  const named = guard.rules[ruleId];
  if (named !== undefined) return named;
  if (reaches(severity, guard.deny)) return 'deny';
  // Nobody can say what such a command does, and a guard that cannot decide asks.
  const isUndecided = ruleId === 'unparsed' && isAlarm({ severity }) && guard.ask !== 'never';
  return isUndecided || reaches(severity, guard.ask) ? 'ask' : 'allow';
}
