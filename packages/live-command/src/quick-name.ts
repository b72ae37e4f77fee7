/** The commands that Claude Code runs all the time. */
export type QuickName = 'statusline' | 'guard';
