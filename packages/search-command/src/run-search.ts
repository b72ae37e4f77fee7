import fs from 'node:fs';
import path from 'node:path';
import { configFolders, dataFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { latestRows } from '@cco/session-index';
import { oneLine } from '@cco/terminal';
import { type Hit, renderJson, renderText } from './render.ts';
import { needsNoConfigFolder, resumeCommand } from './resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from './search-options.ts';
import { showRequest } from './session-id.ts';
import { fieldNames, unknownField } from './unknown-field.ts';
import { warn } from './warn.ts';

/**
 * Lists or searches sessions and prints what was found; gives the exit status.
 *
 * @throws UserError when the query is wrong, or its pattern takes too long.
 */
export async function runSearch(
  options: SearchCommandOptions,
  io: Io,
  context: SearchCommandContext,
): Promise<number> {
  try {
    return await listOrSearch(options, io, context);
  } catch (error) {
    const { SlowPatternError } = await import('@cco/session-index/text');
    if (!(error instanceof SlowPatternError)) throw error;
    throw new UserError(error.message, {
      hint: 'Do not repeat what is repeated inside: not (a+)+ but a+.',
    });
  }
}

async function listOrSearch(
  options: SearchCommandOptions,
  io: Io,
  context: SearchCommandContext,
): Promise<number> {
  const asked = showRequest(options.keyword);
  if (asked) {
    const { runShow } = await import('./run-show.ts');
    const status = await runShow(
      asked,
      { ...options, ...context, ...indexOptions(options, io) },
      io,
    );
    if (status !== undefined) return status;
  }
  const words = (options.keyword ?? []).join(' ');
  if (options.count) {
    const { runCount } = await import('./run-count.ts');
    return runCount({ ...options, ...context, ...indexOptions(options, io) }, words, io);
  }
  const limit = options.all ? Number.POSITIVE_INFINITY : options.limit;
  const shown = new Set<string>();
  const unseen = (hits: readonly Hit[]) => hits.filter(({ id }) => !shown.has(id));
  const showEarlier = (known: readonly Hit[], bytes: number): void => {
    // An index that cannot be written is searched again in memory.
    const hits = unseen(known);
    if (hits.length === 0) return;
    io.out(renderText(hits, io));
    for (const { id } of hits) shown.add(id);
    io.err(`So much is known already; now the ${Math.round(bytes / 1e6)} MB that are new.\n`);
  };
  const hits =
    keptHits(options, words, limit, io) ??
    (await foundHits({ ...options, ...context }, words, limit, io, showEarlier));
  if (options.json) io.out(renderJson(hits));
  else if (hits.length === 0 && shown.size === 0) io.out(nothingFound(words));
  else io.out(renderText(unseen(hits), io));
  if (hits.length === 0) tellWhyNothing(words, io);
  return 0;
}

function tellWhyNothing(words: string, io: Io): void {
  tellWithoutData(io);
  const [, pattern] = WITH_OTHER_FLAGS.exec(words) ?? [];
  if (pattern) warn(io, `${pattern} was searched as text: the flags of a pattern are m and s`);
  const field = unknownField(words);
  if (field) {
    warn(
      io,
      `${field.term} was searched as text: ${field.name}: is no field. There are ${fieldNames()}`,
    );
  }
}

/** What looks like a pattern with flags of JavaScript, and is no path. */
const WITH_OTHER_FLAGS = /(?:^|\s)-?(\/\S+\/[ims]*[dguvy][dgimsuvy]*)(?=\s|$)/;

/** The kept list answers when nothing has changed and nothing is asked that it does not hold. */
function keptHits(
  options: SearchCommandOptions,
  words: string,
  limit: number,
  io: Io,
): Hit[] | undefined {
  const { project, since, until, here, sort, subagents } = options;
  const filters = project ?? since ?? until;
  if (words.trim() !== '' || filters !== undefined || here || sort !== 'newest') return undefined;
  if (subagents || options.archived || options['resume-dir']) return undefined;
  const index = indexOptions(options, io);
  if (!needsNoConfigFolder(index.configFolders, io.env)) return undefined;
  const rows = latestRows(index, limit);
  return rows?.map((row) => ({ ...row, resume: resumeCommand(row.id) }));
}

/** What reads transcripts is loaded only for this. */
async function foundHits(
  options: SearchCommandOptions & SearchCommandContext,
  words: string,
  limit: number,
  io: Io,
  showEarlier: (hits: readonly Hit[], bytes: number) => void,
): Promise<Hit[]> {
  const { findHits } = await import('./find-hits.ts');
  const query = words.trim() === '' ? undefined : words;
  const all = { ...options, ...indexOptions(options, io) };
  // Programs get one answer, in one order.
  const isSeen = io.isTerminal && !options.json;
  return findHits(all, query, limit, io, isSeen ? showEarlier : undefined);
}

function indexOptions({ rebuild }: SearchCommandOptions, { env }: Io) {
  return { configFolders: configFolders(env), dataFolder: dataFolder(env), rebuild };
}

function nothingFound(words: string): string {
  const shown = oneLine(words);
  return shown === '' ? 'No sessions found.\n' : `No sessions found matching '${shown}'.\n`;
}

/** Finding nothing because there is no data at all is something else. */
function tellWithoutData(io: Io): void {
  const roots = configFolders(io.env).map((folder) => path.join(folder, 'projects'));
  if (roots.some((root) => fs.existsSync(root))) return;
  warn(io, `There is no Claude Code data: no folder ${roots.join(' and no ')}`);
}
