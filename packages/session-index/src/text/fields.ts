import { contentBlocks, isObject, type JsonObject } from '@cco/jsonl-parse';

/** What can be asked of a session beside its text. */
export type FieldName = 'tool' | 'file' | 'branch' | 'model' | 'error';

/** How the entries of a field begin, so that all fields lie in one list of words. */
export const FIELD_MARKS: Readonly<Record<FieldName, string>> = {
  tool: 't',
  file: 'f',
  branch: 'b',
  model: 'm',
  error: 'e',
};

/** Keys of a tool's input that name a file. */
const FILE_KEYS = ['file_path', 'path', 'notebook_path'];

/**
 * Tells what a record adds to the fields of its session: names of called tools, files they were
 * called for, git branches, models, and that something failed.
 */
export function collectFields(record: JsonObject, onEntry: (entry: string) => void): void {
  const { type, gitBranch, message } = record;
  if (type !== 'user' && type !== 'assistant') return;
  const add = (name: FieldName, value: unknown): void => {
    if (typeof value === 'string' && value !== '') onEntry(FIELD_MARKS[name] + value);
  };
  add('branch', gitBranch);
  if (isObject(message) && message['model'] !== SYNTHETIC) add('model', message['model']);
  if (record['isApiErrorMessage'] === true) add('error', 'yes');
  for (const block of contentBlocks(message)) {
    if (block.type === 'tool_result' && block['is_error'] === true) add('error', 'yes');
    if (block.type !== 'tool_use') continue;
    add('tool', block['name']);
    const { input } = block;
    if (!isObject(input)) continue;
    for (const key of FILE_KEYS) {
      const file = input[key];
      if (typeof file === 'string') add('file', withSlashes(file));
    }
  }
}

/** The model of messages that Claude Code made up. */
const SYNTHETIC = '<synthetic>';

/** Paths of Windows are found with either slash. */
export function withSlashes(file: string): string {
  return file.replaceAll('\\', '/');
}
