/**
 * Signals of poor configuration in tool calls, without file access.
 *
 * @module
 */
export type { EditChurn } from './edit-churn.ts';
export type { FailingCommand } from './failing-commands.ts';
export { normalizeCommand } from './normalize-command.ts';
export {
  type QualitySignals,
  qualitySignals,
  SIGNAL_ADVICE,
  type SignalName,
} from './quality-signals.ts';
export type { LongResult, RepeatedRead } from './repeated-reads.ts';
export type { Retry } from './retries.ts';
export type { SignalCall } from './signal-call.ts';
