import fs from 'node:fs';
import { expandHome } from '@cco/claude-paths';
import { afterRunners, type JsonObject, programName, wordsOfHandler } from '@cco/claude-settings';

/**
 * Whose handler it is: `ours` runs this logger, `original` runs `session-logger.sh`, `wrapped`
 * runs one of them among other things and so belongs to whoever wrote it.
 */
export type HandlerKind = 'ours' | 'original' | 'wrapped';

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
  const { words, compound } = wordsOfHandler(handler);
  if (compound) {
    const mentions = words.some((_, at) => programAt(words.slice(at)) !== undefined);
    return mentions ? 'wrapped' : undefined;
  }
  return programAt(afterRunners(words));
}

function programAt(words: readonly string[]): 'ours' | 'original' | undefined {
  const [program = '', next] = words;
  const name = programName(program);
  if (name === 'session-logger.sh') return isNodeScript(program) ? 'ours' : 'original';
  if (name === 'session-logger') return 'ours';
  return name === 'cco' && next === 'logger' ? 'ours' : undefined;
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
