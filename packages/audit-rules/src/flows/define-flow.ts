import type { ToolCall } from '../call.ts';
import type { Category, Finding, Severity } from '../finding.ts';
import type { Subject } from '../subject.ts';

/** A call with what single rules found in it. */
export interface Step {
  readonly call: ToolCall;
  readonly subject: Subject;
  readonly findings: readonly Finding[];
}

/** Two steps that mean more together than each alone. */
export interface FlowHit {
  readonly source: Step;
  readonly sink: Step;
  readonly sourceEvidence: string;
  readonly evidence: string;
  readonly severity?: Severity | undefined;
  readonly path?: string | undefined;
  readonly url?: string | undefined;
}

export interface Flow<Id extends string = string> {
  readonly id: Id;
  readonly category: Category;
  readonly severity: Severity;
  /** Each example is a session: Bash commands, or calls of any tool, in order. */
  readonly examples: {
    readonly match: readonly (readonly (string | ToolCall)[])[];
    readonly pass: readonly (readonly (string | ToolCall)[])[];
  };
  readonly judge: (steps: readonly Step[]) => Iterable<FlowHit>;
}

/** Makes a rule about the calls of one session; keeps its id as a literal type. */
export function defineFlow<const Id extends string>(flow: Flow<Id>): Flow<Id> {
  return flow;
}
