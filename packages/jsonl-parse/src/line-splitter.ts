import type { Line } from './line.ts';
import type { Place } from './problem.ts';

/** How much of a chunk was taken at once. */
export interface TakenLines {
  readonly bytes: number;
  readonly lines: number;
}

/** What a splitter reports. */
export interface LineHandlers {
  /** The line is only valid during the call. */
  onLine(line: Line): void;
  onTooLong(place: Place): void;
  /** Takes whole lines out of a chunk, from an index on where one begins. */
  takeLines(
    bytes: Buffer,
    start: number,
    position: { readonly offset: number; readonly line: number },
  ): TakenLines | undefined;
}

/** What is left when the input ended. */
export interface SplitEnd {
  /** The last line, when it has no line end. */
  readonly tail: Line | undefined;
  /** The end of the input: its offset, and the number of the line there. */
  readonly position: { readonly offset: number; readonly line: number };
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts chunks of any size into lines, keeping count of lines and bytes. A line that lies in one
 * chunk is not copied. A line longer than `maxLineBytes` is reported and not kept in memory.
 */
export function createLineSplitter(
  handlers: LineHandlers,
  options: {
    readonly start: { readonly offset: number; readonly line: number };
    readonly maxLineBytes: number;
  },
): { push(chunk: Buffer): void; end(): SplitEnd } {
  const { maxLineBytes } = options;
  let { offset, line } = options.start;
  /** Pieces of a line that began in earlier chunks; `carriedBytes` counts dropped ones too. */
  let carry: Buffer[] = [];
  let carriedBytes = 0;

  const finish = (chunk: Buffer, start: number, newline: number): void => {
    const bytes = carriedBytes + newline - start;
    if (bytes > maxLineBytes) handlers.onTooLong({ line, offset, bytes });
    else if (carriedBytes === 0) handlers.onLine(trimmed(chunk, start, newline, line, offset));
    else {
      const whole = Buffer.concat([...carry, chunk.subarray(start, newline)]);
      handlers.onLine(trimmed(whole, 0, whole.length, line, offset));
    }
    carry = [];
    carriedBytes = 0;
    offset += bytes + 1;
    line++;
  };

  const take = (chunk: Buffer, start: number): number => {
    const taken = handlers.takeLines(chunk, start, { offset, line });
    if (taken === undefined) return 0;
    offset += taken.bytes;
    line += taken.lines;
    return taken.bytes;
  };

  return {
    push(chunk) {
      let start = 0;
      while (true) {
        if (carriedBytes === 0) start += take(chunk, start);
        const at = chunk.indexOf(NEWLINE, start);
        if (at === -1) break;
        finish(chunk, start, at);
        start = at + 1;
      }
      if (start === chunk.length) return;
      carriedBytes += chunk.length - start;
      if (carriedBytes > maxLineBytes) carry = [];
      else carry.push(Buffer.from(chunk.subarray(start)));
    },
    end() {
      const position = { offset: offset + carriedBytes, line };
      if (carriedBytes > maxLineBytes) {
        handlers.onTooLong({ line, offset, bytes: carriedBytes });
        return { tail: undefined, position };
      }
      const whole = Buffer.concat(carry);
      const tail = whole.length > 0 ? trimmed(whole, 0, whole.length, line, offset) : undefined;
      return { tail, position };
    },
  };
}

function trimmed(buffer: Buffer, start: number, end: number, number: number, offset: number): Line {
  const last = end > start && buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  return { buffer, start, end: last, number, offset };
}
