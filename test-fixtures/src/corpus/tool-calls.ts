import type { Random } from '../random.ts';
import type { TextStyle } from './text-source.ts';

/** How one tool is called and answered. Lengths are means in bytes; 0 writes nothing. */
export interface ToolShape {
  readonly name: string;
  /** Out of 1,000 calls. */
  readonly weight: number;
  /** Key of the input that holds a path, when it has one. */
  readonly pathKey?: string;
  /** Texts of the input, by key. */
  readonly texts: Readonly<Record<string, number>>;
  /** Length of the result's text. */
  readonly result: number;
  readonly style: TextStyle;
  /** The structured result, in which `§` stands for a copy of the result's text. */
  readonly structured: string;
  /** Bytes of a file's former content that the structured result carries besides. */
  readonly original?: number;
}

const TEXT_LIST = '[{"type":"text","text":"§"}]';

/** The measured mix of tools. */
export const TOOLS: readonly ToolShape[] = [
  {
    name: 'Bash',
    weight: 340,
    texts: { command: 380, description: 40 },
    result: 2500,
    style: 'output',
    structured:
      '{"stdout":"§","stderr":"","interrupted":false,"isImage":false,"noOutputExpected":false}',
  },
  {
    name: 'Read',
    weight: 250,
    pathKey: 'file_path',
    texts: {},
    result: 7200,
    style: 'code',
    structured:
      '{"type":"text","file":{"content":"§","numLines":120,"startLine":1,"totalLines":120}}',
  },
  {
    name: 'Edit',
    weight: 130,
    pathKey: 'file_path',
    texts: { old_string: 850, new_string: 1100 },
    result: 600,
    style: 'code',
    structured: '{"structuredPatch":[],"userModified":false,"replaceAll":false}',
    original: 24_000,
  },
  {
    name: 'Write',
    weight: 50,
    pathKey: 'file_path',
    texts: { content: 6000 },
    result: 120,
    style: 'output',
    structured: '{"type":"update","structuredPatch":[]}',
    original: 9000,
  },
  {
    name: 'Grep',
    weight: 50,
    pathKey: 'path',
    texts: { pattern: 24 },
    result: 2000,
    style: 'output',
    structured: '{"mode":"content","numFiles":0,"filenames":[],"content":"§","numLines":30}',
  },
  {
    name: 'Glob',
    weight: 30,
    texts: { pattern: 20 },
    result: 900,
    style: 'output',
    structured: '{"filenames":["§"],"numFiles":1,"durationMs":21,"truncated":false}',
  },
  {
    name: 'TodoWrite',
    weight: 30,
    texts: { todos: 600 },
    result: 160,
    style: 'prose',
    structured: '{"oldTodos":[],"newTodos":[]}',
  },
  {
    name: 'WebSearch',
    weight: 22,
    texts: { query: 60 },
    result: 3000,
    style: 'prose',
    structured: '{"query":"","results":["§"],"durationSeconds":3.2}',
  },
  {
    name: 'TaskUpdate',
    weight: 20,
    texts: { taskId: 3, status: 9 },
    result: 40,
    style: 'prose',
    structured: '{"success":true,"taskId":"3","updatedFields":["status"]}',
  },
  {
    name: 'WebFetch',
    weight: 16,
    texts: { url: 40, prompt: 120 },
    result: 3000,
    style: 'prose',
    structured: '{"bytes":48211,"code":200,"codeText":"OK","result":"§","durationMs":1210}',
  },
  {
    name: 'Agent',
    weight: 16,
    texts: { description: 30, prompt: 2000 },
    result: 3000,
    style: 'prose',
    structured:
      '{"status":"completed","content":[{"type":"text","text":"§"}],"totalDurationMs":58204,"totalTokens":21440,"totalToolUseCount":7}',
  },
  {
    name: 'TaskCreate',
    weight: 12,
    texts: { subject: 50, description: 300 },
    result: 60,
    style: 'prose',
    structured: '{"task":{"id":"3","subject":"§"}}',
  },
  ...['tracker__search', 'browser__snapshot', 'postgres__query', 'docs__lookup'].map((tool) => ({
    name: `mcp__${tool}`,
    weight: 8,
    texts: { query: 80 },
    result: 3000,
    style: 'prose' as const,
    structured: TEXT_LIST,
  })),
];

const WEIGHTS = TOOLS.reduce((sum, tool) => sum + tool.weight, 0);

/** Draws a tool by its weight. */
export function pickTool(random: Random): ToolShape {
  let left = random.below(WEIGHTS);
  for (const tool of TOOLS) {
    left -= tool.weight;
    if (left < 0) return tool;
  }
  throw new RangeError('the weights do not add up');
}
