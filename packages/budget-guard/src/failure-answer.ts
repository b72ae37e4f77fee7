import type { GuardAnswer } from './guard-budgets.ts';
import type { GuardedEvent } from './parse-guard-input.ts';

/** How the guard behaves when it cannot find out what was spent. */
export interface FailureOptions {
  /** Undefined where not even that is known. */
  readonly event: GuardedEvent | undefined;
  /** Asks about tool calls; else it only warns. Prompts cannot be asked about. */
  readonly ask: boolean;
  /** Asked before a warning, so that it appears once: true for the first caller. */
  claim(): boolean;
}

/**
 * Decides what happens when budgets cannot be checked.
 *
 * @param problem - What is wrong, as a part of a sentence.
 *
 * @example
 * failureAnswer('no store', { event: 'PreToolUse', ask: false, claim: () => true });
 * // { decision: 'warn', output: '{"systemMessage":"The budget guard does not work: no store"}' }
 */
export function failureAnswer(problem: string, options: FailureOptions): GuardAnswer {
  const { event, ask, claim } = options;
  const message = `The budget guard does not work: ${problem}`;
  if (ask && event !== 'UserPromptSubmit') {
    const hookSpecificOutput = {
      hookEventName: 'PreToolUse',
      permissionDecision: 'ask',
      permissionDecisionReason: message,
    };
    return { decision: 'ask', output: JSON.stringify({ hookSpecificOutput }) };
  }
  if (event === undefined || !claim()) return { decision: 'allow', output: '' };
  return { decision: 'warn', output: JSON.stringify({ systemMessage: message }) };
}
