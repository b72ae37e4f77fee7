import { projectFolder } from '../project-folder.ts';

/** What Claude Code sends to a PostToolUse or PostToolUseFailure hook. */
export interface HookPayloadFixture {
  session_id: string;
  transcript_path: string;
  cwd: string;
  permission_mode?: string | undefined;
  hook_event_name: string;
  tool_name: string;
  tool_input: unknown;
  tool_response?: unknown;
  error?: string | undefined;
  is_interrupt?: boolean | undefined;
  tool_use_id: string;
  duration_ms?: number | undefined;
  prompt_id?: string | undefined;
  agent_id?: string | undefined;
  agent_type?: string | undefined;
  effort?: { level: string } | undefined;
  [key: string]: unknown;
}

const SESSION_ID = '3f6c1d52-8a47-4be0-9c3e-52d1f0a7b914';
const CWD = '/home/mira/web-shop';

/**
 * Makes a hook payload: a successful `git status` unless told otherwise. `tool_name` chooses a
 * fitting `tool_input` and `tool_response` (Bash, Read, Write, Edit, MultiEdit, NotebookEdit, Grep,
 * Glob, WebFetch, Agent; any other name is treated as an MCP tool), and
 * `hook_event_name: 'PostToolUseFailure'` a fitting `error` in place of the response. Keys
 * overridden by `undefined` vanish when the payload is written as JSON.
 *
 * @example
 * hookPayload({ tool_name: 'Read' }).tool_input; // { file_path: '/home/mira/web-shop/src/cart.ts' }
 */
export function hookPayload(overrides: Partial<HookPayloadFixture> = {}): HookPayloadFixture {
  const cwd = overrides.cwd ?? CWD;
  const session = overrides.session_id ?? SESSION_ID;
  const tool = overrides.tool_name ?? 'Bash';
  const failed = overrides.hook_event_name === 'PostToolUseFailure';
  const sample = (SAMPLES[tool] ?? mcpSample)(cwd);
  return {
    session_id: session,
    transcript_path: `/home/mira/.claude/projects/${projectFolder(cwd)}/${session}.jsonl`,
    cwd,
    permission_mode: 'default',
    hook_event_name: 'PostToolUse',
    tool_name: tool,
    tool_input: sample.input,
    ...(failed
      ? { error: sample.error ?? 'Error: the tool failed', is_interrupt: false }
      : { tool_response: sample.response }),
    tool_use_id: 'toolu_01Hq7cWmT3vR8nKd2YpXsJ5b',
    duration_ms: 42,
    ...overrides,
  };
}

interface Sample {
  readonly input: unknown;
  readonly response: unknown;
  readonly error?: string;
}

const BEFORE = 'export const total = 0;\n';
const AFTER = 'export const total = 1;\n';
const PATCH = [
  {
    oldStart: 1,
    oldLines: 1,
    newStart: 1,
    newLines: 1,
    lines: ['-export const total = 0;', '+export const total = 1;'],
  },
];

const SAMPLES: Readonly<Record<string, (cwd: string) => Sample>> = {
  Bash: () => ({
    input: { command: 'git status', description: 'Show the working tree' },
    response: {
      stdout: 'On branch main\nnothing to commit, working tree clean',
      stderr: '',
      interrupted: false,
      isImage: false,
      noOutputExpected: false,
    },
    error: 'Exit code 128\nfatal: not a git repository (or any of the parent directories): .git',
  }),
  Read: (cwd) => ({
    input: { file_path: `${cwd}/src/cart.ts` },
    response: {
      type: 'text',
      file: {
        filePath: `${cwd}/src/cart.ts`,
        content: BEFORE,
        numLines: 2,
        startLine: 1,
        totalLines: 2,
      },
    },
    error: 'File does not exist.',
  }),
  Write: (cwd) => ({
    input: { file_path: `${cwd}/notes/plan.md`, content: '# Plan\n\n1. Empty cart\n' },
    response: {
      type: 'create',
      filePath: `${cwd}/notes/plan.md`,
      content: '# Plan\n\n1. Empty cart\n',
      structuredPatch: [],
      originalFile: null,
    },
  }),
  Edit: (cwd) => ({
    input: {
      file_path: `${cwd}/src/cart.ts`,
      old_string: BEFORE,
      new_string: AFTER,
      replace_all: false,
    },
    response: {
      filePath: `${cwd}/src/cart.ts`,
      oldString: BEFORE,
      newString: AFTER,
      originalFile: BEFORE,
      structuredPatch: PATCH,
      userModified: false,
      replaceAll: false,
    },
    error: 'String to replace not found in file.',
  }),
  MultiEdit: (cwd) => ({
    input: {
      file_path: `${cwd}/src/cart.ts`,
      edits: [{ old_string: BEFORE, new_string: AFTER }],
    },
    response: {
      filePath: `${cwd}/src/cart.ts`,
      edits: [{ old_string: BEFORE, new_string: AFTER, replace_all: false }],
      originalFileContents: BEFORE,
      structuredPatch: PATCH,
      userModified: false,
    },
  }),
  NotebookEdit: (cwd) => ({
    input: {
      notebook_path: `${cwd}/analysis/sales.ipynb`,
      cell_id: 'cell-3',
      new_source: 'orders.groupby("day").total.sum()',
      edit_mode: 'replace',
    },
    response: {
      new_source: 'orders.groupby("day").total.sum()',
      cell_type: 'code',
      language: 'python',
      edit_mode: 'replace',
      cell_id: 'cell-3',
      error: '',
      notebook_path: `${cwd}/analysis/sales.ipynb`,
    },
  }),
  Grep: (cwd) => ({
    input: { pattern: 'total', path: `${cwd}/src`, output_mode: 'files_with_matches' },
    response: { mode: 'files_with_matches', numFiles: 1, filenames: ['src/cart.ts'] },
  }),
  Glob: (cwd) => ({
    input: { pattern: '**/*.test.ts' },
    response: {
      filenames: [`${cwd}/src/cart.test.ts`],
      numFiles: 1,
      durationMs: 8,
      truncated: false,
    },
  }),
  WebFetch: () => ({
    input: { url: 'https://docs.example.org/cart', prompt: 'How is a cart emptied?' },
    response: {
      bytes: 5120,
      code: 200,
      codeText: 'OK',
      result: 'A cart is emptied with `clear()`.',
      durationMs: 900,
      url: 'https://docs.example.org/cart',
    },
    error: 'Request failed with status code 404',
  }),
  Agent: () => ({
    input: {
      description: 'Find cart callers',
      prompt: 'List every place that calls total().',
      subagent_type: 'Explore',
    },
    response: {
      status: 'completed',
      agentId: 'a4c81e09b7d35f264',
      agentType: 'Explore',
      content: [{ type: 'text', text: 'Three callers: cart.ts, checkout.ts, mail.ts.' }],
      totalDurationMs: 18_400,
      totalTokens: 9120,
      totalToolUseCount: 5,
      usage: { input_tokens: 12, output_tokens: 240, cache_read_input_tokens: 8868 },
      prompt: 'List every place that calls total().',
    },
  }),
};

function mcpSample(): Sample {
  return {
    input: { query: 'open issues', limit: 5 },
    response: [{ type: 'text', text: '2 open issues: #12 rounding, #17 empty cart' }],
    error: 'MCP error -32000: connection closed',
  };
}
