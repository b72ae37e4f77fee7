// Makes `npm start` and `npm test` work in a fresh clone on a machine with only Node, npm and git:
// installs the pinned pnpm's dependencies when the lock file asks for it, and builds.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

if (isStale()) {
  console.error('Installing dependencies…');
  run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only']);
}
if (process.argv.includes('--build')) {
  run('npx', ['--no-install', 'turbo', 'run', 'build', '--output-logs=errors-only']);
}

/** pnpm writes this file at the end of an install that went well. */
function isStale() {
  const installed = timeOf(path.join(root, 'node_modules', '.modules.yaml'));
  return installed === undefined || installed < (timeOf(path.join(root, 'pnpm-lock.yaml')) ?? 0);
}

/** @param {string} file */
function timeOf(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * Runs a tool and shows what it printed only when it failed: the output belongs to the program
 * that follows.
 *
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const windows = process.platform === 'win32';
  const { status, stdout, stderr, error } = spawnSync(windows ? `${command}.cmd` : command, args, {
    cwd: root,
    shell: windows,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}${error ?? ''}`);
  process.exit(status ?? 1);
}
