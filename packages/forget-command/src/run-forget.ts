import { createInterface } from 'node:readline/promises';
import { configFolders, dataFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import {
  cannotWrite,
  type ForgetRules,
  forgetHistory,
  type KeptHistory,
  keptHistory,
  readForgotten,
  withoutRules,
  writeForgotten,
} from '@cco/session-index/forget';
import { count, oneLine } from '@cco/terminal';
import type { ForgetOptions } from './forget-options.ts';
import { rulesOf } from './rules-of.ts';

/**
 * Removes what the options name, once somebody has agreed.
 *
 * @returns The exit status.
 * @throws UserError when the options name nothing, too much, or nobody can be asked.
 */
export async function runForget(options: ForgetOptions, io: Io): Promise<number> {
  try {
    return await forget(options, io);
  } catch (error) {
    if (!cannotWrite(error)) throw error;
    throw new UserError(`it cannot be removed: ${(error as Error).message}`, {
      hint: `Is the disk full, or may ${dataFolder(io.env)} not be written?`,
    });
  }
}

async function forget(options: ForgetOptions, io: Io): Promise<number> {
  const folder = dataFolder(io.env);
  const rules = rulesOf(options, io);
  if (options.again) return takeBack(folder, rules, options, io);
  const kept = keptHistory(folder, rules);
  if (options['dry-run']) {
    report(kept, { isRemoved: false, rules, options, io });
    return 0;
  }
  if (!options.yes && !(await agrees(kept, io))) {
    io.err('Nothing was removed.\n');
    return 1;
  }
  const removed = forgetHistory(folder, configFolders(io.env), rules);
  report(removed, { isRemoved: true, rules, options, io });
  return 0;
}

async function agrees(kept: KeptHistory, io: Io): Promise<boolean> {
  const isAskable = io.isTerminal && (io.stdin as { isTTY?: boolean }).isTTY === true;
  if (!isAskable) {
    throw new UserError('nobody can be asked here', {
      hint: '--yes removes without asking, --dry-run only says what would be removed.',
    });
  }
  io.out(`${summaryOf(kept)}\n`);
  const lines = createInterface({ input: io.stdin, output: process.stdout });
  try {
    const answer = await lines.question('Remove this for good? [y/N] ');
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}

function report(
  kept: KeptHistory,
  {
    isRemoved,
    rules,
    options,
    io,
  }: {
    readonly isRemoved: boolean;
    readonly rules: ForgetRules;
    readonly options: ForgetOptions;
    readonly io: Io;
  },
): void {
  if (options.json) {
    io.out(`${JSON.stringify({ removed: isRemoved, rules, ...kept }, undefined, 2)}\n`);
    return;
  }
  io.out(`${isRemoved ? 'Removed' : 'Would remove'}: ${summaryOf(kept)}\n`);
  for (const id of kept.sessions) io.out(`  session ${oneLine(id)}\n`);
  for (const file of kept.files) io.out(`  ${isRemoved ? 'rewritten' : 'in'} ${oneLine(file)}\n`);
  if (kept.present.length === 0) return;
  io.out(
    `Left out from now on, until --again: ${count(kept.present.length, 'transcript')} still there.\n`,
  );
}

function summaryOf({ sessions, transcripts }: KeptHistory): string {
  if (transcripts.length === 0) return 'nothing; nothing is kept of it.';
  return `${count(sessions.length, 'session')} in ${count(transcripts.length, 'transcript')}`;
}

function takeBack(
  folder: string,
  rules: ForgetRules,
  { json, 'dry-run': isDry }: ForgetOptions,
  io: Io,
): number {
  const before = readForgotten(folder);
  const after = withoutRules(before, rules);
  const isKnown = JSON.stringify(before) !== JSON.stringify(after);
  if (isKnown && !isDry) writeForgotten(folder, after);
  if (json) io.out(`${JSON.stringify({ again: isKnown, rules }, undefined, 2)}\n`);
  else if (isKnown) io.out('The next run reads again what is still there.\n');
  else io.out('It was not forgotten.\n');
  return 0;
}
