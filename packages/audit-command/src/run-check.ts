import fs from 'node:fs';
import path from 'node:path';
import { type BaselineEntry, reaches, type Threshold } from '@cco/audit-policy';
import { renderReport } from '@cco/audit-render';
import type { Finding } from '@cco/audit-rules';
import { dayIn, parseDay } from '@cco/calendar';
import { expandHome, homeFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { closeStore } from '@cco/session-index/store';
import { count, oneLine } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import type { CheckOptions } from './check-options.ts';
import { openAudit, refreshAudit } from './load-audit.ts';
import { makeReport } from './make-report.ts';
import { type LoadedPolicy, loadPolicy, mistakesIn } from './policy-file.ts';
import { readSelection } from './selection.ts';

const FAILED = 2;

/** Judges, reports, and gives the exit status. */
export async function runCheck(
  options: CheckOptions,
  io: Io,
  context: AuditCommandContext,
): Promise<number> {
  const selection = readSelection(options, io);
  const policy = await loadPolicy(options.policy, io);
  const file = baselineFile(options, policy, io);
  const baseline = file === undefined ? undefined : await readBaseline(file.path, file.mayMiss);
  const store = await openAudit(io, context);
  try {
    await refreshAudit(store, policy, io);
    const { remarks } = options;
    const report = await makeReport(store, { selection, policy, baseline, remarks }, io);
    if (options['write-baseline'] !== undefined) {
      const accepted = [...report.findings, ...report.accepted];
      return await acceptAll(options, { findings: accepted, before: baseline ?? [] }, io);
    }
    const text = renderReport(report, options.format, {
      style: io.style,
      columns: io.columns,
      zone: selection.zone,
      version: context.version,
      ...(options.all ? { lines: Number.MAX_SAFE_INTEGER } : {}),
    });
    io.out(text);
    const threshold = (options['fail-on'] ?? policy.policy.failOn ?? 'never') as Threshold;
    return report.findings.some(({ severity }) => reaches(severity, threshold)) ? FAILED : 0;
  } finally {
    closeStore(store);
  }
}

function baselineFile(
  options: CheckOptions,
  { policy, file }: LoadedPolicy,
  io: Io,
): { path: string; mayMiss: boolean } | undefined {
  const named = options.baseline ?? options['write-baseline'];
  if (named !== undefined) {
    const mayMiss = options.baseline === undefined;
    return { path: path.resolve(io.cwd, expandHome(named, io.env)), mayMiss };
  }
  if (policy.baseline === undefined || file === undefined) return undefined;
  return { path: path.resolve(path.dirname(file), policy.baseline), mayMiss: false };
}

async function readBaseline(file: string, mayMiss: boolean): Promise<readonly BaselineEntry[]> {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (mayMiss && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new UserError(`${oneLine(file)} cannot be read: ${oneLine((error as Error).message)}`, {
      hint: '--write-baseline makes one.',
    });
  }
  const { parseBaseline } = await import('@cco/audit-policy');
  const { entries, problems } = parseBaseline(text);
  if (!entries) throw mistakesIn(file, problems);
  return entries;
}

async function acceptAll(
  options: CheckOptions,
  { findings, before }: { findings: readonly Finding[]; before: readonly BaselineEntry[] },
  io: Io,
): Promise<number> {
  const { reason, expires: text } = options;
  const hint = 'Both say to whoever reads the file why a finding is accepted, and until when.';
  if (!reason?.trim()) throw new UserError('--write-baseline needs a --reason', { hint });
  const expires = parseDay(text ?? '');
  if (expires === undefined)
    throw new UserError('--write-baseline needs --expires YYYY-MM-DD', { hint });
  if (expires < dayIn('UTC', io.now().getTime()))
    throw new UserError(`--expires ${expires} is over`);
  const file = path.resolve(io.cwd, expandHome(options['write-baseline'] ?? '', io.env));
  const { writeBaseline } = await import('@cco/audit-policy');
  const content = writeBaseline(findings, { home: homeFolder(io.env), reason, expires, before });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, content, { mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw new UserError(`${oneLine(file)} cannot be written: ${oneLine((error as Error).message)}`);
  }
  io.out(`Accepted ${count(findings.length, 'finding')} until ${expires} in ${oneLine(file)}\n`);
  return 0;
}
