import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runGuard } from '../src/guard/index.ts';

let temporary: TemporaryHome;
let project: string;
beforeAll(async () => {
  temporary = await makeTemporaryHome();
  project = path.join(temporary.home, 'code', 'shop');
  fs.mkdirSync(project, { recursive: true });
});
afterAll(() => temporary.remove());

const logFile = () => path.join(temporary.logDir, 'audit-guard.log');

async function guard(payload: string, env: Record<string, string> = {}): Promise<string> {
  let out = '';
  await runGuard({
    env: { ...temporary.env, ...env },
    read: () => payload,
    write: (text) => {
      out += text;
    },
  });
  return out;
}

function payload(tool: string, input: unknown): string {
  return JSON.stringify({
    session_id: '84f6a1d3-c25b-4079-8e34-7d90c3b5f107',
    transcript_path: '/x.jsonl',
    cwd: project,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: tool,
    tool_input: input,
    tool_use_id: 'toolu_01',
  });
}

const decision = async (...args: Parameters<typeof guard>): Promise<string | undefined> => {
  const out = await guard(...args);
  if (out === '') return undefined;
  const { hookSpecificOutput: given } = JSON.parse(out);
  expect(given.hookEventName).toBe('PreToolUse');
  expect(given.permissionDecisionReason).not.toBe('');
  return given.permissionDecision;
};

describe('runGuard', () => {
  it.each([
    ['Bash', { command: 'npm test' }, undefined],
    ['Bash', { command: 'sudo rm -rf ~' }, 'deny'],
    ['Bash', { command: "echo 'rm -rf /'" }, undefined],
    ['Bash', { command: 'git push -fu origin x' }, 'ask'],
    ['Read', { file_path: 'src/a.ts' }, undefined],
    ['Read', { file_path: '~/.ssh/id_ed25519' }, 'ask'],
    ['Write', { file_path: '/etc/hosts', content: 'x' }, 'ask'],
    ['Edit', { file_path: '.claude/settings.json', old_string: 'a', new_string: 'b' }, 'ask'],
    ['mcp__x__y', { a: [1] }, undefined],
    ['Bash', null, undefined],
    ['Bash', 'rm -rf /', 'deny'],
  ])('%s %j: %s', async (tool, input, expected) => {
    expect(await decision(payload(tool, input))).toBe(expected);
  });

  it.skipIf(process.platform === 'win32')('follows links out of the project', async () => {
    fs.symlinkSync('/etc', path.join(project, 'link'));
    expect(await decision(payload('Write', { file_path: 'link/hosts', content: 'x' }))).toBe('ask');
  });

  it.each(['', 'nonsense', '[]', 'null', '{"tool_name":7}', '{"tool_name":"Bash"'])(
    'lets pass and logs what is broken: %j',
    async (text) => {
      fs.rmSync(logFile(), { force: true });
      expect(await guard(text)).toBe('');
      expect(fs.readFileSync(logFile(), 'utf8')).toMatch(/^\S+ let pass: .+\n$/);
    },
  );

  it('obeys the policy of the project, but that of the user before it', async () => {
    const call = payload('Bash', { command: 'npm publish' });
    const file = path.join(project, 'cco.audit.json');
    const own = path.join(temporary.home, '.claude', 'cco.audit.json');
    fs.writeFileSync(file, '{"guard": {"rules": {"publish": "deny"}}}');
    expect(await decision(call)).toBe('deny');
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.writeFileSync(own, '{"guard": {"rules": {"publish": "allow"}}}');
    expect(await decision(call)).toBeUndefined();
    fs.rmSync(own);
    fs.writeFileSync(file, '{"gard": {}}');
    fs.rmSync(logFile(), { force: true });
    expect(await decision(payload('Bash', { command: 'rm -rf ~' }))).toBe('deny');
    expect(fs.readFileSync(logFile(), 'utf8')).toContain('did you mean "guard"?');
    fs.rmSync(file);
  });

  it('never throws, and says nothing or one decision', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.anything().map((one) => payload('Bash', one)),
        ),
        async (text) => {
          const out = await guard(text ?? '');
          if (out !== '')
            expect(['deny', 'ask']).toContain(
              JSON.parse(out).hookSpecificOutput.permissionDecision,
            );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('lets pass when not even a line can be logged', async () => {
    const file = path.join(temporary.home, 'file');
    fs.writeFileSync(file, '');
    expect(await guard('', { CLAUDE_LOG_DIR: path.join(file, 'logs') })).toBe('');
  });
});
