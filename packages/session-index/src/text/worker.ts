/**
 * Reads transcripts for the index of words in a thread of its own: pass its URL as `worker` to
 * `openTextIndex`.
 *
 * @module
 */
import { parentPort } from 'node:worker_threads';
import { DONE } from '../thread-pool.ts';
import { createTextReader, type TextTask } from './read-text.ts';

const port = parentPort;
if (port) {
  const read = createTextReader();
  port.on('message', (tasks: TextTask[]) => {
    for (const task of tasks) {
      read(task, (result) => {
        if ('error' in result) port.postMessage(result);
        else {
          const { words, fields } = result;
          const lists = [words.bytes, words.ends, fields.bytes, fields.ends];
          port.postMessage(
            result,
            lists.map(({ buffer }) => buffer as ArrayBuffer),
          );
        }
      });
    }
    port.postMessage(DONE);
  });
}
