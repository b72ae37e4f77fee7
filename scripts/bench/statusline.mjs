// What Claude Code waits for all the time, with 3,000 transcripts: the statusline, and the guard.
import fs from 'node:fs';
import path from 'node:path';
import { corpus } from './data.mjs';
import { printTimings, timeInTurns } from './measure.mjs';

/** @typedef {import('./measure.mjs').Subject} Subject */

const SESSION = '11111111-1111-4111-8111-111111111111';

/**
 * @param {{
 *   node: Subject,
 *   app: (name: string, args?: string[], more?: Record<string, string>) => Subject,
 *   home: string,
 *   runs: number,
 * }} world
 */
export function statusline({ node, app, home, runs }) {
  const own = path.join(home, 'live');
  const transcript = path.join(own, 'projects', '-home-mira-shop', `${SESSION}.jsonl`);
  fs.mkdirSync(path.dirname(transcript), { recursive: true });
  const config = {
    CLAUDE_CONFIG_DIR: `${corpus({ size: 1024 ** 3, files: 3000 })},${own}`,
    CCO_DATA_DIR: path.join(home, 'live-data'),
  };
  const payload = { session_id: SESSION, transcript_path: transcript, cost: { total_cost_usd: 1 } };
  let messages = 0;
  const answer = () => fs.appendFileSync(transcript, message(messages++));
  answer();

  /** @param {string[]} args @param {object} [more] */
  const subject = (args, more = {}) => ({
    ...app('session-usage', args, config),
    input: JSON.stringify({ ...payload, ...more }),
  });
  // Looks at all transcripts once; while the benchmark runs, the background does it again.
  const all = { ...app('session-usage', ['statusline', '--refresh'], config), name: 'refresh' };
  timeInTurns([all], 1);
  const line = subject(['statusline']);
  const guard = subject(['guard', '--budget', 'daily=100'], { hook_event_name: 'PreToolUse' });
  printTimings(
    'session-usage statusline and guard, 3,000 transcripts in 1 GiB',
    timeInTurns(
      [
        node,
        line,
        { ...line, name: `${line.name}, after each answer`, before: answer },
        guard,
        { ...guard, name: `${guard.name}, after each answer`, before: answer },
      ],
      runs,
    ),
  );
}

/**
 * A line of a transcript with an answer of this moment.
 *
 * @param {number} index
 */
function message(index) {
  const usage = { input_tokens: 2, output_tokens: 500, cache_read_input_tokens: 40_000 };
  const id = `msg_${index}`;
  return `${JSON.stringify({
    type: 'assistant',
    uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    timestamp: new Date().toISOString(),
    sessionId: SESSION,
    cwd: '/home/mira/shop',
    requestId: `req_${index}`,
    message: {
      id,
      role: 'assistant',
      model: 'claude-opus-5',
      content: [],
      stop_reason: 'end_turn',
      usage,
    },
  })}\n`;
}
