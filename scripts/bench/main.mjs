// `pnpm bench [logger] [stats] [search] [usage] [statusline] [audit] [--runs N]`: how long the apps take,
// next to `node -e 0`, to a floor, to the original scripts when CCO_ORIGINALS names the folder they are in,
// and to ccusage when CCUSAGE names the program.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../workspace.mjs';
import { audit } from './audit.mjs';
import { activityLog, corpus, scratchHome } from './data.mjs';
import { peakMemory, printTimings, timeInTurns } from './measure.mjs';
import { statusline } from './statusline.mjs';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '15' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const benches = {
  logger,
  stats,
  search,
  usage,
  statusline: () => statusline({ node, app, home, runs }),
  audit: () => audit({ node, app, home, runs }),
};
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

function usage() {
  const gib = corpus({ size: 1024 ** 3, files: 3000 });
  const growing = path.join(home, 'growing');
  const session = path.join(growing, 'projects', '-home-mira-shop', 'session.jsonl');
  fs.mkdirSync(path.dirname(session), { recursive: true });
  const config = { CLAUDE_CONFIG_DIR: `${gib},${growing}` };
  const store = path.join(env.CCO_DATA_DIR, 'store.db');
  const ours = app('session-usage', ['daily', '--json'], config);
  const theirs = ccusage(config);
  let grown = 0;
  const grow = () => fs.appendFileSync(session, megabyte(grown++));
  const forget = () => fs.rmSync(store, { force: true });
  grow();
  printTimings(
    'usage by day of 3,000 transcripts in 1 GiB, nothing kept',
    timeInTurns([...theirs, { ...ours, before: forget }], 3),
  );
  forget();
  console.log(`  ${peakMemory(ours).toFixed(0)} MiB of memory`);
  printTimings('the same, nothing new', timeInTurns([...theirs, ours, node], runs));
  console.log(`  ${peakMemory(ours).toFixed(0)} MiB of memory`);
  printTimings(
    'the same, after 1 MB was appended to a session',
    timeInTurns(
      [...theirs, ours].map((subject) => ({ ...subject, before: grow })),
      runs,
    ),
  );
  const small = { CLAUDE_CONFIG_DIR: corpus({ size: 96 * 1024 ** 2, files: 10_000 }) };
  printTimings(
    'usage by day of 10,000 small transcripts, nothing new',
    timeInTurns([...ccusage(small), app('session-usage', ['daily', '--json'], small)], runs),
  );
}

/**
 * Lines of a session that make a megabyte.
 *
 * @param {number} part
 */
function megabyte(part) {
  const lines = Array.from({ length: 250 }, (_, i) => {
    const usage = { input_tokens: i, output_tokens: 100, cache_read_input_tokens: 20_000 };
    const content = [{ type: 'text', text: 'word '.repeat(760) }];
    return JSON.stringify({
      type: 'assistant',
      sessionId: 'session',
      cwd: '/home/mira/shop',
      uuid: `${part}-${i}`,
      requestId: `req_${part}_${i}`,
      timestamp: new Date(Date.UTC(2026, 9, 1 + (part % 28)) + i * 1000).toISOString(),
      message: {
        id: `msg_${part}_${i}`,
        role: 'assistant',
        model: 'claude-opus-4-5-20251101',
        stop_reason: 'end_turn',
        content,
        usage,
      },
    });
  });
  return `${lines.join('\n')}\n`;
}

/**
 * @param {Record<string, string>} more
 * @returns {import('./measure.mjs').Subject[]}
 */
function ccusage(more) {
  const command = process.env['CCUSAGE'];
  if (!command) return [];
  const args = ['claude', 'daily', '--json', '--offline'];
  return [{ name: 'ccusage', command, args, env: { ...env, ...more } }];
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
