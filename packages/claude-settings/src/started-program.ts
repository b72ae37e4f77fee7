import { type CommandWords, commandWords } from './command-words.ts';
import type { JsonObject } from './edit-settings.ts';

/** Programs that run what their next word names. */
const RUNNERS = new Set(['node', 'bun', 'bash', 'sh', 'zsh', 'env', 'exec', 'npx', 'bunx', 'pnpx']);
/** Words of package managers that come between them and what they run. */
const MANAGERS = new Set(['npm', 'pnpm', 'yarn']);
const MANAGER_WORDS = new Set(['exec', 'dlx', 'x', 'run']);
const SCRIPT_ENDING = /\.(?:exe|cmd|bat|ps1|[cm]?[jt]s)$/i;
/** The folder above `dist` or `src`: what a package is called where its main file is run. */
const MAIN_FILE = /([^\\/]+)[\\/](?:dist|src)[\\/]main\.[cm]?[jt]s$/;

/**
 * Splits what a handler, or a statusline, runs into words: its `command`, as a shell would, and its
 * `args`, with which no shell is involved.
 */
export function wordsOfHandler(handler: Readonly<JsonObject>): CommandWords {
  const { command, args } = handler;
  if (typeof command !== 'string') return { words: [], compound: false };
  if (Array.isArray(args)) return { words: [command, ...args.map(String)], compound: false };
  return commandWords(command);
}

/** Gives the command line of a handler, its `args` included. */
export function commandOf(handler: Readonly<JsonObject>): string {
  const { command, args } = handler;
  const words = Array.isArray(args) ? args.map(String) : [];
  return [typeof command === 'string' ? command : '', ...words].join(' ');
}

/**
 * Leaves out what only starts another program: `node`, `npx`, `env NAME=value`, their options.
 *
 * @example
 * afterRunners(['npx', '-y', '@cco/session-logger', 'status']); // ['@cco/session-logger', 'status']
 */
export function afterRunners(words: readonly string[]): readonly string[] {
  let at = 0;
  let isManaged = false;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    const name = lastPart(word).replace(SCRIPT_ENDING, '');
    if (MANAGERS.has(name)) isManaged = true;
    else if (isManaged && MANAGER_WORDS.has(word)) continue;
    else if (!RUNNERS.has(name) && !/^-|^\w+=/.test(word)) break;
  }
  return words.slice(at);
}

/**
 * Names a program by the word that starts it: a file, a script, the main file of a package, or a
 * package with a version.
 *
 * @example
 * programName('C:\\tools\\session-logger.cmd'); // 'session-logger'
 * programName('/opt/session-logger/dist/main.cjs'); // 'session-logger'
 * programName('@cco/session-logger@0.1.0'); // 'session-logger'
 */
export function programName(word: string): string {
  const [, folder] = MAIN_FILE.exec(word) ?? [];
  if (folder !== undefined) return folder;
  const name = word.startsWith('@cco/') ? word.replace(/(?<=.)@[^/]*$/, '') : word;
  return lastPart(name).replace(SCRIPT_ENDING, '');
}

function lastPart(word: string): string {
  return word.split(/[\\/]/).at(-1) ?? word;
}
