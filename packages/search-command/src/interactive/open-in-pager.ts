import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { formatMinute } from '@cco/calendar';
import type { Environment } from '@cco/claude-paths';
import { readConversation, type SpokenPiece } from '@cco/session-index/text';
import type { OpenTerminal } from '@cco/terminal-screen';
import { safeText } from './safe-text.ts';

const DEFAULT_PAGER = 'less';
/** What a pager has not read yet is kept up to here. */
const MOST_WAITING = 1024 * 1024;

/**
 * Shows a whole session, with its subagents, in `$PAGER`.
 *
 * @param files - Transcripts, the session's own first.
 * @returns What went wrong, for people.
 */
export async function openInPager(
  files: readonly string[],
  { env, terminal }: { readonly env: Environment; readonly terminal: OpenTerminal },
): Promise<string | undefined> {
  const pager = env['PAGER']?.trim() || DEFAULT_PAGER;
  // A pager is a line of shell by custom: `less -R`.
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', terminal.output, 'inherit'],
    env: { ...env },
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', resolve);
  });
  let isRead = true;
  child.stdin.on('error', () => {
    isRead = false;
  });
  child.on('close', () => {
    isRead = false;
  });
  const problems = await writeSession(child.stdin, files, () => isRead);
  child.stdin.end();
  const status = await ended;
  if (status === 127 || status === 126) return `${pager} could not be started: set PAGER`;
  return problems[0];
}

async function writeSession(
  output: Writable,
  files: readonly string[],
  isRead: () => boolean,
): Promise<string[]> {
  const problems: string[] = [];
  for (const [i, file] of files.entries()) {
    if (i > 0) output.write(`\n${'─'.repeat(20)} subagent ${'─'.repeat(20)}\n\n`);
    const failure = await writeConversation(output, file, isRead);
    if (failure !== undefined) problems.push(`${file}: ${failure}`);
    if (!isRead()) break;
  }
  return problems;
}

async function writeConversation(
  output: Writable,
  file: string,
  isRead: () => boolean,
): Promise<string | undefined> {
  for (let start: Reading['next'] | undefined; ; ) {
    const { next, failure }: Reading = await readConversation(file, {
      start,
      until: () => !isRead() || output.writableLength > MOST_WAITING,
      onPiece: (piece) => output.write(formatPiece(piece)),
    });
    const isEnd = next.offset === start?.offset;
    if (failure !== undefined || isEnd || !isRead()) return failure;
    start = next;
    await drained(output, isRead);
  }
}

type Reading = Awaited<ReturnType<typeof readConversation>>;

function drained(output: Writable, isRead: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (!output.writableNeedDrain || !isRead()) return resolve();
    const go = () => {
      output.off('drain', go);
      output.off('close', go);
      resolve();
    };
    output.on('drain', go);
    output.on('close', go);
  });
}

function formatPiece({ speaker, timestamp, text }: SpokenPiece): string {
  const time = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  const date = Number.isNaN(time) ? '' : ` · ${formatMinute(new Date(time))}`;
  return `${speaker}${date}\n${safeText(text).replace(/^(?=.)/gm, '  ')}\n\n`;
}
