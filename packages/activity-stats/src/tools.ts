const EDITING_TOOLS: ReadonlySet<string> = new Set(['Edit', 'MultiEdit', 'Write', 'NotebookEdit']);
const SHELL_TOOLS: ReadonlySet<string> = new Set(['Bash', 'PowerShell']);

/** Tells whether a tool changes the file it is given. */
export function isEditingTool(tool: string): boolean {
  return EDITING_TOOLS.has(tool);
}

/** Tells whether a tool runs shell commands. */
export function isShellTool(tool: string): boolean {
  return SHELL_TOOLS.has(tool);
}
