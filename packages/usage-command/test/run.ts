import { captureIo, type Io, runCommand } from '@cco/cli';
import type { TemporaryHome } from '@cco/test-fixtures';
import { usageCommand } from '../src/index.ts';

/** What a run printed, and its exit status. */
export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The sample home's last day, at noon. */
export const NOW = '2026-11-04T12:40:00Z';

/** Runs a command line in a temporary home: words as they are, a text in the zone UTC unless it names one. */
export async function run(
  { env }: TemporaryHome,
  line: string | readonly string[],
  parts: Partial<Io> = {},
): Promise<Run> {
  const { io, out, err } = captureIo({ env, now: () => new Date(NOW), columns: 100, ...parts });
  const argv = typeof line === 'string' ? wordsOf(line) : line;
  const command = usageCommand();
  const status = await runCommand(command, { name: 'session-usage', version: '1.0.0', argv, io });
  return { status, out: out(), err: err() };
}

function wordsOf(line: string): string[] {
  const words = line.split(' ').filter(Boolean);
  const hasZone = words.includes('-z') || words.includes('--timezone');
  return hasZone || words[0] === 'reconcile' ? words : [...words, '--timezone', 'UTC'];
}
