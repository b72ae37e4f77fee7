import vm from 'node:vm';

/** Thrown for work that was stopped. */
export class OutOfTimeError extends Error {}

const SLOT = '__ccoWorkWithinTime';
const script = new vm.Script(`globalThis.${SLOT}()`);

/**
 * Does synchronous work, and stops it wherever it is when it takes too long: also inside a regular
 * expression. It is the last resort of a hook that Claude Code would take for one that has nothing
 * against a call when it does not answer; other limits count work, so that answers do not depend on
 * how busy the machine is.
 *
 * @throws OutOfTimeError when it was stopped.
 */
export function withinTime<Result>(work: () => Result, milliseconds: number): Result {
  const slots = globalThis as unknown as Record<string, unknown>;
  slots[SLOT] = work;
  try {
    return script.runInThisContext({ timeout: milliseconds }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw error;
    }
    throw new OutOfTimeError(`judging it took longer than ${milliseconds / 1000} seconds`);
  } finally {
    delete slots[SLOT];
  }
}
