// Runs before every test file: nothing may read or write the home of whoever runs the tests.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-test-'));
process.env['HOME'] = home;
process.env['USERPROFILE'] = home;
process.env['LOCALAPPDATA'] = path.join(home, 'AppData', 'Local');
process.env['XDG_CONFIG_HOME'] = path.join(home, '.config');
process.env['XDG_DATA_HOME'] = path.join(home, '.local', 'share');
process.env['CCO_DATA_DIR'] = path.join(home, '.cco');
for (const name of [
  'CLAUDE_CONFIG_DIR',
  'CLAUDE_LOG_DIR',
  'CLAUDE_SESSION_ID',
  'CLAUDE_PROJECT_DIR',
]) {
  delete process.env[name];
}
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
