import fs from 'node:fs';
import {
  createJsonlParser,
  type JsonlHandlers,
  type JsonlParser,
  type JsonlParserOptions,
  type JsonlSummary,
} from './jsonl-parser.ts';

/** Settings of {@link parseJsonlFile}. */
export interface ParseFileOptions extends Omit<JsonlParserOptions, 'file'> {
  /** Bytes to read at once. @default 262144 */
  readonly chunkBytes?: number | undefined;
  /** Asked after each chunk; true ends the reading there. @default never */
  readonly until?: (() => boolean) | undefined;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * Reads a JSONL file from a position to its end, in bounded memory whatever its size. A file that
 * cannot be opened or read to its end is a problem (`unreadable`) with the records up to there,
 * not an error. The file must be a regular one; a position behind its end reads nothing.
 *
 * @example
 * const { records, next } = parseJsonlFile('activity.jsonl', { onRecord() {} });
 * // later, when the file has grown: only the new bytes are read
 * parseJsonlFile('activity.jsonl', { onRecord() {} }, { start: next });
 */
export function parseJsonlFile(
  file: string,
  handlers: JsonlHandlers,
  options: ParseFileOptions = {},
): JsonlSummary {
  const { chunkBytes = CHUNK_BYTES, until = () => false, ...parserOptions } = options;
  const parser = createJsonlParser(handlers, { ...parserOptions, file });
  let isEarly = false;
  const failure = readChunks(file, options.start?.offset ?? 0, chunkBytes, (chunk) => {
    parser.push(chunk);
    isEarly = until();
    return !isEarly;
  });
  return failure ? fail(parser, failure, file, handlers) : parser.end(isEarly);
}

/**
 * Reads a JSONL file like {@link parseJsonlFile}, but waits for the disk without keeping the
 * process from other work: several files can be read at once.
 */
export async function parseJsonlFileAsync(
  file: string,
  handlers: JsonlHandlers,
  options: ParseFileOptions = {},
): Promise<JsonlSummary> {
  const { chunkBytes = CHUNK_BYTES, until = () => false, ...parserOptions } = options;
  const parser = createJsonlParser(handlers, { ...parserOptions, file });
  const handle = await attempt(fs.promises.open(file, 'r'));
  if (handle instanceof Error) return fail(parser, handle, file, handlers);
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let at = options.start?.offset ?? 0; ; ) {
      const read = await attempt(handle.read(buffer, 0, chunkBytes, at));
      if (read instanceof Error) return fail(parser, read, file, handlers);
      if (read.bytesRead === 0) return parser.end();
      parser.push(buffer.subarray(0, read.bytesRead));
      if (until()) return parser.end(true);
      at += read.bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/** Ends a parser; the error that stopped the reading becomes a problem. */
function fail(
  parser: JsonlParser,
  failure: NodeJS.ErrnoException,
  file: string,
  handlers: JsonlHandlers,
): JsonlSummary {
  const summary = parser.end();
  const { offset, line } = summary.next;
  const message = describe(failure);
  handlers.onProblem?.({ file, line, offset, bytes: 0, lines: 0, code: 'unreadable', message });
  return { ...summary, problems: summary.problems + 1 };
}

/** Hands out the bytes of a file; the error that stopped it, if any, is returned. */
function readChunks(
  file: string,
  offset: number,
  chunkBytes: number,
  wantsMore: (chunk: Buffer) => boolean,
): NodeJS.ErrnoException | undefined {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let at = offset; ; ) {
      const bytes = readSome(descriptor, buffer, at);
      if (typeof bytes !== 'number') return bytes;
      if (bytes === 0 || !wantsMore(buffer.subarray(0, bytes))) return undefined;
      at += bytes;
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Only a failing read is caught: an error thrown by a handler is the caller's own. */
function readSome(descriptor: number, buffer: Buffer, at: number): number | NodeJS.ErrnoException {
  try {
    return fs.readSync(descriptor, buffer, 0, buffer.length, at);
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function attempt<T>(work: Promise<T>): Promise<T | NodeJS.ErrnoException> {
  return work.catch((error: NodeJS.ErrnoException) => error);
}

function describe(error: NodeJS.ErrnoException): string {
  const reasons: Record<string, string> = {
    ENOENT: 'the file is gone',
    EACCES: 'no permission to read it',
    EPERM: 'no permission to read it',
    EISDIR: 'it is a folder',
    ELOOP: 'its symbolic links lead in a circle',
  };
  return reasons[error.code ?? ''] ?? error.message;
}
