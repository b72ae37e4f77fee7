// `pnpm bench [logger] [stats] [search] [--runs N]`: how long the apps take, next to `node -e 0`,
// to a floor, and to the original scripts when CCO_ORIGINALS names the folder they are in.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../workspace.mjs';
import { activityLog, corpus, scratchHome } from './data.mjs';
import { peakMemory, printTimings, timeInTurns } from './measure.mjs';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '15' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const benches = { logger, stats, search };
const chosen = positionals.length > 0 ? positionals : Object.keys(benches);

const home = scratchHome();
const env = {
  HOME: home,
  USERPROFILE: home,
  CLAUDE_CONFIG_DIR: path.join(home, '.claude'),
  CLAUDE_LOG_DIR: path.join(home, 'logs'),
  CCO_DATA_DIR: path.join(home, 'data'),
};
const node = { name: 'node -e 0', command: process.execPath, args: ['-e', '0'], env };

console.log(
  `${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
for (const name of chosen) {
  const bench = benches[/** @type {keyof typeof benches} */ (name)];
  if (!bench) throw new Error(`unknown benchmark ${name}: ${Object.keys(benches).join(', ')}`);
  bench();
}

function logger() {
  const payload = {
    session_id: '0b5f2c1e-8f43-4c1b-9a55-0a5c5f0c7d11',
    cwd: home,
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
    tool_input: { command: 'npm test -- --run', description: 'Run the tests' },
    tool_response: { stdout: 'ok\n'.repeat(200), stderr: '', interrupted: false },
    tool_use_id: 'toolu_01',
  };
  const input = JSON.stringify(payload);
  // What nobody can be faster than: read, parse, append.
  const bare = path.join(home, 'bare.cjs');
  fs.writeFileSync(
    bare,
    `const fs=require('fs');const p=JSON.parse(fs.readFileSync(0,'utf8'));fs.appendFileSync(${JSON.stringify(path.join(home, 'bare.jsonl'))},JSON.stringify({tool:p.tool_name})+'\\n')`,
  );
  printTimings(
    'session-logger, one call',
    timeInTurns(
      [
        node,
        {
          name: 'read, parse, append: the floor',
          command: process.execPath,
          args: [bare],
          input,
          env,
        },
        { ...app('session-logger'), input },
        ...original('session-logger.sh', { input }),
      ],
      runs,
    ),
  );
}

function stats() {
  for (const entries of [100_000, 1_000_000]) {
    const CLAUDE_LOG_DIR = activityLog({ entries });
    const subject = app('session-stats', ['--range', 'all', '--json'], { CLAUDE_LOG_DIR });
    const month = original('session-stats.sh', {
      args: ['--range', 'month', '--json'],
      env: { CLAUDE_LOG_DIR },
    });
    const subjects = [node, subject, ...(entries === 100_000 ? month : [])];
    printTimings(
      `session-stats --json, ${entries.toLocaleString('en')} entries`,
      timeInTurns(subjects, Math.min(runs, 7)),
    );
    console.log(`  ${peakMemory(subject).toFixed(0)} MiB of memory`);
  }
}

function search() {
  // 6,650 files hold 3,017 main sessions; the others are subagents'.
  const config = corpus({ size: 1024 ** 3, files: 6650 });
  const own = { CLAUDE_CONFIG_DIR: config };
  const data = path.join(home, 'data');
  const fresh = app('session-search', [], own);
  const forget = () => fs.rmSync(data, { recursive: true, force: true });

  printTimings(
    'cs, first index of 3,017 sessions in 1 GiB',
    timeInTurns([{ ...fresh, name: 'cs, nothing kept', before: forget }], 3),
  );
  console.log(
    `  ${peakMemory(app('session-search', ['--rebuild'], own)).toFixed(0)} MiB of memory`,
  );
  printTimings(
    'cs, index fresh',
    timeInTurns([node, fresh, ...original('session-search.sh', { env: own })], runs),
  );
  const word = 'zqxjvword';
  printTimings(
    'cs WORD, a word that is nowhere in 1 GiB',
    timeInTurns(
      [
        app('session-search', [word], own),
        ...ripgrep(['-il', word, path.join(config, 'projects')]),
      ],
      3,
    ),
  );
}

/**
 * @param {string} name
 * @param {string[]} [args]
 * @param {Record<string, string>} [more]
 * @returns {import('./measure.mjs').Subject}
 */
function app(name, args = [], more = {}) {
  const main = path.join(root, 'apps', name, 'dist', 'main.cjs');
  const label = [name, ...args].join(' ');
  return {
    name: label,
    command: process.execPath,
    args: [main, ...args],
    env: { ...env, ...more },
  };
}

/**
 * @param {string} script
 * @param {{ args?: string[], input?: string, env?: Record<string, string> }} [more]
 * @returns {import('./measure.mjs').Subject[]}
 */
function original(script, more = {}) {
  const folder = process.env['CCO_ORIGINALS'];
  if (!folder) return [];
  const { args = [], input = '' } = more;
  const command = path.join(folder, script);
  return [{ name: `the original ${script}`, command, args, input, env: { ...env, ...more.env } }];
}

/**
 * @param {string[]} args
 * @returns {import('./measure.mjs').Subject[]}
 */
function ripgrep(args) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  if (!folders.some((folder) => fs.existsSync(path.join(folder, 'rg')))) return [];
  // It reads the JSON source and not the conversation, and exits with 1 when nothing matches.
  return [{ name: 'rg on the raw files', command: 'rg', args, env, statuses: [0, 1] }];
}
