import type { ReadResult, Segment } from './read-transcript.ts';

/**
 * Results on their way between threads. One JSON text crosses several times faster than the objects
 * would; the long texts go beside it, because JSON inside of JSON is twice as long.
 */
export interface PackedResults {
  readonly json: string;
  /** Of each result the text of its messages and its calls. */
  readonly texts: readonly (string | undefined)[];
}

/** Packs results for another thread. */
export function packResults(results: readonly ReadResult[]): PackedResults {
  const texts: (string | undefined)[] = [];
  const bare = results.map((result) => {
    if ('error' in result) return result;
    const { messages, calls } = result;
    texts.push(messages?.text, calls);
    return { ...result, messages: messages && { ...messages, text: '' }, calls: undefined };
  });
  return { json: JSON.stringify(bare), texts };
}

/** Unpacks what {@link packResults} packed. */
export function unpackResults({ json, texts }: PackedResults): ReadResult[] {
  let at = 0;
  return (JSON.parse(json) as ReadResult[]).map((result) => {
    if ('error' in result) return result;
    const [text = '', calls] = texts.slice(at, at + 2);
    at += 2;
    const { messages }: Segment = result;
    return { ...result, messages: messages && { ...messages, text }, calls };
  });
}
