import { readInput, writeOutput } from '@cco/hook-logger';
import { type LiveContext, wordsBelow } from './live-context.ts';

/** The world of a command that Claude Code runs all the time; tests make one of their own. */
export interface QuickWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  now(): Date;
  /** Gives standard input. */
  read(): string;
  out(text: string): void;
  /** Starts a process that looks at all transcripts and outlives this one. */
  refresh(words: readonly string[]): void;
}

/** Payloads hold a prompt or what a tool is given; longer ones are no payloads. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Reads what Claude Code brings.
 *
 * @throws RangeError when it is longer than any payload.
 */
export function readPayload(): string {
  return readInput(0, MOST_BYTES);
}

/** Makes the view of the running process. */
export function processWorld(context: LiveContext, read: () => string): QuickWorld {
  return {
    env: process.env,
    cwd: currentFolder(),
    now: () => new Date(),
    read,
    out,
    refresh: (words) => void startRefresh([...wordsBelow(context), ...words]),
  };
}

/** Standard output is not made a stream for one line. */
function out(text: string): void {
  try {
    writeOutput(text);
  } catch {
    // Nobody listens.
  }
}

async function startRefresh(words: readonly string[]): Promise<void> {
  const { spawn } = await import('node:child_process');
  const [node = process.execPath, script = ''] = process.argv;
  const child = spawn(node, [script, ...words], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  child.on('error', () => {});
  child.unref();
}

/** It may have been deleted under the process. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
