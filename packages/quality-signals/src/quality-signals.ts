import { countEdits, type EditChurn } from './edit-churn.ts';
import { countFailures, type FailingCommand } from './failing-commands.ts';
import { countReads, type LongResult, type RepeatedRead } from './repeated-reads.ts';
import { countRetries, type Retry } from './retries.ts';
import type { SignalCall } from './signal-call.ts';

/** What each signal found, the most striking first. */
export interface QualitySignals {
  /** Files that one session read three times or more. */
  readonly repeatedReads: readonly RepeatedRead[];
  /** Commands that failed at least twice. */
  readonly failingCommands: readonly FailingCommand[];
  /** Files that were edited five times or more. */
  readonly editChurn: readonly EditChurn[];
  /** Commands that one session ran three times or more in vain before they worked, or never did. */
  readonly retries: readonly Retry[];
  /** Long results that one session asked for again. */
  readonly longResults: readonly LongResult[];
}

/** The name of a signal. */
export type SignalName = keyof QualitySignals;

/** What to do about each signal. */
export const SIGNAL_ADVICE: Readonly<Record<SignalName, string>> = {
  repeatedReads:
    'One session needed these files again and again: put what it looked for into CLAUDE.md or a skill.',
  failingCommands:
    'These commands keep failing: look for outdated paths, names or flags in CLAUDE.md and skills.',
  editChurn:
    'These files were edited most: write down what they are for and which conventions they follow.',
  retries:
    'These commands were tried again without success: tell in CLAUDE.md how they are run here.',
  longResults:
    'These long results were read more than once: name the lines that matter, or split the file.',
};

/**
 * Looks for signals of missing or outdated instructions.
 *
 * @param calls - In the order they were made, within each session at least.
 *
 * @example
 * const read = { session: 'a', tool: 'Read', file: '/code/app/src/a.ts' };
 * qualitySignals([read, read, read]).repeatedReads;
 * // [{ session: 'a', file: '/code/app/src/a.ts', count: 3, bytes: 0 }]
 */
export function qualitySignals(calls: Iterable<SignalCall>): QualitySignals {
  const all = [...calls];
  return {
    ...countReads(all),
    failingCommands: countFailures(all),
    editChurn: countEdits(all),
    retries: countRetries(all),
  };
}
