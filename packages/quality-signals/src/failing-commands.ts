import { byCount } from './by-count.ts';
import { normalizeCommand } from './normalize-command.ts';
import { isShellTool, type SignalCall } from './signal-call.ts';

/** A command that failed, whatever the paths and numbers in it. */
export interface FailingCommand {
  /** As {@link normalizeCommand} writes it. */
  readonly command: string;
  /** The latest of the failures, as it was written. */
  readonly example: string;
  readonly count: number;
  /** How often it was run. */
  readonly runs: number;
  /** Sessions in which it failed. */
  readonly sessions: number;
  /** Of the latest failure, where it is known. */
  readonly exitCode: number | undefined;
}

const LEAST_FAILURES = 2;

/** Counts failures of commands. */
export function countFailures(calls: readonly SignalCall[]): FailingCommand[] {
  const found = new Map<
    string,
    {
      example: string;
      count: number;
      runs: number;
      sessions: Set<string>;
      exitCode?: number | undefined;
    }
  >();
  for (const { session, tool, command, outcome, exitCode } of calls) {
    if (!isShellTool(tool) || command === undefined || outcome === 'denied') continue;
    const key = normalizeCommand(command);
    let row = found.get(key);
    if (!row) {
      row = { example: command, count: 0, runs: 0, sessions: new Set() };
      found.set(key, row);
    }
    row.runs++;
    if (outcome !== 'failed') continue;
    row.count++;
    row.sessions.add(session);
    row.example = command;
    row.exitCode = exitCode;
  }
  return [...found]
    .filter(([, { count }]) => count >= LEAST_FAILURES)
    .map(([command, { example, count, runs, sessions, exitCode }]) => {
      return { command, example, count, runs, sessions: sessions.size, exitCode };
    })
    .sort(byCount(({ command }) => command));
}
