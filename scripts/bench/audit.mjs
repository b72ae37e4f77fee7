// How long `session-audit` takes: every call judged, nothing new, and the guard before one call.
import fs from 'node:fs';
import path from 'node:path';
import { corpus } from './data.mjs';
import { printTimings, timeInTurns } from './measure.mjs';

/**
 * @param {object} bench
 * @param {import('./measure.mjs').Subject} bench.node
 * @param {(name: string, args?: string[], more?: Record<string, string>) => import('./measure.mjs').Subject} bench.app
 * @param {string} bench.home
 * @param {number} bench.runs
 */
export function audit({ node, app, home, runs }) {
  // A little more than 100,000 tool calls.
  const size = Math.round(1.32 * 1024 ** 3);
  const data = path.join(home, 'audit-data');
  const own = { CLAUDE_CONFIG_DIR: corpus({ size, files: 3600 }), CCO_DATA_DIR: data };
  const store = path.join(data, 'store.db');
  const unjudged = path.join(home, 'unjudged.db');
  // The store without a judged call, to tell judging from reading.
  timeInTurns([app('session-audit', ['tools'], own)], 1);
  fs.copyFileSync(store, unjudged);
  const check = app('session-audit', ['check'], own);
  printTimings(
    'session-audit check, 100,000 calls judged for the first time',
    timeInTurns([node, { ...check, before: () => fs.copyFileSync(unjudged, store) }], 3),
  );
  fs.rmSync(unjudged);
  printTimings('the same, nothing new', timeInTurns([node, check], runs));
  /** @type {[string, object][]} */
  const payloads = [
    ['a command', { tool_name: 'Bash', tool_input: { command: 'git push --force' } }],
    ['another tool', { tool_name: 'Read', tool_input: { file_path: 'src/a.ts' } }],
  ];
  const guards = payloads.map(([name, payload]) => ({
    ...app('session-audit', ['guard']),
    name: `guard, ${name}`,
    input: JSON.stringify({ hook_event_name: 'PreToolUse', cwd: home, ...payload }),
  }));
  printTimings('session-audit guard, one call', timeInTurns([node, ...guards], runs));
}
