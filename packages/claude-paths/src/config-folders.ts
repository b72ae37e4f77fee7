import path from 'node:path';
import { type Environment, expandHome, homeFolder } from './home-folder.ts';

/**
 * Lists the folders that may hold Claude Code's data, whether they exist or not:
 * `CLAUDE_CONFIG_DIR` (a list separated by commas is allowed), else `~/.claude` and
 * `$XDG_CONFIG_HOME/claude` (`~/.config/claude`). No folder is listed twice.
 */
export function configFolders(env: Environment): string[] {
  const named = (env['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((folder) => folder.trim())
    .filter((folder) => folder !== '');
  const folders = named.length > 0 ? named.map((folder) => expandHome(folder, env)) : defaults(env);
  return [...new Set(folders)];
}

/** Gives the folder where Claude Code's own settings are: the first of {@link configFolders}. */
export function primaryConfigFolder(env: Environment): string {
  return configFolders(env)[0] ?? path.join(homeFolder(env), '.claude');
}

function defaults(env: Environment): string[] {
  const home = homeFolder(env);
  const xdg = env['XDG_CONFIG_HOME'] || path.join(home, '.config');
  return [path.join(home, '.claude'), path.join(xdg, 'claude')];
}
