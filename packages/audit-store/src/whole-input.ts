import fs from 'node:fs';
import type { AuditedCall } from './audited-call.ts';

const CHUNK = 64 * 1024;
/** Records beyond this are not read again: their other fields are judged. */
const LONGEST_LINE = 32 * 1024 * 1024;

/** Reads inputs again where the store left something out; keeps the file open between calls. */
export interface InputReader {
  /** Gives the whole input, or what was kept when the record is not there any more. */
  wholeInput(call: AuditedCall): unknown;
  close(): void;
}

/** Makes a reader of whole inputs. */
export function createInputReader(): InputReader {
  let open: { readonly path: string; readonly descriptor: number } | undefined;
  const close = (): void => {
    if (open) fs.closeSync(open.descriptor);
    open = undefined;
  };
  return {
    close,
    wholeInput(call) {
      if (!call.isCut || call.source.isArchived) return call.input;
      try {
        if (open?.path !== call.source.path) {
          close();
          open = { path: call.source.path, descriptor: fs.openSync(call.source.path, 'r') };
        }
        const line = readLine(open.descriptor, call.offset);
        return line === undefined ? call.input : (inputIn(JSON.parse(line), call.id) ?? call.input);
      } catch {
        // Rewritten or gone since: what was kept is judged.
        return call.input;
      }
    },
  };
}

function readLine(descriptor: number, offset: number): string | undefined {
  const parts: Buffer[] = [];
  let at = offset;
  for (; at - offset < LONGEST_LINE; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const length = fs.readSync(descriptor, chunk, 0, CHUNK, at);
    if (length === 0) break;
    const end = chunk.subarray(0, length).indexOf(0x0a);
    parts.push(chunk.subarray(0, end < 0 ? length : end));
    if (end >= 0) return Buffer.concat(parts).toString('utf8');
    at += length;
  }
  return at - offset < LONGEST_LINE ? Buffer.concat(parts).toString('utf8') : undefined;
}

const DEEPEST = 8;

/** Finds the call in a record: its block may stand in the record of a subagent's progress. */
function inputIn(value: unknown, id: string, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
  const record = value as Record<string, unknown>;
  if (record['id'] === id && 'input' in record) return record['input'];
  for (const part of Object.values(record)) {
    const found = inputIn(part, id, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
