/**
 * What a Claude Code hook that guards budgets reads, decides and answers; without file access.
 *
 * @module
 */
export { type FailureOptions, failureAnswer } from './failure-answer.ts';
export {
  type GuardAnswer,
  type GuardDecision,
  type GuardOptions,
  guardBudgets,
  warningKey,
} from './guard-budgets.ts';
export {
  GUARDED_EVENTS,
  type GuardedEvent,
  type GuardInput,
  parseGuardInput,
} from './parse-guard-input.ts';
