import { type StatsEntry, sessionKey } from './stats-entry.ts';
import { byCount } from './tally.ts';
import { isEditingTool, isShellTool } from './tools.ts';

/** A pattern in the log that speaks of missing or outdated instructions. */
export type QualitySignal = 'repeatedReads' | 'failingCommands' | 'frequentEdits';

/** A file that one session read again and again. */
export interface RepeatedRead {
  readonly file: string;
  readonly sessionId: string;
  readonly count: number;
}

/** A shell command that failed. */
export interface FailingCommand {
  /** Without blanks around it; `unknown` when it was not logged. */
  readonly command: string;
  readonly count: number;
  /** Sessions in which it failed. */
  readonly sessions: number;
  /** Of its latest failure, when that one has an exit code. */
  readonly lastExitCode: number | undefined;
}

/** A file that was edited. */
export interface FrequentEdit {
  readonly file: string;
  readonly count: number;
  /** Sessions in which it was edited. */
  readonly sessions: number;
}

/** What each signal found, most frequent first. */
export interface QualityFindings {
  /** Files that one session read three times or more. */
  readonly repeatedReads: readonly RepeatedRead[];
  readonly failingCommands: readonly FailingCommand[];
  readonly frequentEdits: readonly FrequentEdit[];
}

/** What to do about a signal. */
export const QUALITY_ADVICE: Readonly<Record<QualitySignal, string>> = {
  repeatedReads:
    'One session needed these files again and again: put what it looked for into CLAUDE.md or a skill.',
  failingCommands:
    'These commands failed: look for outdated paths, names or flags in CLAUDE.md and skills.',
  frequentEdits:
    'These files were edited most: write down what they are for and which conventions they follow.',
};

/** How often one session has to read a file before it is worth a word. */
export const REPEATED_READ_MINIMUM = 3;

/** Looks for quality signals in entries. */
export interface QualityWatch {
  add(entry: StatsEntry): void;
  result(): QualityFindings;
}

/** Makes a watch that has seen nothing. */
export function createQualityWatch(): QualityWatch {
  const reads = new Map<string, Map<string, number>>();
  const failures = new Map<string, Failures>();
  const edits = new Map<string, Edits>();
  return {
    add(entry) {
      const { tool, file } = entry;
      if (isShellTool(tool)) {
        if (isFailure(entry)) addFailure(failures, entry);
      } else if (file !== undefined) {
        if (tool === 'Read') addRead(reads, sessionKey(entry), file);
        else if (isEditingTool(tool)) addEdit(edits, sessionKey(entry), file);
      }
    },
    result: () => ({
      repeatedReads: repeated(reads),
      failingCommands: [...failures]
        .map(([command, { count, sessions, last }]) => {
          return { command, count, sessions: sessions.size, lastExitCode: last.exitCode };
        })
        .sort(byCount(({ command }) => command)),
      frequentEdits: [...edits]
        .map(([file, { count, sessions }]) => ({ file, count, sessions: sessions.size }))
        .sort(byCount(({ file }) => file)),
    }),
  };
}

interface Edits {
  count: number;
  readonly sessions: Set<string>;
}

interface Failures extends Edits {
  last: StatsEntry;
}

function isFailure({ exitCode, error }: StatsEntry): boolean {
  return (exitCode !== undefined && exitCode !== 0) || error !== undefined;
}

function addFailure(failures: Map<string, Failures>, entry: StatsEntry): void {
  const command = entry.command?.trim() || 'unknown';
  const known = failures.get(command);
  if (known === undefined) {
    failures.set(command, { count: 1, sessions: new Set([sessionKey(entry)]), last: entry });
    return;
  }
  known.count++;
  known.sessions.add(sessionKey(entry));
  if (entry.timestamp >= known.last.timestamp) known.last = entry;
}

function addRead(reads: Map<string, Map<string, number>>, sessionId: string, file: string): void {
  let counts = reads.get(sessionId);
  if (counts === undefined) {
    counts = new Map();
    reads.set(sessionId, counts);
  }
  counts.set(file, (counts.get(file) ?? 0) + 1);
}

function addEdit(edits: Map<string, Edits>, sessionId: string, file: string): void {
  const known = edits.get(file);
  if (known === undefined) {
    edits.set(file, { count: 1, sessions: new Set([sessionId]) });
    return;
  }
  known.count++;
  known.sessions.add(sessionId);
}

function repeated(reads: Map<string, Map<string, number>>): RepeatedRead[] {
  const found: RepeatedRead[] = [];
  for (const [session, counts] of reads) {
    for (const [file, count] of counts) {
      if (count < REPEATED_READ_MINIMUM) continue;
      // The person in front of the id only kept sessions apart.
      found.push({ file, sessionId: session.replace(/^.*\0/s, ''), count });
    }
  }
  return found.sort(
    byCount(
      ({ file }) => file,
      ({ sessionId }) => sessionId,
    ),
  );
}
