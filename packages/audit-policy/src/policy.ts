import type { OwnRule, Severity } from '@cco/audit-rules';

/** What the guard does about a call. */
export type GuardAction = 'deny' | 'ask' | 'allow';

/** A severity, or nothing at all. */
export type Threshold = Severity | 'never';

/** What a `cco.audit.json` asks for, with what it leaves out filled in. */
export interface Policy {
  /** By rule id; rules that are not named stay as they are. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly sensitivePaths: readonly string[];
  /** Undefined: hosts are not judged by a list. */
  readonly allowedHosts: readonly string[] | undefined;
  /** As written; relative ones belong to the folder of the file. */
  readonly folders: readonly string[];
  readonly ownRules: readonly OwnRule[];
  readonly failOn: Threshold | undefined;
  /** As written; relative to the folder of the file. */
  readonly baseline: string | undefined;
  readonly guard: {
    readonly deny: Threshold;
    readonly ask: Threshold;
    readonly rules: Readonly<Record<string, GuardAction>>;
    /** What becomes of asking where Claude Code asks nobody. */
    readonly unattended: Exclude<GuardAction, 'allow'>;
  };
  /** Changes when the policy asks for other findings: what was judged before has to be judged anew. */
  readonly judgingKey: string;
}

/** The policy where there is no file. */
export const DEFAULT_POLICY: Policy = {
  rules: {},
  sensitivePaths: [],
  allowedHosts: undefined,
  folders: [],
  ownRules: [],
  failOn: undefined,
  baseline: undefined,
  guard: { deny: 'critical', ask: 'high', rules: {}, unattended: 'deny' },
  judgingKey: '',
};
