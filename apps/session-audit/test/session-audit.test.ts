import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
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
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home, { today: '2026-11-20' });
  app = buildApp(path.resolve(import.meta.dirname, '..'));
});
afterAll(async () => {
  app.remove();
  await temporary.remove();
});

function run(argv: readonly string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [app.main, ...argv], {
    cwd: temporary.home,
    env: temporary.env,
    input,
    encoding: 'utf8',
  });
}

describe('the built session-audit', () => {
  it('checks, and its exit status tells', () => {
    const { status, stdout, stderr } = run(['check', '--fail-on', 'high']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(stdout).toContain('git-force-push');
    expect(stdout).not.toMatch(/\x1b/);
    expect(run(['check', '--format', 'sarif']).status).toBe(0);
  });

  it('has help for every subcommand', () => {
    const { stdout } = run(['--help']);
    for (const name of [
      'check',
      'timeline',
      'files',
      'signals',
      'watch',
      'guard',
      'seal',
      'verify',
    ]) {
      expect(stdout).toContain(name);
      expect(run([name, '--help']).stdout).toContain('Exit status');
    }
  });

  it('takes a kept state that is damaged, and a home without any data', () => {
    const store = path.join(temporary.env['CCO_DATA_DIR'] ?? '', 'store.db');
    fs.writeFileSync(store, 'no database');
    const { status, stdout, stderr } = run(['check']);
    expect(status).toBe(0);
    expect(stderr).toContain('damaged');
    expect(stdout).toContain('git-force-push');
    const env = {
      ...temporary.env,
      CLAUDE_CONFIG_DIR: path.join(temporary.home, 'nothing'),
      CCO_DATA_DIR: path.join(temporary.home, 'none'),
    };
    const empty = spawnSync(process.execPath, [app.main, 'check'], { env, encoding: 'utf8' });
    expect(empty.status).toBe(0);
    expect(empty.stderr).toContain('No Claude Code data');
  });
});

describe('the guard as a hook', () => {
  const payload = (command: string) =>
    JSON.stringify({
      session_id: 'a',
      cwd: temporary.home,
      hook_event_name: 'PreToolUse',
      tool_name: 'Bash',
      tool_input: { command },
      tool_use_id: 'toolu_1',
    });

  it.each([
    ['ls', ''],
    ['git push --force', '"ask"'],
    ['sudo rm -rf ~', '"deny"'],
  ])('answers %s', (command, answer) => {
    const { status, stdout, stderr } = run(['guard'], payload(command));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    if (answer === '') expect(stdout).toBe('');
    else expect(stdout).toContain(`"permissionDecision":${answer}`);
  });

  it('asks about broken input, with a line in the log', () => {
    const { status, stdout, stderr } = run(['guard'], '{"tool_name":');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).hookSpecificOutput.permissionDecision).toBe('ask');
    const log = fs.readFileSync(path.join(temporary.logDir, 'audit-guard.log'), 'utf8');
    expect(log).toContain('asked: the payload is no JSON object');
    expect(run(['guard', '--on-error', 'pass'], '{"tool_name":').stdout).toBe('');
  });

  it('starts without the command line and the database', () => {
    const code = app.codeOf(app.loadedWith(app.chunk('guard')));
    expect(code).toContain('permissionDecision');
    for (const unwanted of ['databaseOpenWithSync', 'YargsInstance', 'ZodMini']) {
      expect(code.includes(unwanted), unwanted).toBe(false);
    }
  });
});

describe('watch', () => {
  it.skipIf(process.platform === 'win32')(
    'shows what is new, until it is told to end',
    async () => {
      const child = spawn(process.execPath, [app.main, 'watch', '--json', '--interval', '0.2'], {
        cwd: temporary.home,
        env: temporary.env,
      });
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const folder = path.join(temporary.home, '.claude', 'projects', '-home-mira-projects-new');
      fs.mkdirSync(folder, { recursive: true });
      const record = {
        type: 'assistant',
        sessionId: '11111111-2222-4333-8444-555555555555',
        timestamp: new Date().toISOString(),
        cwd: '/home/mira/projects/new',
        uuid: 'u1',
        message: {
          id: 'msg_1',
          role: 'assistant',
          model: 'claude-opus-5',
          content: [
            {
              type: 'tool_use',
              id: 'toolu_new',
              name: 'Bash',
              input: { command: 'git push --force' },
            },
          ],
        },
      };
      const line = new Promise<string>((resolve) => {
        let out = '';
        child.stdout.on('data', (text) => {
          out += text;
          if (out.includes('\n')) resolve(out);
        });
      });
      fs.writeFileSync(
        path.join(folder, `${record.sessionId}.jsonl`),
        `${JSON.stringify(record)}\n`,
      );
      expect(JSON.parse((await line).split('\n')[0] ?? '').ruleId).toBe('git-force-push');
      child.kill('SIGINT');
      expect(await ended).toBe(0);
    },
  );
});
