import { applyPolicy } from '@cco/audit-policy';
import { isAlarm } from '@cco/audit-rules';
import { readFindings, type StoredFinding } from '@cco/audit-store';
import { formatMinuteIn, localZone } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { closeStore } from '@cco/session-index/store';
import { oneLine } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import { openAudit, refreshAudit } from './load-audit.ts';
import { loadPolicy } from './policy-file.ts';
import { projectName } from './selection.ts';

/** The options of `watch`. */
export interface WatchOptions {
  readonly interval: string;
  readonly policy: string | undefined;
  readonly json: boolean;
}

/** Sessions that end long after midnight: what was made before is no news. */
const LOOK_BACK_MS = 60_000;

/** Looks again and again, and writes what is new. */
export async function runWatch(
  { interval, policy: named, json }: WatchOptions,
  io: Io,
  context: AuditCommandContext,
): Promise<number> {
  const seconds = Number(interval);
  if (!(seconds >= 0.1 && seconds <= 3600)) {
    throw new UserError('--interval is not a number of seconds from 0.1 to 3600');
  }
  const policy = await loadPolicy(named, io);
  const since = io.now().getTime() - LOOK_BACK_MS;
  const seen = new Set<string>();
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    for (let isFirst = true; !stop.signal.aborted; isFirst = false) {
      const store = await openAudit(io, context);
      try {
        await refreshAudit(store, policy, io);
        const { findings } = readFindings(store.db, { since });
        for (const finding of applyPolicy(findings, policy.policy).filter(isAlarm)) {
          const key = `${finding.call.id} ${finding.ruleId} ${finding.path ?? finding.evidence}`;
          if (seen.has(key)) continue;
          seen.add(key);
          io.out(json ? `${JSON.stringify(finding)}\n` : lineOf(finding, io));
        }
      } finally {
        closeStore(store);
      }
      if (isFirst && !json) io.err(`${io.errStyle.dim('Watching; Ctrl+C ends.')}\n`);
      await pause(seconds * 1000, stop.signal);
    }
    return 0;
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  }
}

function lineOf(finding: StoredFinding, io: Io): string {
  const { severity, call, ruleId, slug, projectPath, evidence } = finding;
  const time =
    call.time === undefined ? '' : formatMinuteIn(localZone(), Date.parse(call.time)).slice(11);
  const line = oneLine(
    `${time}  ${severity}  ${projectName(slug, projectPath)}  ${ruleId}  ${evidence}`,
  );
  const paint = severity === 'critical' || severity === 'high' ? io.style.red : io.style.yellow;
  return `${paint(line)}\n`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
