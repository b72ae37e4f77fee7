import { createRandom, mix, type Random } from '../random.ts';
import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import type { TextSource } from './text-source.ts';

/** Bytes made once and copied often: former contents of files, signatures, images. */
export interface Filler {
  /** Appends about this many bytes of lines of code, ready to stand in a JSON string. */
  code(writer: ByteWriter, count: number): void;
  /** Appends this many base64 digits. */
  base64(writer: ByteWriter, count: number): void;
}

const CODE_BYTES = 2 << 20;
const BASE64_BYTES = 1 << 20;
const DIGITS = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** Creates the filler of one corpus. */
export function createFiller(text: TextSource, seed: number, random: Random): Filler {
  const scratch = createByteWriter();
  text.startFile(mix(seed, 0xf111));
  text.write(scratch, CODE_BYTES, 'code');
  const code = Buffer.from(scratch.bytes.subarray(0, scratch.at));
  const cuts = lineStarts(code);
  const digits = createRandom(mix(seed, 0xb64));
  const base64 = Buffer.alloc(BASE64_BYTES);
  for (let index = 0; index < BASE64_BYTES; index++) {
    base64[index] = DIGITS[digits.uint32() & 63] as number;
  }
  return {
    code(writer, count) {
      const wanted = Math.min(count, CODE_BYTES / 2);
      const from = cuts[random.below(cuts.length >> 1)] as number;
      const to = code.indexOf('\\n', from + wanted);
      writer.putBytes(code, from, to === -1 ? code.length : to);
    },
    base64(writer, count) {
      for (let left = count; left > 0; ) {
        const part = Math.min(left, BASE64_BYTES / 2);
        const from = random.below(BASE64_BYTES / 2);
        writer.putBytes(base64, from, from + part);
        left -= part;
      }
    },
  };
}

/** Finds where lines begin, after `\n` as it is written in JSON. */
function lineStarts(code: Buffer): Uint32Array {
  const starts: number[] = [0];
  for (let at = code.indexOf('\\n'); at !== -1; at = code.indexOf('\\n', at + 2))
    starts.push(at + 2);
  return Uint32Array.from(starts);
}
