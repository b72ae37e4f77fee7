import fs from 'node:fs';
import { adoptTimeZone } from '@cco/calendar';
import { logFolder } from '@cco/claude-paths';
import { appendEntry } from './append-entry.ts';
import { entryFromPayload } from './entry-from-payload.ts';
import { readInput } from './read-input.ts';
import { readPayload } from './read-payload.ts';

/** The world of a hook; tests make one of their own. */
export interface HookWorld {
  /** @default `process.env` */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Gives the payload. @default reads standard input */
  readonly read?: (() => string) | undefined;
  /** @default the present */
  readonly now?: Date | undefined;
  /** Takes one line without its line end. @default writes to standard error */
  readonly report?: ((line: string) => void) | undefined;
}

/**
 * Logs the tool call that standard input tells of. A hook must not disturb the agent: this never
 * throws, prints nothing on standard output, and tells of each failure in one line on standard
 * error.
 */
export function runHook(world: HookWorld = {}): void {
  const { env = process.env, read = readInput, now = new Date(), report = reportOnError } = world;
  const tell = (problem: string) => report(`session-logger: ${safeLine(problem)}`);
  try {
    // The day of the entry names the file.
    if (world.env === undefined) adoptTimeZone();
    const { payload, problem } = readPayload(read());
    if (problem !== undefined) tell(problem);
    if (payload === undefined) return;
    const entry = entryFromPayload(payload, { env, now, cwd: workingFolder(), pid: process.pid });
    appendEntry(logFolder(env), entry, now);
  } catch (error) {
    tell(`not logged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** It may have been deleted under the process. */
function workingFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function reportOnError(line: string): void {
  try {
    fs.writeSync(2, `${line}\n`);
  } catch {
    // Nobody listens.
  }
}

/** File names may hold anything, and this goes to a terminal. */
function safeLine(text: string): string {
  return text.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
}
