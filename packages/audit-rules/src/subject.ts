import { type Access, accessesOf } from './accesses.ts';
import { type AuditContext, inputText, type ToolCall, textsIn } from './call.ts';
import { type PlaceKind, placeOf } from './paths/place.ts';
import { isAbsolute, resolvePath } from './paths/resolve.ts';
import { type SensitiveKind, sensitiveGlob, sensitiveKind } from './paths/sensitive.ts';
import type { Dialect, ReadOptions, ShellReading, SimpleCommand } from './shell/index.ts';

/** A file that a call touches. */
export interface FileAccess {
  readonly mode: 'read' | 'write';
  /** As it was written. */
  readonly written: string;
  /** Resolved, with forward slashes. */
  readonly path: string;
  readonly sensitive: SensitiveKind | undefined;
  /** For accesses of commands. */
  readonly command: SimpleCommand | undefined;
}

/** A call, prepared for the rules: everything is worked out once, when it is first asked for. */
export interface Subject {
  readonly call: ToolCall;
  readonly context: AuditContext;
  readonly cwd: string | undefined;
  readonly home: string;
  readonly commands: readonly SimpleCommand[];
  /** Why parts of the command could not be read. */
  readonly problems: readonly string[];
  /** A limit was reached, or a part can be anything: nobody can say what the whole does. */
  readonly isCut: boolean;
  /** The command line as it is; undefined for other tools. */
  readonly commandLine: string | undefined;
  readonly accesses: readonly FileAccess[];
  /** Those of one command. */
  accessesBy(command: SimpleCommand): readonly FileAccess[];
  readonly urls: readonly string[];
  /** Commands with this program; names of PowerShell in lower case. */
  running(program: string): readonly SimpleCommand[];
  /** Whether one of these programs runs. */
  runsOneOf(programs: ReadonlySet<string>): boolean;
  /** What a path names as seen by a command, and where that lies. */
  place(path: string, command?: SimpleCommand): PlaceKind;
  resolve(path: string, command?: SimpleCommand): string;
  /** The first sensitive path that one of these commands reads. */
  sensitiveRead(commands: readonly SimpleCommand[]): string | undefined;
  sensitivePath(path: string, command?: SimpleCommand): SensitiveKind | undefined;
}

const SHELL_TOOLS: Readonly<Record<string, Dialect>> = {
  Bash: 'sh',
  PowerShell: 'powershell',
  Cmd: 'cmd',
};

/** Reads command lines; not part of this module, so that whoever has none loads no parser. */
export type CommandReader = (text: string, options: ReadOptions) => ShellReading;

/** What is said of a call that names more paths than are looked at. */
export const TOO_MANY_PATHS = 'too many paths';

/** Paths of one call that are looked at. */
const MOST_PATHS = 10_000;

/** Tells whether a call is a command line. */
export function hasCommand(call: ToolCall): boolean {
  return commandOf(call) !== undefined;
}

/**
 * Prepares a call for the rules.
 *
 * @param read - May be left out for calls that are no command lines.
 */
export function prepare(
  call: ToolCall,
  context: AuditContext,
  read: CommandReader | undefined,
): Subject {
  const cwd = call.cwd ?? context.cwd;
  const home = context.home ?? '/home/user';
  const commandLine = commandOf(call);
  const reading =
    commandLine === undefined || read === undefined
      ? { commands: [], problems: [], isCut: false }
      : read(commandLine.text, {
          cwd,
          home,
          dialect: commandLine.dialect,
        });
  const programs = new Map<string, SimpleCommand[]>();
  for (const command of reading.commands) {
    addTo(programs, command.program, command);
    const lower = command.program.toLowerCase();
    if (lower !== command.program) addTo(programs, lower, command);
  }
  const { realPath } = context;
  const looked = new Set<string>();
  let hasTooManyPaths = false;
  const mayLook = (path: string): boolean => {
    if (looked.size >= MOST_PATHS && !looked.has(path)) hasTooManyPaths = true;
    else looked.add(path);
    return !hasTooManyPaths;
  };
  const resolve = (path: string, command?: SimpleCommand): string => {
    const base = command === undefined ? cwd : command.cwd;
    const resolved = resolvePath(path, { cwd: base, home });
    const isHere = isAbsolute(resolved) && command?.remote !== true;
    return isHere && realPath !== undefined && mayLook(resolved) ? realPath(resolved) : resolved;
  };
  const sensitive = (access: Access, command: SimpleCommand | undefined) => {
    const path = resolve(access.path, command);
    if (!mayLook(path)) return undefined;
    return access.glob
      ? sensitiveGlob(path, context.sensitive)
      : sensitiveKind(path, context.sensitive);
  };
  const perCommand = new Map<SimpleCommand, FileAccess[]>();
  const accessesBy = (command: SimpleCommand): FileAccess[] => {
    let list = perCommand.get(command);
    if (list === undefined) {
      list = accessesOf(command).map((access) => ({
        mode: access.mode,
        written: access.path,
        path: resolve(access.path, command),
        sensitive: sensitive(access, command),
        command,
      }));
      perCommand.set(command, list);
    }
    return list;
  };
  let accesses: readonly FileAccess[] | undefined;
  return {
    call,
    context,
    cwd,
    home,
    commands: reading.commands,
    get problems() {
      return hasTooManyPaths ? [...reading.problems, TOO_MANY_PATHS] : reading.problems;
    },
    get isCut() {
      return hasTooManyPaths || reading.isCut;
    },
    commandLine: commandLine?.text,
    urls: urlsOf(call),
    get accesses() {
      accesses ??=
        commandLine === undefined
          ? toolAccesses(call).map((access) => ({
              mode: access.mode,
              written: access.path,
              path: resolve(access.path),
              sensitive: sensitive(access, undefined),
              command: undefined,
            }))
          : reading.commands.flatMap(accessesBy);
      return accesses;
    },
    accessesBy,
    running: (program) => programs.get(program) ?? [],
    runsOneOf: (names) => {
      for (const program of programs.keys()) if (names.has(program)) return true;
      return false;
    },
    place: (path, command) =>
      placeOf(resolve(path, command), { cwd, home, folders: context.folders }),
    resolve,
    sensitivePath: (path, command) => sensitiveKind(resolve(path, command), context.sensitive),
    sensitiveRead: (list) => {
      for (const command of list) {
        for (const access of accessesBy(command)) {
          if (access.mode === 'read' && access.sensitive !== undefined) return access.written;
        }
      }
      return undefined;
    },
  };
}

