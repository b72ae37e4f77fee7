import {
  type AuditContext,
  auditCall,
  type Finding,
  isAlarm,
  type ToolCall,
} from '../src/index.ts';

/** The place that examples and the corpus are written for. */
export const CONTEXT: AuditContext = {
  cwd: '/home/user/project',
  home: '/home/user',
};

/** A Bash call, or the call as it is. */
export function callOf(example: string | ToolCall): ToolCall {
  return typeof example === 'string' ? { tool: 'Bash', input: { command: example } } : example;
}

/** Findings that are more than a remark. */
export function alarms(example: string | ToolCall): Finding[] {
  return auditCall(callOf(example), CONTEXT).filter(isAlarm);
}
