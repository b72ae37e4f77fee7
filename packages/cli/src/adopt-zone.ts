import { adoptTimeZone, zoneProblem } from '@cco/calendar';
import { oneLine } from '@cco/terminal';
import { isCompletionStep } from './completion.ts';
import { isCompletionRequest } from './completion-request.ts';
import type { Io } from './io.ts';

/**
 * Makes the process use the zone that `TZ` names, in any form that a C library knows, and warns when
 * it names none: days and times of another zone than the user's look like faults.
 */
export function adoptZone(argv: readonly string[], io: Io): void {
  adoptTimeZone();
  if (isCompletionRequest(argv) || isCompletionStep(argv)) return;
  const problem = zoneProblem(process.env);
  if (problem !== undefined) io.err(`${io.errStyle.yellow(oneLine(problem))}\n`);
}
