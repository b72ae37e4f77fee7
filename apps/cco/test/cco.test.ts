import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  type BuiltApp,
  buildApp,
  copySampleHome,
  hookPayload,
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
  input = '',
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [app.main, ...argv], {
    env: { ...temporary.env, ...env },
    input,
    encoding: 'utf8',
  });
}

describe('the built cco', () => {
  it('gives an overview', () => {
    const { status, stdout, stderr } = run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Tool calls\n/);
    expect(stdout).toContain('\nLatest sessions\n  2026-11-04 12:30 │ ');
  });

  it('counts with stats', () => {
    const { status, stdout } = run(['stats', '--range', 'all', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ range: 'all', summary: { total_operations: 80 } });
  });

  it('tells exact usage', () => {
    const { status, stdout } = run(['usage', 'monthly', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      monthly: [{ month: '2026-10' }, { month: '2026-11' }],
    });
  });

  it('finds with search', () => {
    const { status, stdout } = run(['search', 'prisma', 'migration', '-n', '1']);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^2026-11-01 16:49 │ ledger-api │ .*\n {2}tool call: npx prisma migrate/,
    );
    expect(stdout).toMatch(/\n {2}claude --resume f3d20b7a-86c9-4e14-a5f1-62b0c8d93e09\n$/);
  });

  it('is the hook as `cco logger`', () => {
    const logs = path.join(temporary.home, 'hook-logs');
    const payload = JSON.stringify(hookPayload());
    const { status, stdout, stderr } = run(['logger'], { CLAUDE_LOG_DIR: logs }, payload);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    const [name = '', ...more] = fs.readdirSync(logs);
    expect(more).toEqual([]);
    const text = fs.readFileSync(path.join(logs, name), 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ tool: 'Bash', command: 'git status' });
  });

  it.skipIf(process.platform === 'win32')('is no hook without anything to read', () => {
    const script = 'exec "$0" "$1" logger < /dev/null';
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, app.main], {
      env: temporary.env,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toBe('session-logger: the payload is empty: nothing logged\n');
  });

  it('registers itself as the hook', () => {
    const env = { CLAUDE_CONFIG_DIR: path.join(temporary.home, 'fresh') };
    const { status, stdout } = run(['logger', 'install', '--json'], env);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).command).toMatch(/ logger$/);
  });

  it.skipIf(process.platform === 'win32').each([
    ['nothing', ''],
    ['search', 'search --all the'],
    ['stats', 'stats --range all'],
    ['help', '--help'],
  ])('ends quietly when the reader goes: %s', (_name, words) => {
    const script = `"$0" "$1" ${words} | head -1; echo "\${PIPESTATUS[0]}" >&2`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, app.main], {
      env: temporary.env,
      encoding: 'utf8',
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('0\n');
  });

  it('is coloured when told so, and plain otherwise', () => {
    const coloured = { NO_COLOR: undefined, FORCE_COLOR: '1' };
    const plain = { NO_COLOR: undefined };
    for (const argv of [[], ['search', 'prisma']]) {
      const { stdout } = run(argv, plain);
      expect(stdout).not.toContain('\x1b');
      expect(run(argv, { NO_COLOR: '1' }).stdout).toBe(stdout);
      const shown = run(argv, coloured).stdout;
      expect(shown).toContain('\x1b[32mclaude --resume ');
      expect(shown.replace(/\x1b\[\d+m/g, '')).toBe(stdout);
    }
  });

  it('exits with 1 after a wrong option', () => {
    for (const argv of [['--nope'], ['stats', '--nope'], ['search', '--nope']]) {
      expect(run(argv)).toMatchObject({ status: 1, stdout: '' });
    }
  });

  it('knows its version', () => {
    expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('what is loaded', () => {
  it('by the hook: no parser, no schemas, no index', () => {
    const code = app.codeOf(app.loadedWith('main.cjs'));
    expect(code).toContain('appendEntry');
    const absent = [
      'YargsInstance',
      'ZodMini',
      'pLimit',
      'jsonc',
      'child_process',
      'process.stdin',
      'databaseOpenWithSync',
    ];
    for (const heavy of absent) {
      expect(code.includes(heavy), heavy).toBe(false);
    }
    expect(Buffer.byteLength(code)).toBeLessThan(32 * 1024);
  });

  it('by the overview: no parser of the command line', () => {
    const code = app.codeOf(app.loadedWith(app.chunk('overview')));
    expect(code).toContain('Latest sessions');
    expect(code).not.toContain('YargsInstance');
    expect(code).not.toContain('databaseOpenWithSync');
    expect(Buffer.byteLength(code)).toBeLessThan(320 * 1024);
  });

  it('by the other commands: no database', () => {
    for (const name of ['options', 'stats', 'list-search', 'run-status']) {
      const code = app.codeOf(app.loadedWith(app.chunk(name)));
      expect(code.includes('databaseOpenWithSync'), name).toBe(false);
    }
  });
});
