import type { AuditContext, ToolCall } from './call.ts';
import type { Finding } from './finding.ts';
import { judgeSubject } from './judge.ts';
import { hasCommand, prepare } from './subject.ts';

/**
 * Gives what judges one tool call as `auditCall` does, and loads the parser only when the call is a
 * command line: for programs that judge one call and end.
 */
export async function loadJudge(call: ToolCall): Promise<(context: AuditContext) => Finding[]> {
  if (!hasCommand(call)) return (context) => judgeSubject(prepare(call, context, undefined));
  const { readCommand } = await import('./shell/read-command.ts');
  return (context) => judgeSubject(prepare(call, context, readCommand));
}
