/** One line inside a buffer, without its line end. */
export interface Line {
  readonly buffer: Buffer;
  /** Index of the first byte in the buffer. */
  readonly start: number;
  /** Index behind the last byte. */
  readonly end: number;
  /** Line number in the file, from 1. */
  readonly number: number;
  /** Offset in the file of the byte at `start`. */
  readonly offset: number;
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Tells whether a line holds nothing but blanks. */
export function isBlank({ buffer, start, end }: Line): boolean {
  for (let i = start; i < end; i++) {
    const byte = buffer[i];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  }
  return true;
}

/** Gives the part of a line from an index of its buffer on. */
export function lineFrom(line: Line, start: number): Line {
  return { ...line, start, offset: line.offset + start - line.start };
}

/** Leaves out the byte-order mark that a file may begin with. */
export function withoutByteOrderMark(line: Line): Line {
  const { buffer, start, end, offset } = line;
  if (offset !== 0 || end - start < BYTE_ORDER_MARK.length) return line;
  const head = buffer.subarray(start, start + BYTE_ORDER_MARK.length);
  return head.equals(BYTE_ORDER_MARK) ? lineFrom(line, start + BYTE_ORDER_MARK.length) : line;
}

/** Keeps a line beyond the life of its chunk. */
export function copyLine(line: Line): Line {
  const buffer = Buffer.from(line.buffer.subarray(line.start, line.end));
  return { ...line, buffer, start: 0, end: buffer.length };
}

/** Decodes a line as UTF-8. */
export function textOf({ buffer, start, end }: Line): string {
  return buffer.toString('utf8', start, end);
}

/** Decodes a line one character a byte, so that indexes in the text are indexes of bytes. */
export function bytesOf({ buffer, start, end }: Line): string {
  return buffer.toString('latin1', start, end);
}
