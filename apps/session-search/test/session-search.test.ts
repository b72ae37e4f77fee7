import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  type BuiltApp,
  buildApp,
  copySampleHome,
  makeTemporaryHome,
  type TemporaryHome,
} from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let temporary: TemporaryHome;
let app: BuiltApp;
beforeAll(async () => {
  app = buildApp(path.resolve(import.meta.dirname, '..'));
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home);
});
afterAll(async () => {
  app.remove();
  await temporary.remove();
});

function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [app.main, ...argv], {
    cwd: temporary.home,
    env: { ...temporary.env, ...env },
    encoding: 'utf8',
  });
}

describe('the built session-search', () => {
  it('lists without any option, as with the default ones', () => {
    const { status, stdout, stderr } = run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^ {2}claude --resume /gm)).toHaveLength(10);
    expect(run(['-n', '10']).stdout).toBe(stdout);
    expect(fs.existsSync(path.join(temporary.configDir, 'sessions.idx'))).toBe(true);
  });

  it('searches', () => {
    const { status, stdout } = run(['--json', 'PRISMA', 'migration']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).sessions.map(({ project }: { project: string }) => project)).toEqual([
      'ledger-api',
      'ledger-api',
    ]);
  });

  it('lists in the folder it is called in', () => {
    const folder = path.join(temporary.home, 'nothing-here');
    fs.mkdirSync(folder);
    const { stdout } = spawnSync(process.execPath, [app.main, '--here'], {
      cwd: folder,
      env: temporary.env,
      encoding: 'utf8',
    });
    expect(stdout).toBe('No sessions found.\n');
  });

  it('explains a wrong option with the help, and exits with 1', () => {
    const { status, stdout, stderr } = run(['--proyect', 'x']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^cs: unknown option: --proyect\n/);
    expect(stderr).toContain('\ncs [keyword..]\n');
  });

  it.skipIf(process.platform === 'win32')('ends quietly when the reader goes', () => {
    const script = `"$0" "$1" --all the | head -1; echo "\${PIPESTATUS[0]}" >&2`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, app.main], {
      env: temporary.env,
      encoding: 'utf8',
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('0\n');
  });

  it('colours only when told so, outside a terminal', () => {
    const plain = run(['prisma'], { NO_COLOR: undefined }).stdout;
    const coloured = run(['prisma'], { NO_COLOR: undefined, FORCE_COLOR: '1' }).stdout;
    expect(plain).not.toContain('\x1b');
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(plain);
    expect(coloured).toContain('\x1b[33mprisma\x1b[39m');
  });
});

describe('what is loaded', () => {
  const chunk = (prefix: string) =>
    fs.readdirSync(path.dirname(app.main)).find((name) => name.startsWith(prefix)) ?? '';

  it('at the start: next to nothing', () => {
    const code = app.codeOf(app.loadedWith('main.cjs'));
    expect(code).toContain('isInteger');
    for (const heavy of ['YargsInstance', 'ZodMini', 'pLimit']) {
      expect(code.includes(heavy), heavy).toBe(false);
    }
    expect(Buffer.byteLength(code)).toBeLessThan(24 * 1024);
  });

  it('by the list: no parser of the command line, nothing that reads transcripts', () => {
    const code = app.codeOf(app.loadedWith(chunk('run-search-')));
    expect(code).toContain('sessions.idx');
    for (const heavy of ['YargsInstance', 'ZodMini', 'pLimit', 'tool_result']) {
      expect(code.includes(heavy), heavy).toBe(false);
    }
    expect(Buffer.byteLength(code)).toBeLessThan(56 * 1024);
  });

  it('by a search: no schemas', () => {
    const code = app.codeOf(app.loadedWith(chunk('find-hits-')));
    expect(code).toContain('tool_result');
    for (const heavy of ['YargsInstance', 'ZodMini'])
      expect(code.includes(heavy), heavy).toBe(false);
    expect(Buffer.byteLength(code)).toBeLessThan(160 * 1024);
  });

  it('for options: the parser, which is where it should be', () => {
    expect(app.codeOf([chunk('run-command-')])).toContain('YargsInstance');
  });
});
