import { downloadThenStart } from './download-then-start.ts';
import { readThenSend } from './read-then-send.ts';

/** All rules that look at the calls of a session together. */
export const FLOWS = [readThenSend, downloadThenStart] as const;
