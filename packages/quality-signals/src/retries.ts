import { byCount } from './by-count.ts';
import { normalizeCommand } from './normalize-command.ts';
import { isShellTool, type SignalCall } from './signal-call.ts';

/** A command that one session tried again and again. */
export interface Retry {
  readonly session: string;
  /** As `normalizeCommand` writes it. */
  readonly command: string;
  /** Failures one after another, without a success of the same command between. */
  readonly count: number;
  /** Whether it worked in the end. */
  readonly worked: boolean;
}

const LEAST_TRIES = 3;

/** Finds the longest series of failures of each command in each session. */
export function countRetries(calls: readonly SignalCall[]): Retry[] {
  const running = new Map<string, number>();
  const best = new Map<string, Retry>();
  for (const { session, tool, command, outcome } of calls) {
    if (!isShellTool(tool) || command === undefined || outcome === 'denied') continue;
    const normal = normalizeCommand(command);
    const key = `${session}\0${normal}`;
    const failures = running.get(key) ?? 0;
    const known = best.get(key);
    if (outcome === 'failed') {
      running.set(key, failures + 1);
      if (failures + 1 >= LEAST_TRIES && failures + 1 > (known?.count ?? 0)) {
        best.set(key, { session, command: normal, count: failures + 1, worked: false });
      }
    } else if (failures > 0) {
      running.delete(key);
      if (known?.count === failures) best.set(key, { ...known, worked: true });
    }
  }
  return [...best.values()].sort(byCount(({ command, session }) => command + session));
}
