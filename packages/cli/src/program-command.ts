import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How this program was started. */
export interface ProgramStart {
  /** The running node. */
  readonly node: string;
  /** What node runs, as it was named: `process.argv[1]`. */
  readonly script: string;
  /** Names under which the program may lie on the `PATH`. */
  readonly programs: readonly string[];
  /** Words behind the program: `logger` of `cco logger`, and options. */
  readonly below: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
}

/** The command line that starts the hook. */
export interface ProgramCommand {
  readonly command: string;
  /** The program's or script's path. */
  readonly file: string;
  /** Whether the file lies where package managers and systems clean up. */
  readonly temporary: boolean;
}

const SCRIPT = /\.[cm]?[jt]s$/i;

/** Folders that vanish: the system's, and those of `npx`, `pnpm dlx`, `yarn dlx` and `bunx`. */
const TEMPORARY = /[\\/](?:_npx|dlx|dlx-[^\\/]*|xfs-[^\\/]*|bunx-[^\\/]*)[\\/]/;

/** Links that fnm makes for one shell, and takes away when it ends. */
const OF_ONE_SHELL = /[\\/]fnm_multishells[\\/]/;

/**
 * Finds the command line that runs this very program as the hook: the running node with the program
 * on the `PATH` that is this script, else with the script. Claude Code may have a `PATH` without
 * node, or with another one: desktop applications, editors and cron know no nvm, fnm or Homebrew.
 *
 * @example
 * programCommand({ node: '/usr/bin/node', script: '/opt/my tools/main.cjs', below: [], … });
 * // { command: '"/usr/bin/node" "/opt/my tools/main.cjs"', file: '/opt/my tools/main.cjs', … }
 */
export function programCommand(start: ProgramStart): ProgramCommand {
  const { script, below, platform } = start;
  const file = lasting((SCRIPT.test(script) ? programOnPath(start) : undefined) ?? script);
  const command = [
    quote(lasting(start.node), platform),
    quote(file, platform),
    ...below.map((word) => quoteWhereNeeded(word, platform)),
  ];
  return { command: command.join(' '), file, temporary: isTemporary(file) };
}

/** Follows a link that vanishes at logout. */
function lasting(file: string): string {
  return OF_ONE_SHELL.test(file) ? (realPath(file) ?? file) : file;
}

function programOnPath({ script, programs, env, platform }: ProgramStart): string | undefined {
  // On Windows programs on the PATH are small scripts of their own, not links.
  if (platform === 'win32') return undefined;
  const target = realPath(script);
  for (const folder of (env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    for (const name of programs) {
      const candidate = path.join(folder, name);
      if (target !== undefined && realPath(candidate) === target) return candidate;
    }
  }
  return undefined;
}

function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}

function isTemporary(file: string): boolean {
  const paths = [file, realPath(file) ?? file];
  const folders = [os.tmpdir(), realPath(os.tmpdir()) ?? os.tmpdir()];
  return paths.some(
    (name) => TEMPORARY.test(name) || folders.some((folder) => name.startsWith(folder + path.sep)),
  );
}

function quoteWhereNeeded(word: string, platform: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quote(word, platform);
}

/**
 * Quotes a path for the shell that Claude Code uses: bash, on Windows too. There slashes work as
 * well as backslashes, and need no escapes in any shell.
 */
function quote(word: string, platform: string): string {
  if (platform === 'win32') return `"${word.replaceAll('\\', '/')}"`;
  return `"${word.replace(/[\\"$`]/g, '\\$&')}"`;
}
