/**
 * Gives the path of a workflow's subagent, relative to the folder of the project.
 *
 * @param run - `wf_` and hexadecimal digits, see `createIds().workflow`.
 *
 * @example
 * workflowAgentPath('s1', 'wf_0a1b2c3d-4e5', 'a1'); // 's1/subagents/workflows/wf_0a1b2c3d-4e5/agent-a1.jsonl'
 */
export function workflowAgentPath(sessionId: string, run: string, agentId: string): string {
  return `${sessionId}/subagents/workflows/${run}/agent-${agentId}.jsonl`;
}

/** Writes the content of `<session>/custom-title.json`, as a renamed session has it. */
export function customTitleText(customTitle: string, at: Date | string | number): string {
  return JSON.stringify({ customTitle, by: 'user', at: new Date(at).toISOString() });
}
