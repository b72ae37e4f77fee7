import type { ToolCall } from './call.ts';
import type { Category, Severity } from './finding.ts';
import type { SimpleCommand } from './shell/index.ts';
import type { Subject } from './subject.ts';

/** What a rule says about a call. */
export interface Hit {
  /** The text it was seen by; redacted by the caller. */
  readonly evidence: string;
  /** @default the rule's */
  readonly severity?: Severity | undefined;
  readonly path?: string | undefined;
  readonly url?: string | undefined;
}

/** A Bash command, or a call of any tool. */
export type Example = string | Pick<ToolCall, 'tool' | 'input' | 'output'>;

export interface Rule<Id extends string = string> {
  readonly id: Id;
  readonly category: Category;
  readonly severity: Severity;
  /** They are the tests and the documentation. */
  readonly examples: { readonly match: readonly Example[]; readonly pass: readonly Example[] };
  readonly judge: (subject: Subject) => Iterable<Hit>;
}

/** Makes a rule; keeps its id as a literal type, so that the table of wording must have it. */
export function defineRule<const Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}

/** What a judge of single commands answers: nothing, a bare yes, or more. */
export type Verdict = undefined | false | true | Severity | Partial<Hit>;

/** Makes a judge that looks at each command with one of these programs. */
export function commands(
  programs: readonly string[],
  judge: (command: SimpleCommand, subject: Subject) => Verdict,
): Rule['judge'] {
  const wanted = new Set(programs);
  return (subject) => {
    if (!subject.runsOneOf(wanted)) return NO_HITS;
    const found: Hit[] = [];
    for (const program of programs) {
      for (const command of subject.running(program)) {
        const hit = hitOf(command, judge(command, subject));
        if (hit !== undefined) found.push(hit);
      }
    }
    return found;
  };
}

/** What most rules say about most calls; known by its identity, because it has to cost nothing. */
export const NO_HITS: readonly Hit[] = [];

/** Makes a judge that looks at every command. */
export function everyCommand(
  judge: (command: SimpleCommand, subject: Subject) => Verdict,
): Rule['judge'] {
  return (subject) => {
    let found: Hit[] | undefined;
    for (const command of subject.commands) {
      const hit = hitOf(command, judge(command, subject));
      if (hit === undefined) continue;
      found ??= [];
      found.push(hit);
    }
    return found ?? NO_HITS;
  };
}

function hitOf(command: SimpleCommand, verdict: Verdict): Hit | undefined {
  if (verdict === undefined || verdict === false) return undefined;
  if (verdict === true) return { evidence: command.source };
  if (typeof verdict === 'string') return { evidence: command.source, severity: verdict };
  return { evidence: command.source, ...verdict };
}
