/**
 * Reads transcripts for the index of words, and looks through them for a search, in a thread of its
 * own: pass its URL as `worker` to `openTextIndex`.
 *
 * @module
 */
import { parentPort } from 'node:worker_threads';
import { DONE } from '../thread-pool.ts';
import { type FilterTask, filterFiles } from './filter-files.ts';
import { createTextReader, type TextTask } from './read-text.ts';

const port = parentPort;
if (port) {
  const read = createTextReader();
  port.on('message', (tasks: TextTask[] | FilterTask) => {
    if (!Array.isArray(tasks)) {
      filterFiles(tasks);
      return;
    }
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
