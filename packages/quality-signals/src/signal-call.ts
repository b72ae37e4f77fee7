/** What the signals need to know of a tool call. */
export interface SignalCall {
  readonly session: string;
  /** In milliseconds since 1970; calls without one count as made in the order they come. */
  readonly time?: number | undefined;
  readonly tool: string;
  readonly file?: string | undefined;
  /** Of `Read`: first line and number of lines, where only a part was asked for. */
  readonly range?: string | undefined;
  readonly command?: string | undefined;
  readonly outcome?: 'ok' | 'failed' | 'denied' | undefined;
  readonly exitCode?: number | undefined;
  /** Length of the result. */
  readonly resultBytes?: number | undefined;
}

/** Tells the tools that run command lines. */
export function isShellTool(tool: string): boolean {
  return tool === 'Bash' || tool === 'PowerShell';
}

/** Tells the tools that change files. */
export function isEditingTool(tool: string): boolean {
  return /^(?:Edit|MultiEdit|Write|NotebookEdit)$/.test(tool);
}
