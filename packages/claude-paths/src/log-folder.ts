import path from 'node:path';
import { type Environment, expandHome, homeFolder } from './home-folder.ts';

/**
 * Finds the folder of the activity logs: `CLAUDE_LOG_DIR`, else `~/.claude/logs`. It does not
 * follow `CLAUDE_CONFIG_DIR`, because the scripts that people's logs come from never did.
 */
export function logFolder(env: Environment): string {
  const named = env['CLAUDE_LOG_DIR'];
  return named ? expandHome(named, env) : path.join(homeFolder(env), '.claude', 'logs');
}
