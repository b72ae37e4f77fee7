import type { AuditContext, ToolCall } from './call.ts';
import type { Finding } from './finding.ts';
import { judgeSubject } from './judge.ts';
import { readCommand } from './shell/read-command.ts';
import { prepare } from './subject.ts';

/**
 * Judges one tool call by every rule. Never throws for what a call holds: damaged input gives no
 * finding, an unreadable command gives the finding `unparsed`.
 *
 * @returns the findings, worst first; one for each rule and evidence.
 *
 * @example
 * const call = { tool: 'Bash', input: { command: 'sudo rm -rf ~' } };
 * auditCall(call).map(({ ruleId, severity }) => [ruleId, severity]); // [['remove-recursive', 'critical']]
 */
export function auditCall(call: ToolCall, context: AuditContext = {}): Finding[] {
  return judgeSubject(prepare(call, context, readCommand));
}
