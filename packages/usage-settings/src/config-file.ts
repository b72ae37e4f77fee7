import fs from 'node:fs';
import path from 'node:path';
import { primaryConfigFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import type { UsageConfig } from './config-schema.ts';

const NAME = 'cco.json';

/** Names the file that may hold settings: `cco.json` beside Claude Code's `settings.json`. */
export function configFile({ env }: Pick<Io, 'env'>): string {
  return path.join(primaryConfigFolder(env), NAME);
}

/**
 * Reads the settings of usage reports; none when there is no file.
 *
 * @throws UserError when the file cannot be used: with the place in it, and how to write it.
 */
export async function readConfig(io: Pick<Io, 'env'>): Promise<UsageConfig> {
  const file = configFile(io);
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw new UserError(`${file} cannot be read: ${message}`);
  }
  // The schemas take longer to load than all reports take to print.
  const { parseConfig } = await import('./config-schema.ts');
  const parsed = parseConfig(text);
  if (parsed.ok) return parsed.config;
  throw new UserError(`${file}: ${parsed.message}`, {
    hint: 'For example: {"usage": {"budget": {"daily": 5, "monthly": 100}}}',
  });
}
