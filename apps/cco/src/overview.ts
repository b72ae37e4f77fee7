import { type LogFolder, readActivityLog } from '@cco/activity-log';
import { createActivityStats, type Usage } from '@cco/activity-stats';
import { type Day, dayOf, lastDays } from '@cco/calendar';
import { configFolders, dataFolder, logFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import { resolveRates } from '@cco/cost';
import { configFolderOf, needsNoConfigFolder, resumeCommand } from '@cco/search-command';
import { hasStore, latestRows, refreshIndex, rowOf } from '@cco/session-index';
import { createProgress, oneLine } from '@cco/terminal';
import { type Overview, renderOverview } from './render-overview.ts';

const WEEK_DAYS = 7;
const LATEST = 5;

/** Prints today, this week and the latest sessions; gives the exit status. */
export async function runOverview(options: { readonly json: boolean }, io: Io): Promise<number> {
  // The list of sessions brings the store up to date, which the exact usage is read from.
  const sessions = await readSessions(io);
  const overview = { ...readUsage(io), exact_usage: await readExact(io), sessions };
  io.out(options.json ? `${JSON.stringify(overview, null, 2)}\n` : renderOverview(overview, io));
  return 0;
}

/** Without transcripts there is no store, and nothing to tell. */
async function readExact(io: Io): Promise<Overview['exact_usage']> {
  const places = { dataFolder: dataFolder(io.env), configFolders: configFolders(io.env) };
  if (!hasStore(places)) return null;
  const { readExactUsage } = await import('./exact-usage.ts');
  return readExactUsage(io);
}

function readUsage(io: Io): Omit<Overview, 'sessions' | 'exact_usage'> {
  const today = dayOf(io.now());
  const range = lastDays(today, WEEK_DAYS);
  const { rates } = resolveRates({ env: io.env });
  const meters = { today: createActivityStats({ rates }), week: createActivityStats({ rates }) };
  const folder: LogFolder = { path: logFolder(io.env), person: undefined };
  let skipped = 0;
  const { failures } = readActivityLog({
    folders: [folder],
    range,
    onEntry(entry) {
      meters.week.add(entry);
      if (entry.day === (today as string)) meters.today.add(entry);
    },
    onProblem() {
      skipped++;
    },
  });
  for (const { reason, message } of failures) {
    if (reason !== 'missing') warn(io, `no activity log: ${folder.path}: ${message}`);
  }
  return {
    log_dir: folder.path,
    has_logs: failures.length === 0,
    skipped,
    today: summaryOf(meters.today.result(), { since: today, until: today }),
    week: summaryOf(meters.week.result(), range),
  };
}

function summaryOf(usage: Usage, { since, until }: { since: Day; until: Day }) {
  const { operations, sessions, tokens, cost } = usage;
  return { since, until, operations, sessions, tokens, estimated_cost: cost };
}

async function readSessions(io: Io): Promise<Overview['sessions']> {
  const options = { configFolders: configFolders(io.env), dataFolder: dataFolder(io.env) };
  const rows = needsNoConfigFolder(options.configFolders, io.env)
    ? latestRows(options, LATEST)
    : undefined;
  if (rows) return rows.map((row) => ({ ...row, resume: resumeCommand(row.id) }));
  const progress = createProgress(io.progressStream, 'Indexing sessions', io.env);
  const index = await refreshIndex({ ...options, onProgress: progress.update }).finally(() =>
    progress.end(),
  );
  for (const note of index.notes) warn(io, note);
  for (const { file, message } of index.problems) warn(io, `skipped: ${file}: ${message}`);
  return index.sessions.slice(0, LATEST).map((session) => ({
    ...rowOf(session),
    resume: resumeCommand(session.id, {
      configFolder: configFolderOf(session.files[0].path, options.configFolders, io.env),
    }),
  }));
}

function warn(io: Io, text: string): void {
  io.err(`${io.errStyle.yellow(oneLine(text))}\n`);
}
