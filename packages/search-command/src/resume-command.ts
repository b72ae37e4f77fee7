/**
 * Gives the command that resumes a session, safe to paste into a shell.
 *
 * @param folder - Where to go first. @default the command alone
 *
 * @example
 * resumeCommand('84287c0d', "/home/ada/it's"); // `cd '/home/ada/it'\''s' && claude --resume 84287c0d`
 */
export function resumeCommand(id: string, folder?: string): string {
  const resume = `claude --resume ${/^[\w.-]+$/.test(id) && !id.startsWith('-') ? id : quote(id)}`;
  return folder === undefined ? resume : `cd ${quote(folder)} && ${resume}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
