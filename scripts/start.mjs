// `npm start [-- WORDS]`: runs cco on the user's own Claude Code data. Where there is none, on a
// copy of the sample home, and says so.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importBuilt, root } from './workspace.mjs';

const { configFolders } = await importBuilt('packages/claude-paths');
const app = path.join(root, 'apps/cco/dist/main.cjs');

const hasOwnData = configFolders(process.env).some((/** @type {string} */ folder) =>
  ['projects', 'logs'].some((name) => fs.existsSync(path.join(folder, name))),
);
const env = hasOwnData ? process.env : { ...process.env, ...(await sampleEnvironment()) };
const { status, signal } = spawnSync(process.execPath, [app, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? (signal ? 1 : 0);

/** The sample home ends today, so that there is something to see. */
async function sampleEnvironment() {
  const { copySampleHome } = await importBuilt('test-fixtures');
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-sample-'));
  await copySampleHome(home, { today });
  process.once('exit', () => fs.rmSync(home, { recursive: true, force: true }));
  console.error('No Claude Code data found: this is a made-up sample home.\n');
  const config = path.join(home, '.claude');
  return {
    HOME: home,
    USERPROFILE: home,
    CLAUDE_CONFIG_DIR: config,
    CLAUDE_LOG_DIR: path.join(config, 'logs'),
    CCO_DATA_DIR: path.join(home, 'data'),
  };
}
