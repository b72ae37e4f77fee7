// Runs before every test file: nothing may read or write the home of whoever runs the tests, and
// nothing may stay behind in the temporary folder.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll } from 'vitest';

// The same cases in every run, so that a failure is found again; `CCO_SEED` chooses others.
fc.configureGlobal({ seed: Number(process.env['CCO_SEED'] ?? 20_261_201) });

const place = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cco-test-')));
const home = path.join(place, 'home');
const temporary = path.join(place, 'tmp');
for (const folder of [home, temporary]) fs.mkdirSync(folder);

Object.assign(process.env, {
  HOME: home,
  USERPROFILE: home,
  LOCALAPPDATA: path.join(home, 'AppData', 'Local'),
  XDG_CONFIG_HOME: path.join(home, '.config'),
  XDG_DATA_HOME: path.join(home, '.local', 'share'),
  CCO_DATA_DIR: path.join(home, '.cco'),
  TMPDIR: temporary,
  TEMP: temporary,
  TMP: temporary,
});
for (const name of [
  'CLAUDE_CONFIG_DIR',
  'CLAUDE_LOG_DIR',
  'CLAUDE_SESSION_ID',
  'CLAUDE_PROJECT_DIR',
]) {
  delete process.env[name];
}
afterAll(() => fs.rmSync(place, { recursive: true, force: true, maxRetries: 3 }));
