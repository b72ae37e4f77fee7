import { applyPolicy, type BaselineEntry, fingerprint } from '@cco/audit-policy';
import type { AuditReport, ReportedFinding } from '@cco/audit-render';
import { isAlarm } from '@cco/audit-rules';
import { readFindings } from '@cco/audit-store';
import { dayIn } from '@cco/calendar';
import { homeFolder } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import type { Store } from '@cco/session-index/store';
import type { LoadedPolicy } from './policy-file.ts';
import { projectName, type Selection } from './selection.ts';

/** Puts a report together from what was kept, the policy and the baseline. */
export async function makeReport(
  store: Store,
  options: {
    readonly selection: Selection;
    readonly policy: LoadedPolicy;
    readonly baseline: readonly BaselineEntry[] | undefined;
    readonly remarks: boolean;
  },
  io: Io,
): Promise<AuditReport> {
  const { selection, policy, baseline, remarks } = options;
  const home = homeFolder(io.env);
  const kept = readFindings(store.db, { ...selection, remarks });
  const judged = applyPolicy(kept.findings, policy.policy);
  // A policy's severity, or the outcome, may have made remarks of alarms.
  const shown = remarks ? judged : judged.filter(isAlarm);
  const findings = shown.map(
    (finding): ReportedFinding => ({
      ...finding,
      project: projectName(finding.slug, finding.projectPath),
      // Hashing thousands takes time, and most reports show none.
      get fingerprint() {
        return fingerprint(finding, home);
      },
    }),
  );
  const today = dayIn(selection.zone, io.now().getTime());
  const result =
    baseline === undefined
      ? { open: findings, accepted: [], expired: [], gone: [] }
      : (await import('@cco/audit-policy')).applyBaseline(findings, baseline, { today, home });
  const isWhole = [
    selection.session,
    selection.since,
    selection.until,
    selection.wantsProject,
  ].every((one) => one === undefined);
  return {
    findings: result.open,
    accepted: result.accepted,
    expired: result.expired,
    // Among a part of the calls, entries without a finding say nothing.
    gone: isWhole ? result.gone : [],
    calls: kept.calls,
    sessions: kept.sessions,
    hiddenRemarks: kept.hiddenRemarks + judged.length - shown.length,
    unreadCommands: kept.hiddenUnread,
    notes: [],
  };
}
