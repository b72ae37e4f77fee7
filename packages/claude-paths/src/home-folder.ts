import os from 'node:os';
import path from 'node:path';

/** Environment variables; pass `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Finds the user's home folder: `HOME` (`USERPROFILE` on Windows), else what the system says. */
export function homeFolder(env: Environment): string {
  const named = process.platform === 'win32' ? env['USERPROFILE'] || env['HOME'] : env['HOME'];
  if (named) return named;
  try {
    return os.userInfo().homedir || os.tmpdir();
  } catch {
    // A user id without an account, as in some containers, has no home at all.
    return os.tmpdir();
  }
}

/**
 * Replaces a leading `~` by the home folder and makes the path absolute.
 *
 * @example
 * expandHome('~/logs', { HOME: '/home/ada' }); // '/home/ada/logs'
 */
export function expandHome(file: string, env: Environment): string {
  if (file === '~') return homeFolder(env);
  const rest = /^~[/\\](.*)$/s.exec(file)?.[1];
  return path.resolve(rest === undefined ? file : path.join(homeFolder(env), rest));
}
