import { pipeline, Transform, type TransformCallback } from 'node:stream';
import ndjson from 'ndjson';
import type { JsonObject } from './json-object.ts';
import { createJsonlParser } from './jsonl-parser.ts';
import type { Problem } from './problem.ts';

/** Settings of the two stream makers. */
export interface StreamOptions {
  /** Name used in problems. @default '-' */
  readonly file?: string | undefined;
  /** Told of every piece that could not be used. @default nobody */
  readonly onProblem?: ((problem: Problem) => void) | undefined;
}

/**
 * Makes a stream that turns JSON Lines as found on disk into strict ones: one whole record a
 * line, nothing else. A record that is only begun at the end is reported as torn, because a pipe
 * that has ended brings no more.
 *
 * @example
 * process.stdin.pipe(createRepairStream()).pipe(process.stdout);
 */
export function createRepairStream(options: StreamOptions = {}): Transform {
  const { file = '-', onProblem } = options;
  const parser = createJsonlParser(
    {
      // The text as it came: written anew, large numbers would change.
      onRecord: (_record, _place, text) => output.push(`${text.replace(/[\r\n]+/g, ' ')}\n`),
      onProblem: (problem) => onProblem?.(problem),
    },
    { file },
  );
  const output = new Transform({
    transform(chunk: Buffer | string, encoding, done: TransformCallback) {
      parser.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      done();
    },
    flush(done) {
      const { unfinished } = parser.end();
      if (unfinished) {
        const message = 'the input ended inside a record';
        onProblem?.({ ...unfinished, file, lines: 1, code: 'torn', message });
      }
      done();
    },
  });
  return output;
}

/**
 * Reads record objects from a pipe: a repair stream in front of ndjson's parser. ndjson alone
 * either fails at the first bad line or drops bad lines without a word; here each is reported.
 * For files, `parseJsonlFile` is faster and knows where each record stands.
 *
 * @throws Error of the source, also when it closes before its end. When the caller reads no
 * further, the source is destroyed.
 *
 * @example
 * for await (const record of readRecords(process.stdin)) console.log(record);
 */
export async function* readRecords(
  source: NodeJS.ReadableStream,
  options: StreamOptions = {},
): AsyncGenerator<JsonObject, void, undefined> {
  const records = ndjson.parse();
  const done = new Promise<void>((resolve, reject) => {
    pipeline(source, createRepairStream(options), records, (error) =>
      error ? reject(error) : resolve(),
    );
  });
  // Whoever stops reading does not wait for it.
  done.catch(() => {});
  for await (const record of records) yield record as JsonObject;
  await done;
}
