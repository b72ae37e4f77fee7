import type { Place } from '@cco/jsonl-parse';
import type { CallPart } from './call-lines.ts';
import { wellFormedJson } from './stored-text.ts';
import type { CallOutcome, ToolResult } from './tool-results.ts';

/**
 * The tool calls and results of a stretch of a file, kept as one JSON text: a row for each call
 * would take as long to write as all else together.
 */
export interface CallBlock {
  /** Working directories that calls refer to by number. */
  readonly folders: readonly string[];
  readonly calls: readonly CallTuple[];
  readonly results: readonly ResultTuple[];
}

type CallTuple = readonly [
  id: string,
  line: number,
  offset: number,
  time: number | null,
  tool: string,
  folder: number,
  agentId: string | null,
  rank: number,
  input: unknown,
  isCut: 0 | 1,
];

/** A block of nothing, as JSON. */
export const NO_CALLS = '{"folders":[],"calls":[],"results":[]}';

/** Where a call has the number of its folder. */
const FOLDER = 5;

type ResultTuple = readonly [
  id: string,
  outcome: CallOutcome,
  exitCode: number | null,
  bytes: number,
];

/** Puts blocks of a file, in their order, into one. */
export function joinCallBlocks(blocks: readonly CallBlock[]): CallBlock {
  const folders = [...new Set(blocks.flatMap((block) => block.folders))];
  const numbers = new Map(folders.map((folder, number) => [folder, number]));
  return {
    folders,
    calls: blocks.flatMap((block) =>
      block.calls.map((call) => {
        const folder = numbers.get(block.folders[call[FOLDER]] ?? '') ?? -1;
        return call.with(FOLDER, folder) as unknown as CallTuple;
      }),
    ),
    results: blocks.flatMap(({ results }) => results),
  };
}

/** Collects the calls of a stretch. */
export interface CallCollector {
  addCall(call: CallPart, place: Place): void;
  /** @param bytes - Length of the record that holds the result. */
  addResult(result: ToolResult, bytes: number): void;
  /** Adds rows of calls as JSON, with commas between; their folders are numbers of this block. */
  addCallRows(rows: string): void;
  addResultRows(rows: string): void;
  /** Gives the number of a folder; -1 when no call was made there. */
  folder(cwd: unknown): number;
  /** Gives the block as JSON; undefined when there is nothing in it. */
  text(): string | undefined;
}

/** Makes an empty collector. */
export function createCallCollector(): CallCollector {
  const folders = new Map<string, number>();
  // Inputs are JSON already.
  const calls: string[] = [];
  const results: string[] = [];

  const folderOf = (cwd: string | null): number => {
    if (cwd === null) return -1;
    const known = folders.get(cwd);
    if (known !== undefined) return known;
    folders.set(cwd, folders.size);
    return folders.size - 1;
  };

  return {
    addCall({ id, time, tool, input, isCut, cwd, agentId, rank }, { line, offset }) {
      const [idText, toolText] = [JSON.stringify(id), JSON.stringify(tool)];
      const agent = agentId === null ? 'null' : JSON.stringify(agentId);
      calls.push(
        `[${idText},${line},${offset},${time},${toolText},${folderOf(cwd)},${agent},${rank},${input},${isCut ? 1 : 0}]`,
      );
    },
    addResult({ id, outcome, exitCode }, bytes) {
      results.push(`[${JSON.stringify(id)},"${outcome}",${exitCode ?? null},${bytes}]`);
    },
    addCallRows: (rows) => calls.push(rows),
    addResultRows: (rows) => results.push(rows),
    folder: (cwd) => (typeof cwd === 'string' ? (folders.get(cwd) ?? -1) : -1),
    text() {
      if (calls.length === 0 && results.length === 0) return undefined;
      const names = JSON.stringify([...folders.keys()]);
      return wellFormedJson(
        `{"folders":${names},"calls":[${calls.join()}],"results":[${results.join()}]}`,
      );
    },
  };
}
