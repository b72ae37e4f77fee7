import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home of its own for one test; only `home` exists at the start. */
export interface TemporaryHome {
  /** The home folder, with symbolic links resolved. */
  readonly home: string;
  /** `<home>/.claude` */
  readonly configDir: string;
  /** `<home>/.claude/logs` */
  readonly logDir: string;
  /** `<home>/.local/share/cco` */
  readonly dataDir: string;
  /** A whole environment for a child process; nothing in it points at the real home. */
  readonly env: Record<string, string>;
  /** Deletes the folder and all below it. */
  remove(): Promise<void>;
}

/**
 * Makes a temporary home and the environment that goes with it.
 *
 * @example
 * const temporary = await makeTemporaryHome();
 * temporary.env['CLAUDE_CONFIG_DIR'] === temporary.configDir; // true
 * await temporary.remove();
 */
export async function makeTemporaryHome(): Promise<TemporaryHome> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'cco-home-')));
  const configDir = join(home, '.claude');
  const logDir = join(configDir, 'logs');
  const dataDir = join(home, '.local', 'share', 'cco');
  return {
    home,
    configDir,
    logDir,
    dataDir,
    env: {
      ...inherited('PATH', 'SystemRoot', 'PATHEXT', 'TMPDIR', 'TEMP'),
      HOME: home,
      USERPROFILE: home,
      CLAUDE_CONFIG_DIR: configDir,
      CLAUDE_LOG_DIR: logDir,
      CCO_DATA_DIR: dataDir,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local', 'share'),
      NO_COLOR: '1',
      TZ: 'UTC',
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** Windows starts no process without `SystemRoot`; temporary folders lie outside the home. */
function inherited(...names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
