import fs from 'node:fs';
import { contentBlocks, createJsonlParser, isObject, type JsonObject } from '@cco/jsonl-parse';
import type { StoredCall } from '@cco/session-index/store';

/**
 * Reads the inputs of calls of which the store keeps a part, from their lines: each transcript is
 * opened once and read forwards. Calls whose line is not there any more are left out.
 */
export function readWholeInputs(calls: readonly StoredCall[]): Map<StoredCall, unknown> {
  const inputs = new Map<StoredCall, unknown>();
  const byFile = new Map<string, StoredCall[]>();
  for (const call of calls) {
    if (!call.isCut || call.source.isArchived) continue;
    const own = byFile.get(call.source.path);
    if (own) own.push(call);
    else byFile.set(call.source.path, [call]);
  }
  for (const [path, own] of byFile) {
    own.sort((a, b) => a.offset - b.offset);
    readFrom(path, own, inputs);
  }
  return inputs;
}

function readFrom(
  path: string,
  calls: readonly StoredCall[],
  inputs: Map<StoredCall, unknown>,
): void {
  let file: number;
  try {
    file = fs.openSync(path, 'r');
  } catch {
    return;
  }
  try {
    for (const call of calls) {
      const input = inputAt(file, call);
      if (input !== undefined) inputs.set(call, input);
    }
  } catch {
    // What can be read no more is judged by what is kept of it.
  } finally {
    fs.closeSync(file);
  }
}

const NEWLINE = 0x0a;
const FIRST_BYTES = 8 * 1024;
/** A record may stand on several lines, or behind another one. */
const MOST_BYTES = 64 * 1024 * 1024;
let buffer = Buffer.allocUnsafe(FIRST_BYTES);

function inputAt(file: number, { offset, id }: StoredCall): unknown {
  let size = 0;
  for (let wanted = FIRST_BYTES; wanted <= MOST_BYTES; wanted *= 8) {
    if (buffer.length < wanted) buffer = Buffer.concat([buffer], wanted);
    const read = fs.readSync(file, buffer, size, wanted - size, offset + size);
    const end = buffer.subarray(0, size + read).indexOf(NEWLINE, size);
    size += read;
    const isAtEnd = size < wanted;
    if (end < 0 && !isAtEnd) continue;
    const line = buffer.subarray(0, end < 0 ? size : end);
    const input = inputOnLine(line, id) ?? inputIn(buffer.subarray(0, size), id);
    if (input !== undefined || isAtEnd) return input;
  }
  return undefined;
}

/** The input of a call on a line that is one record, as most are. */
function inputOnLine(line: Buffer, id: string): unknown {
  try {
    const record: unknown = JSON.parse(line.toString());
    return isObject(record) ? inputOf(record, id) : undefined;
  } catch {
    return undefined;
  }
}

/** The input of a call in some lines; undefined when they do not hold it whole. */
function inputIn(bytes: Buffer, id: string): unknown {
  let input: unknown;
  const parser = createJsonlParser({
    onRecord(record) {
      input ??= inputOf(record, id);
    },
    accept: () => input === undefined,
  });
  parser.push(bytes);
  parser.end();
  return input;
}

function inputOf(record: JsonObject, id: string): unknown {
  const data = record['type'] === 'progress' ? record['data'] : undefined;
  const shown = isObject(data) && isObject(data['message']) ? data['message'] : record;
  const call = contentBlocks(shown['message']).find(
    (block) =>
      (block['type'] === 'tool_use' || block['type'] === 'server_tool_use') && block['id'] === id,
  );
  return call?.['input'];
}
