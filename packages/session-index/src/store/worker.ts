/**
 * Reads transcripts for the store in a thread of its own: pass its URL as `worker` to `openStore`.
 *
 * @module
 */
import { parentPort } from 'node:worker_threads';
import { packResults } from './packed-results.ts';
import { DONE } from './read-pool.ts';
import { createTranscriptReader, type ReadResult, type ReadTask } from './read-transcript.ts';

const port = parentPort;
if (port) {
  const read = createTranscriptReader();
  port.on('message', (tasks: ReadTask[]) => {
    let results: ReadResult[] = [];
    for (const task of tasks) {
      read(task, (result) => {
        results.push(result);
        if ('error' in result || result.isLast) return;
        // Stretches of a large file are handed over one by one.
        port.postMessage(packResults(results));
        results = [];
      });
    }
    port.postMessage(packResults(results));
    port.postMessage(DONE);
  });
}
