import { baseName } from '@cco/claude-paths';
import { estimateTokens } from '@cco/cost';
import type { ActivityEntry } from '@cco/jsonl-parse';
import { firstBytes } from './first-bytes.ts';

/** What Claude Code sends to a hook: a JSON object. */
export type HookPayload = Readonly<Record<string, unknown>>;

/** What an entry takes from the process rather than from the payload. */
export interface HookProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  /** The working directory; undefined when it was deleted. */
  readonly cwd: string | undefined;
  readonly pid: number;
}

/** How much of a command, and of an error's first line, is logged. */
const LONGEST_TEXT_BYTES = 200;
const UNKNOWN_TOOL = 'unknown';
const EXIT_CODE = /^\s*(?:Error: )?Exit code (-?\d{1,10})\b/;

/** Where each tool's input names its file or place, best first. */
const FILE_KEYS: Readonly<Record<string, readonly string[]>> = {
  Read: ['file_path', 'path'],
  Write: ['file_path', 'path'],
  Edit: ['file_path', 'path'],
  MultiEdit: ['file_path', 'path'],
  NotebookEdit: ['notebook_path', 'file_path', 'path'],
  Grep: ['path', 'pattern'],
  Glob: ['path', 'pattern'],
};
/** On Windows, PowerShell is what Bash is elsewhere. */
const SHELLS: ReadonlySet<string> = new Set(['Bash', 'PowerShell']);

/**
 * Makes the log entry of a hook payload. Fields of an unexpected type count as absent, and absent
 * fields leave no key.
 *
 * @example
 * entryFromPayload(
 *   { session_id: 's1', tool_name: 'Bash', tool_input: { command: 'ls' }, tool_response: 'a.txt' },
 *   { env: {}, now: new Date('2026-01-14T15:30:00Z'), cwd: '/home/ada/my-app', pid: 1 },
 * );
 * // { timestamp: '2026-01-14T15:30:00Z', session_id: 's1', tool: 'Bash', command: 'ls',
 * //   project: 'my-app', tokens: { input: 4, output: 1, total: 5 } }
 */
export function entryFromPayload(payload: HookPayload, process: HookProcess): ActivityEntry {
  const { env, now, pid } = process;
  const tool = textOf(payload['tool_name']) || UNKNOWN_TOOL;
  const input = isObject(payload['tool_input']) ? payload['tool_input'] : {};
  const error = textOf(payload['error']).trimStart();
  const entry = {
    timestamp: `${now.toISOString().slice(0, 19)}Z`,
    session_id:
      env['CLAUDE_SESSION_ID'] ||
      textOf(payload['session_id']) ||
      `${Math.floor(now.getTime() / 1000)}-${pid}`,
    tool,
    file: (Object.hasOwn(FILE_KEYS, tool) ? FILE_KEYS[tool] : [])
      ?.map((key) => textOf(input[key]))
      .find((name) => name !== ''),
    command: SHELLS.has(tool) ? firstBytes(textOf(input['command']), LONGEST_TEXT_BYTES) : '',
    project: projectName(payload, process),
    tokens: tokensOf(payload, env),
    exit_code: SHELLS.has(tool) ? exitCodeOf(error) : undefined,
    error: firstBytes(/^[^\r\n]*/.exec(error)?.[0] ?? '', LONGEST_TEXT_BYTES),
    url: textOf(tool === 'WebFetch' ? input['url'] : ''),
    agent_id: textOf(payload['agent_id']),
    tool_use_id: textOf(payload['tool_use_id']),
    duration_ms: durationOf(payload['duration_ms']),
  };
  const present = Object.entries(entry).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(present) as ActivityEntry;
}

function projectName(payload: HookPayload, { env, cwd }: HookProcess): string {
  const folder = env['CLAUDE_PROJECT_DIR'] || cwd || textOf(payload['cwd']);
  return wellFormed(baseName(folder));
}

/** Four characters a token: of the input as compact JSON, and of the output's text. */
function tokensOf(
  payload: HookPayload,
  env: HookProcess['env'],
): { input: number; output: number; total: number } {
  if ((env['CLAUDE_LOG_TOKENS'] || 'true') !== 'true') return { input: 0, output: 0, total: 0 };
  const response = payload['tool_response'] ?? payload['tool_output'];
  const input = estimateTokens(compactJson(payload['tool_input']));
  const output = estimateTokens(typeof response === 'string' ? response : compactJson(response));
  return { input, output, total: input + output };
}

function compactJson(value: unknown): string {
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Claude Code does not send the exit status, but it begins the error text with it. */
function exitCodeOf(error: string): number | undefined {
  const code = EXIT_CODE.exec(error)?.[1];
  return code === undefined ? undefined : Number(code);
}

function durationOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? wellFormed(value) : '';
}

/** Half a surrogate pair has no UTF-8, and strict readers refuse its escape in JSON. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