function addTo(programs: Map<string, SimpleCommand[]>, name: string, command: SimpleCommand): void {
  const list = programs.get(name);
  if (list === undefined) programs.set(name, [command]);
  else list.push(command);
}

function commandOf(call: ToolCall): { text: string; dialect: Dialect } | undefined {
  const dialect = Object.hasOwn(SHELL_TOOLS, call.tool) ? SHELL_TOOLS[call.tool] : undefined;
  if (dialect !== undefined) {
    const text = typeof call.input === 'string' ? call.input : inputText(call.input, 'command');
    return text === undefined ? undefined : { text, dialect };
  }
  // Terminals offered by MCP servers.
  if (
    call.tool.startsWith('mcp__') &&
    /(?:shell|terminal|exec|command|bash|run)/i.test(call.tool)
  ) {
    const text = terminalCommand(call.input);
    if (text !== undefined) return { text, dialect: 'sh' };
  }
  return undefined;
}

/** A command as terminals take it: a text, a list of words or of commands, or a program with `args`. */
function terminalCommand(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const { command, cmd, script, commands, args } = input as Readonly<Record<string, unknown>>;
  const first = [command, cmd, script].find((one) => one !== undefined);
  const words = [first, args].flatMap((one) => (Array.isArray(one) ? one.filter(isText) : []));
  const own = isText(first) ? [first, ...words.map(quoted)] : words.map(quoted);
  const more = Array.isArray(commands) ? commands.filter(isText) : [];
  return own.length + more.length === 0
    ? inputText(input, 'commands')
    : [own.join(' '), ...more].join('\n');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const READERS = /^(?:Read|Grep|Glob|LS|NotebookRead|Edit|MultiEdit|NotebookEdit)$/;
const WRITERS = /^(?:Write|Edit|MultiEdit|NotebookEdit)$/;
const PATH_NAMES =
  /^(?:path|file|file_?path|filename|notebook_path|source|src|destination|dest|target|paths|files|uri|directory|dir|folder)$/i;
const WRITES =
  /(?:write|edit|create|save|move|delete|remove|append|update|put|patch|rename|upload|insert)/i;

function toolAccesses(call: ToolCall): Access[] {
  const { tool, input } = call;
  const found: Access[] = [];
  if (READERS.test(tool) || WRITERS.test(tool)) {
    const path = inputText(input, 'file_path', 'notebook_path', 'path');
    if (path !== undefined && tool !== 'Glob' && tool !== 'LS') {
      if (READERS.test(tool)) found.push({ mode: 'read', path, glob: false });
      if (WRITERS.test(tool)) found.push({ mode: 'write', path, glob: false });
    }
    // Grep shows lines of the files its glob names; Glob shows names only.
    const glob = tool === 'Grep' ? inputText(input, 'glob') : undefined;
    if (glob !== undefined) {
      found.push({ mode: 'read', path: `${path ?? '.'}/${glob}`, glob: true });
    }
    return found;
  }
  if (!tool.startsWith('mcp__')) return found;
  const mode = WRITES.test(tool.replace(/^mcp__[^_]+(?:_[^_]+)*__/, '')) ? 'write' : 'read';
  for (const { name, text } of textsIn(input)) {
    if (PATH_NAMES.test(name) && !/^https?:/.test(text)) {
      found.push({ mode, path: text, glob: false });
    }
  }
  return found;
}

function urlsOf(call: ToolCall): string[] {
  if (call.tool === 'WebFetch') {
    const url = inputText(call.input, 'url');
    return url === undefined ? [] : [url];
  }
  if (!call.tool.startsWith('mcp__')) return [];
  return textsIn(call.input)
    .map(({ text }) => text)
    .filter((text) => /^https?:\/\/\S+$/i.test(text));
}
