import { parse, type Script } from 'unbash';
import { type Dialect, plainWord, type ShellReading, type SimpleCommand } from './model.ts';
import { readBody, readStatements } from './read-nodes.ts';
import { readWindowsScript } from './read-windows.ts';
import { cut, deeper, isTooLong, type Place, type Reader, TOO_DEEP } from './reader.ts';

/** The parser's own limits. */
const PARSER_LIMIT = /depth exceeded|too (?:deep|long|many)/i;

/** What the reader is told about the place of a command. */
export interface ReadOptions {
  readonly cwd?: string | undefined;
  readonly home?: string | undefined;
  /** @default 'sh' */
  readonly dialect?: Dialect | undefined;
}

/** The parser takes time with the square of the here-documents that begin on one line. */
const MOST_HEREDOCS = 5_000;

/**
 * Reads a command line as a shell would: which programs it starts, with which arguments, behind
 * wrappers, inside strings that a shell gets, in substitutions and here-documents. Never throws;
 * what cannot be read is named in `problems`, and what could be read is there all the same.
 *
 * @example
 * readCommand("sudo sh -c 'rm -rf /'").commands.map((one) => one.program); // ['sudo', 'sh', 'rm']
 */
export function readCommand(text: string, options: ReadOptions = {}): ShellReading {
  const reader: Reader = {
    commands: [],
    problems: new Set(),
    home: options.home ?? '/home/user',
    depth: 0,
    steps: 0,
    characters: 0,
    isCut: false,
    functions: new Map(),
    aliases: new Map(),
    readScript: (script, dialect, place) => readScript(reader, script, dialect, place),
    readTree: (script, whole, place) => readTree(reader, script, whole, place),
    readBody: (body, whole, place) => readBody(reader, body, whole, place),
  };
  const place: Place = {
    cwd: options.cwd,
    variables: new Map([
      ['HOME', plainWord(reader.home)],
      ['IFS', plainWord(' ')],
      ['TMPDIR', plainWord('/tmp')],
      ...(options.cwd === undefined ? [] : [['PWD', plainWord(options.cwd)] as const]),
    ]),
    previous: [],
    upstream: [],
    nesting: [],
    via: [],
    functionName: undefined,
    calls: [],
    positional: undefined,
    remote: false,
    background: false,
    moreArguments: false,
    inputText: undefined,
    redirects: [],
  };
  readScript(reader, text.replaceAll('\0', ''), options.dialect ?? 'sh', place);
  return { commands: reader.commands, problems: [...reader.problems], isCut: reader.isCut };
}

function readScript(
  reader: Reader,
  text: string,
  dialect: Dialect,
  place: Place,
): readonly SimpleCommand[] {
  if (isTooLong(reader, text.length)) return [];
  try {
    const made = deeper(reader, () => {
      if (dialect !== 'sh') return readWindowsScript(reader, text, dialect, place);
      if (hasFewHereDocuments(text)) return readTree(reader, parse(text), text, place);
      cut(reader, 'too many here-documents');
      return undefined;
    });
    return made ?? [];
  } catch (error) {
    // The parser recurses: input that is nested deep enough exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    cut(reader, TOO_DEEP);
    return [];
  }
}

function readTree(reader: Reader, script: Script, text: string, place: Place): SimpleCommand[] {
  const { errors } = script as { errors?: readonly { message: string }[] };
  const source = script.source ?? text;
  const [error] = errors ?? [];
  if (error !== undefined) {
    if (PARSER_LIMIT.test(error.message)) cut(reader, error.message);
    else reader.problems.add(error.message);
  }
  return readStatements(reader, script.commands, source, place);
}

function hasFewHereDocuments(text: string): boolean {
  let found = 0;
  let end = text.indexOf('\n');
  for (let at = text.indexOf('<<'); at >= 0; at = text.indexOf('<<', at + 2)) {
    if (end >= 0 && at > end) {
      found = 0;
      end = text.indexOf('\n', at);
    }
    if (++found > MOST_HEREDOCS) return false;
  }
  return true;
}
