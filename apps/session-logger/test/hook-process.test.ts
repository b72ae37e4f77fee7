import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BuiltApp, buildApp, hookPayload } from '@cco/test-fixtures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const isWindows = process.platform === 'win32';
const payload = JSON.stringify(hookPayload());
let app: BuiltApp;
let main: string;
let folder: string;
let logs: string;

beforeAll(() => {
  app = buildApp(path.resolve(import.meta.dirname, '..'));
  main = app.main;
});
afterAll(() => app.remove());
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hook-'));
  logs = path.join(folder, 'logs');
});

interface RunOptions {
  input?: string | Buffer;
  env?: Record<string, string | undefined>;
  argv?: string[];
  cwd?: string;
}

function run({ input = payload, env = {}, argv = [], cwd = folder }: RunOptions = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], {
    input,
    cwd,
    env: { ...process.env, CLAUDE_LOG_DIR: logs, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function logFile(): string {
  const [name, ...more] = fs.readdirSync(logs);
  expect(more).toEqual([]);
  expect(name).toMatch(/^activity-\d{4}-\d{2}-\d{2}\.jsonl$/);
  return path.join(logs, name ?? '');
}

function entries(): Record<string, unknown>[] {
  const text = fs.readFileSync(logFile(), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
}

const quiet = { status: 0, stdout: '', stderr: '' };

describe('the hook', () => {
  it('logs a call and prints nothing', () => {
    expect(run()).toEqual(quiet);
    expect(entries()).toMatchObject([
      { tool: 'Bash', command: 'git status', project: path.basename(folder) },
    ]);
  });

  it('names the day by the local calendar', () => {
    const sameMoment = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((TZ) => {
      const own = path.join(folder, TZ.replace('/', '-'));
      run({ env: { TZ, CLAUDE_LOG_DIR: own } });
      return fs.readdirSync(own)[0];
    });
    // A day and an hour apart, so at least a day lies between the names.
    expect(new Set(sameMoment).size).toBe(2);
  });

  it.each([
    ['an empty payload', ''],
    ['text', 'not a payload'],
    ['a list', '[]'],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00])],
  ])('logs nothing of %s, in one line on standard error', (_name, input) => {
    const { status, stdout, stderr } = run({ input });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^session-logger: .*nothing logged\n$/);
    expect(fs.existsSync(logs)).toBe(false);
  });

  it('logs what a payload held that was cut off', () => {
    const { status, stdout, stderr } = run({ input: payload.slice(0, payload.indexOf('stdout')) });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toBe('session-logger: the payload is broken: logged what could be read\n');
    expect(entries()).toMatchObject([{ tool: 'Bash', command: 'git status' }]);
  });

  it('reads 20 MB, whole and cut off', () => {
    const tool_response = { stdout: '日x'.repeat(5_000_000) };
    const input = JSON.stringify(hookPayload({ tool_response }));
    expect(run({ input })).toEqual(quiet);
    expect(run({ input: Buffer.from(input).subarray(0, 15_000_001) })).toMatchObject({ status: 0 });
    const [whole, cut] = entries();
    expect(whole).toMatchObject({ tokens: { output: Math.floor((10_000_000 + 13) / 4) } });
    expect(cut).toMatchObject({ command: 'git status', tokens: { output: 0 } });
  });

  it('waits for a payload that comes in parts', async () => {
    const child = spawn(process.execPath, [main], {
      cwd: folder,
      env: { ...process.env, CLAUDE_LOG_DIR: logs },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    for (const part of [payload.slice(0, 50), payload.slice(50, 51), payload.slice(51)]) {
      child.stdin.write(part);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    child.stdin.end();
    expect(await ended).toBe(0);
    expect(entries()).toHaveLength(1);
  });

  it('survives a log folder that cannot be one', () => {
    fs.writeFileSync(logs, 'a file');
    for (const CLAUDE_LOG_DIR of [logs, path.join(logs, 'below')]) {
      const { status, stdout, stderr } = run({ env: { CLAUDE_LOG_DIR } });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      expect(stderr).toMatch(/^session-logger: not logged: E\w+: [^\n]*\n$/);
    }
    expect(fs.readFileSync(logs, 'utf8')).toBe('a file');
  });

  it('goes to ~/.claude/logs, wherever the configuration is', () => {
    const home = path.join(folder, 'home');
    const env = { CLAUDE_LOG_DIR: undefined, HOME: home, USERPROFILE: home };
    expect(run({ env: { ...env, CLAUDE_CONFIG_DIR: path.join(folder, 'config') } })).toEqual(quiet);
    expect(fs.readdirSync(path.join(home, '.claude', 'logs'))).toHaveLength(1);
  });

  it('needs no home, and no environment at all', () => {
    const { status, stdout } = spawnSync(process.execPath, [main], {
      input: payload,
      cwd: folder,
      env: { CLAUDE_LOG_DIR: logs, SystemRoot: process.env['SystemRoot'] },
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(entries()).toHaveLength(1);
  });

  it.skipIf(isWindows)('takes the project of the payload when its folder was deleted', () => {
    const gone = path.join(folder, 'gone');
    fs.mkdirSync(gone);
    const script = 'rmdir "$PWD" && exec "$0" "$1"';
    const { status } = spawnSync('sh', ['-c', script, process.execPath, main], {
      input: payload,
      cwd: gone,
      env: { ...process.env, CLAUDE_LOG_DIR: logs },
    });
    expect(status).toBe(0);
    expect(entries()).toMatchObject([{ project: 'web-shop' }]);
  });

  it.skipIf(isWindows)('survives closed standard streams', () => {
    const script = 'exec "$0" "$1" <&- >&- 2>&-';
    const { status } = spawnSync('sh', ['-c', script, process.execPath, main], {
      cwd: folder,
      env: { ...process.env, CLAUDE_LOG_DIR: logs },
    });
    expect(status).toBe(0);
  });

  it.skipIf(isWindows)('cuts nothing off on a full disk, and goes on behind the part', () => {
    expect(run()).toEqual(quiet);
    const file = logFile();
    const before = fs.readFileSync(file, 'utf8');
    // One block, so that the next line fits only in part.
    const filler = { ...JSON.parse(before), command: '' };
    const room = 1024 - before.length - JSON.stringify(filler).length - 42;
    filler.command = 'x'.repeat(room);
    fs.appendFileSync(file, `${JSON.stringify(filler)}\n`);
    const filled = fs.readFileSync(file, 'utf8');
    const script = 'ulimit -f 1 && exec "$0" "$1"';
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, main], {
      input: payload,
      cwd: folder,
      env: { ...process.env, CLAUDE_LOG_DIR: logs },
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^session-logger: not logged: EFBIG: [^\n]*\n$/);
    const part = fs.readFileSync(file, 'utf8').slice(filled.length);
    expect(fs.readFileSync(file, 'utf8').startsWith(filled)).toBe(true);
    expect(part).toHaveLength(1024 - filled.length);
    expect(before.startsWith(part.slice(0, 12))).toBe(true);
    expect(run()).toEqual(quiet);
    const [torn, next] = fs.readFileSync(file, 'utf8').slice(filled.length).split('\n');
    expect(torn).toBe(part);
    expect(JSON.parse(next ?? '')).toMatchObject({ session_id: JSON.parse(before).session_id });
    const { stdout: shown } = run({ argv: ['status', '--json'] });
    expect(JSON.parse(shown).log).toMatchObject({ broken_today: 1 });
  });

  it.skipIf(process.platform !== 'linux')('tells of a device without space', () => {
    run();
    const file = logFile();
    fs.rmSync(file);
    fs.symlinkSync('/dev/full', file);
    const { status, stdout, stderr } = run();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^session-logger: not logged: ENOSPC: [^\n]*\n$/);
  });

  it('loses nothing when 50 processes log at once', async () => {
    const calls = Array.from({ length: 50 }, (_, i) => ({
      tool_use_id: `toolu_${i}`,
      tool_input: { command: `echo ${'x'.repeat(i * 5)}`, description: 'y'.repeat(i * 100) },
      error: 'e'.repeat(i * 4),
    }));
    await Promise.all(
      calls.map(
        (call) =>
          new Promise<void>((resolve, reject) => {
            const child = spawn(process.execPath, [main], {
              cwd: folder,
              env: { ...process.env, CLAUDE_LOG_DIR: logs },
              stdio: ['pipe', 'ignore', 'inherit'],
            });
            child.on('error', reject).on('close', () => resolve());
            child.stdin.end(JSON.stringify(hookPayload(call)));
          }),
      ),
    );
    const ids = entries().map((entry) => entry['tool_use_id']);
    expect(ids.sort()).toEqual(calls.map(({ tool_use_id }) => tool_use_id).sort());
  });

  it('mixes with entries of the original, which are spread over lines', () => {
    run();
    const file = logFile();
    const original = '{\n  "timestamp": "2026-01-14T15:30:00Z",\n  "tool": "Read"\n}\n';
    fs.appendFileSync(file, original);
    run();
    const { stdout } = run({ argv: ['status', '--json'] });
    expect(JSON.parse(stdout)).toMatchObject({ log: { entries_today: 3, broken_today: 0 } });
  });
});

describe('the program', () => {
  it('runs subcommands, explains wrong ones, and prints its version', () => {
    const env = { HOME: folder, USERPROFILE: folder };
    const installed = run({ argv: ['install', '--json'], env });
    expect(installed.status).toBe(0);
    const { command } = JSON.parse(installed.stdout);
    if (!isWindows) expect(command).toBe(`"${process.execPath}" "${main}"`);
    expect(JSON.parse(installed.stdout).warnings).toEqual([
      'this program lies in a temporary folder, and the hook stops with it.',
    ]);
    expect(JSON.parse(run({ argv: ['uninstall', '--json'], env }).stdout)).toMatchObject({
      changes: [{ action: 'removed', command }, { action: 'removed' }],
    });
    expect(run({ argv: ['--version'] }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run({ argv: ['--nope'] })).toMatchObject({ status: 1, stdout: '' });
    expect(fs.existsSync(logs)).toBe(false);
  });

  it.skipIf(isWindows)('writes a command that the shell runs', () => {
    const odd = path.join(folder, 'a "b" $c');
    fs.cpSync(path.dirname(main), odd, { recursive: true });
    const file = path.join(odd, 'main.cjs');
    const env = { ...process.env, HOME: folder, CLAUDE_LOG_DIR: logs };
    const { stdout } = spawnSync(process.execPath, [file, 'install', '--json'], { env });
    const { command } = JSON.parse(String(stdout));
    const hook = spawnSync('sh', ['-c', command], { input: payload, env, cwd: folder });
    expect(hook.status).toBe(0);
    expect(entries()).toHaveLength(1);
  });

  it('keeps the way of the hook free of the command line', () => {
    const loaded = app.codeOf(app.loadedWith('main.cjs'));
    expect(loaded).toContain('appendEntry');
    for (const heavy of ['yargs', 'ZodMini', 'jsonc', 'recogniseHandler', 'child_process']) {
      expect(loaded, heavy).not.toContain(heavy);
    }
    const builtins = [...loaded.matchAll(/require\("node:([^"]+)"\)/g)].map((match) => match[1]);
    expect([...new Set(builtins)].sort()).toEqual(['fs', 'os', 'path']);
    expect(Buffer.byteLength(loaded)).toBeLessThan(32 * 1024);
  });
});
