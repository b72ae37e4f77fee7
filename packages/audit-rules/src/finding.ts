import type { Outcome } from './call.ts';
import type { RuleId } from './rules/index.ts';

/** The id of a rule that a policy brings. */
export type OwnRuleId = `own/${string}`;

/** From a remark to what must be looked at now. `info` is no alarm. */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

export type Category =
  | 'destructive-files'
  | 'destructive-git'
  | 'destructive-services'
  | 'remote-execution'
  | 'data-out'
  | 'credential-access'
  | 'scope'
  | 'persistence'
  | 'secrets'
  | 'unparsed';

/** The call a finding is about. */
export interface FindingCall {
  readonly id?: string | undefined;
  readonly session?: string | undefined;
  readonly time?: string | undefined;
  readonly tool: string;
  readonly agent?: string | undefined;
  readonly cwd?: string | undefined;
  readonly outcome?: Outcome | undefined;
}

/** What a rule found. Data only: how it is shown is the business of others. */
export interface Finding {
  /** The id of a rule here, or `own/…` for one of a policy. */
  readonly ruleId: RuleId | OwnRuleId;
  readonly category: Category;
  /** After target and outcome were taken into account. */
  readonly severity: Severity;
  readonly call: FindingCall;
  /** For flows: the earlier call. */
  readonly source?: FindingCall | undefined;
  /** What it was seen by, secrets redacted, on one line or several; not yet safe for a terminal. */
  readonly evidence: string;
  /** For flows: the evidence of the earlier call. */
  readonly sourceEvidence?: string | undefined;
  readonly path?: string | undefined;
  readonly url?: string | undefined;
  /** Why it matters. */
  readonly why: string;
  /** What to do instead, or now. */
  readonly advice: string;
}

export const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

/** Moves a severity by steps, staying on the scale. */
export function shifted(severity: Severity, steps: number): Severity {
  const at = SEVERITIES.indexOf(severity) + steps;
  return SEVERITIES[Math.max(0, Math.min(SEVERITIES.length - 1, at))] as Severity;
}

/**
 * Tells whether a finding is more than a remark.
 *
 * @example
 * isAlarm({ severity: 'info' }); // false
 */
export function isAlarm(finding: Pick<Finding, 'severity'>): boolean {
  return finding.severity !== 'info';
}
