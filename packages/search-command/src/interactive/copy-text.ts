import { spawn } from 'node:child_process';
import type { Environment } from '@cco/claude-paths';

/** Where a text is copied from. */
export interface CopyOptions {
  readonly env: Environment;
  readonly platform?: NodeJS.Platform | undefined;
  /** Writes to the terminal. */
  write(text: string): void;
}

/** A program that takes what is copied on its standard input. */
type Tool = readonly [program: string, ...words: string[]];

/**
 * Copies a text to the clipboard of the person who sits at the terminal: with a program of the
 * desktop, else by asking the terminal (OSC 52), which also works over ssh.
 *
 * @returns What to tell.
 */
export async function copyText(text: string, options: CopyOptions): Promise<string> {
  for (const tool of toolsFor(options)) {
    if (await feed(tool, text, options.env)) return `Copied: ${text}`;
  }
  options.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`);
  return `Copied, if the terminal allows it: ${text}`;
}

/** Lists programs to try. On another machine they would fill a clipboard that nobody sees. */
export function toolsFor({ env, platform = process.platform }: Omit<CopyOptions, 'write'>): Tool[] {
  // It hands on to the terminal what it is told to copy, also over ssh.
  if (env['TMUX']) return [['tmux', 'load-buffer', '-w', '-']];
  if (env['SSH_CONNECTION'] || env['SSH_TTY']) return [];
  if (platform === 'darwin') return [['pbcopy']];
  if (platform === 'win32') return [['clip']];
  return [
    ...(env['WAYLAND_DISPLAY'] ? [['wl-copy'] as const] : []),
    ...(env['DISPLAY']
      ? [['xclip', '-selection', 'clipboard'] as const, ['xsel', '--clipboard', '--input'] as const]
      : []),
    ...(env['WSL_DISTRO_NAME'] ? [['clip.exe'] as const] : []),
  ];
}

const PATIENCE_MS = 2000;

function feed([program, ...words]: Tool, text: string, env: Environment): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...env },
      timeout: PATIENCE_MS,
      windowsHide: true,
    });
    child.on('error', () => resolve(false));
    // Some stay behind to serve what was copied: their end is not waited for, that of the first is.
    child.on('exit', (status) => resolve(status === 0));
    child.stdin.on('error', () => {});
    child.stdin.end(text);
  });
}
