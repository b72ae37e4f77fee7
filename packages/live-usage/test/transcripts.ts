import fs from 'node:fs';
import path from 'node:path';
import { createTranscript, projectFolder, type TemporaryHome, textBlock } from '@cco/test-fixtures';

const CWD = '/home/mira/code/harbor-shop';

/** Path of a session's transcript. */
export function transcriptOf({ configDir }: TemporaryHome, session: string): string {
  return path.join(configDir, 'projects', projectFolder(CWD), `${session}.jsonl`);
}

let seed = 0;

/** Adds a message that costs half a cent for each thousand tokens of output. */
export function addMessage(file: string, time: number, output = 1000): void {
  seed++;
  const sessionId = path.basename(file, '.jsonl');
  const one = createTranscript({ sessionId, cwd: CWD, startedAt: time, seed });
  const tokens = { input_tokens: 0, output_tokens: output };
  const cache = { cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  const split = { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 };
  one.assistant({
    blocks: [textBlock('Done')],
    model: 'claude-haiku-4-5',
    messageId: `msg_${seed}`,
    requestId: `req_${seed}`,
    usage: { ...tokens, ...cache, cache_creation: split },
  });
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, one.text());
}
