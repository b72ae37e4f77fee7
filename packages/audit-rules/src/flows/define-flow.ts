import type { ToolCall } from '../call.ts';
import type { Category, Finding, FindingCall, Severity } from '../finding.ts';
import type { Subject } from '../subject.ts';

/** A call with what single rules found in it. */
export interface Step {
  readonly call: ToolCall;
  readonly subject: Subject;
  readonly findings: readonly Finding[];
}

/** An earlier call that a flow remembers. Plain data without secrets: it can be kept. */
export interface FlowSource {
  readonly call: FindingCall;
  readonly evidence: string;
  readonly path?: string | undefined;
}

/** A call that means more after an earlier one than alone. */
export interface FlowHit {
  readonly source: FlowSource;
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
  /**
   * Judges the next call of a session.
   *
   * @param memory - What the calls before left there; the call's own part is put at its end.
   */
  readonly judge: (step: Step, memory: FlowSource[]) => Iterable<FlowHit>;
}

/** Makes a rule about the calls of one session; keeps its id as a literal type. */
export function defineFlow<const Id extends string>(flow: Flow<Id>): Flow<Id> {
  return flow;
}

/** Remembers a source, and forgets the oldest where there are too many. */
export function remember(memory: FlowSource[], source: FlowSource, most: number): void {
  memory.push(source);
  if (memory.length > most) memory.splice(0, memory.length - most);
}
