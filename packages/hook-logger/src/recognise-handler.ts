import fs from 'node:fs';
import { expandHome } from '@cco/claude-paths';
import type { JsonObject } from '@cco/claude-settings';
import { commandWords } from './command-words.ts';

/**
 * Whose handler it is: `ours` runs this logger, `original` runs `session-logger.sh`, `wrapped`
 * runs one of them among other things and so belongs to whoever wrote it.
 */
export type HandlerKind = 'ours' | 'original' | 'wrapped';

/** Programs that run what their next word names. */
const RUNNERS = new Set(['node', 'bun', 'bash', 'sh', 'zsh', 'env', 'exec', 'npx', 'bunx', 'pnpx']);
/** Words of package managers that come between them and what they run. */
const MANAGERS = new Set(['npm', 'pnpm', 'yarn']);
const MANAGER_WORDS = new Set(['exec', 'dlx', 'x', 'run']);
const SCRIPT_ENDING = /\.(?:exe|cmd|bat|ps1|[cm]?[jt]s)$/i;

/**
 * Tells whether a handler is this logger in any of the forms in which it was ever installed, or
 * the script that it replaces. A file with the script's name is opened to see which it is.
 *
 * @example
 * recogniseHandler({ type: 'command', command: '"/usr/bin/node" "/opt/cco/dist/main.cjs" logger' });
 * // 'ours'
 * recogniseHandler({ type: 'command', command: '~/.claude/hooks/session-logger.sh' }); // 'original'
 */
export function recogniseHandler(handler: Readonly<JsonObject>): HandlerKind | undefined {
  const { words, compound } = wordsOf(handler);
  if (compound) {
    const mentions = words.some((_, at) => programAt(words.slice(at)) !== undefined);
    return mentions ? 'wrapped' : undefined;
  }
  return programAt(afterRunners(words));
}

/** Gives the command line of a handler, its `args` included. */
export function commandOf(handler: Readonly<JsonObject>): string {
  const { command, args } = handler;
  const words = Array.isArray(args) ? args.map(String) : [];
  return [typeof command === 'string' ? command : '', ...words].join(' ');
}

function wordsOf(handler: Readonly<JsonObject>): { words: readonly string[]; compound: boolean } {
  const { command, args } = handler;
  if (typeof command !== 'string') return { words: [], compound: false };
  // With `args` no shell is involved, and the command is one program.
  if (Array.isArray(args)) return { words: [command, ...args.map(String)], compound: false };
  return commandWords(command);
}

function programAt(words: readonly string[]): 'ours' | 'original' | undefined {
  const [program = '', next] = words;
  const name = lastPart(program);
  if (name === 'session-logger.sh') return isNodeScript(program) ? 'ours' : 'original';
  const plain = name.replace(SCRIPT_ENDING, '');
  if (plain === 'session-logger' || program.startsWith('@cco/session-logger')) return 'ours';
  const packageName = packageOf(program);
  if (packageName === 'session-logger') return 'ours';
  const isCco = plain === 'cco' || packageName === 'cco' || /^@cco\/cco(?:@|$)/.test(program);
  return isCco && next === 'logger' ? 'ours' : undefined;
}

/** This program may stand, or be linked to, where the original was; that one runs in a shell. */
function isNodeScript(program: string): boolean {
  const file = expandHome(program, process.env);
  try {
    const descriptor = fs.openSync(file, 'r');
    try {
      const head = Buffer.alloc(64);
      fs.readSync(descriptor, head, 0, head.length, 0);
      return /^#!\S*[/ ](?:env )?node\b/.test(head.toString('latin1'));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/** The folder above `dist` or `src`: what a package is called where its main file is run. */
function packageOf(program: string): string | undefined {
  return /([^\\/]+)[\\/](?:dist|src)[\\/]main\.[cm]?[jt]s$/.exec(program)?.[1];
}

function afterRunners(words: readonly string[]): readonly string[] {
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

function lastPart(word: string): string {
  return word.split(/[\\/]/).at(-1) ?? word;
}
