import path from 'node:path';
import { type Environment, expandHome, homeFolder } from './home-folder.ts';

/**
 * Finds the folder for cco's own data: `CCO_DATA_DIR`, else the platform's place for it
 * (`$XDG_DATA_HOME/cco` or `~/.local/share/cco`, `~/Library/Application Support/cco`,
 * `%LOCALAPPDATA%\cco`).
 *
 * @param platform - @default `process.platform`
 */
export function dataFolder(env: Environment, platform: string = process.platform): string {
  const named = env['CCO_DATA_DIR'];
  if (named) return expandHome(named, env);
  const home = homeFolder(env);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'cco');
  if (platform === 'win32') {
    return path.join(env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local'), 'cco');
  }
  return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'cco');
}
