import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryHome, runs, type TemporaryHome } from '@cco/test-fixtures';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuardWorld, runGuard } from '../src/guard/run-guard.ts';

let temporary: TemporaryHome;
let project: string;
beforeAll(async () => {
  temporary = await makeTemporaryHome();
  project = path.join(temporary.home, 'code', 'shop');
  fs.mkdirSync(project, { recursive: true });
});
afterAll(() => temporary.remove());

const logFile = () => path.join(temporary.logDir, 'audit-guard.log');

async function guard(
  payload: string,
  env: Record<string, string> = {},
  onError?: GuardWorld['onError'],
): Promise<string> {
  let out = '';
  await runGuard({
    env: { ...temporary.env, ...env },
    onError,
    read: () => payload,
    write: (text) => {
      out += text;
    },
  });
  return out;
}

function payload(tool: string, input: unknown, mode = 'default'): string {
  return JSON.stringify({
    session_id: '84f6a1d3-c25b-4079-8e34-7d90c3b5f107',
    transcript_path: '/x.jsonl',
    cwd: project,
    permission_mode: mode,
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
    'asks about a payload that it cannot read, or lets it pass when told to: %j',
    async (text) => {
      fs.rmSync(logFile(), { force: true });
      expect(await decision(text)).toBe('ask');
      expect(fs.readFileSync(logFile(), 'utf8')).toMatch(/^\S+ asked: .+\n$/);
      expect(await guard(text, {}, 'pass')).toBe('');
      expect(fs.readFileSync(logFile(), 'utf8')).toMatch(/\n\S+ let pass: .+\n$/);
    },
  );

  const long = 'n'.repeat(300);
  it.each([
    ['a path below a file', 'rm -rf ~; cat x > /etc/passwd/x'],
    ['a name of 300 characters', `rm -rf ~; cat x > /etc/${long}`],
    ['a name of 300 characters in a folder', `rm -rf ~; cat x > /etc/${long}/b/${long}`],
    ['a path of 5,000 characters', `rm -rf ~; cat ${'/etc'.repeat(1300)}`],
    ['a NUL character', 'rm -rf ~; cat x > /etc/a\u0000b'],
    ['half a surrogate pair', 'rm -rf ~; cat x > /etc/\ud83d'],
    ['a device', 'rm -rf ~; cat x > /dev/null/x'],
  ])('judges %s as it is written', async (_, command) => {
    expect(await decision(payload('Bash', { command }))).toBe('deny');
    const file = command.slice(command.indexOf('/etc'));
    const out = await guard(payload('Write', { file_path: file, content: 'x' }));
    expect(out === '' || out.includes('"ask"') || out.includes('"deny"')).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('judges a circle of links as it is written', async () => {
    fs.symlinkSync(path.join(project, 'b'), path.join(project, 'a'));
    fs.symlinkSync(path.join(project, 'a'), path.join(project, 'b'));
    expect(await decision(payload('Bash', { command: 'rm -rf ~; cat x > a/y' }))).toBe('deny');
  });

  it.each([
    ['commands in front', `${'true;'.repeat(21_000)}rm -rf ~`],
    ['more commands than it reads', `${'true;'.repeat(60_000)}rm -rf ~`],
    ['more text than it reads', `echo ${'x '.repeat(3_000_000)};rm -rf ~`],
    ['subshells', `${'( '.repeat(30)}rm -rf ~${' )'.repeat(30)}`],
    ['parentheses', `${'('.repeat(30)}rm -rf ~${')'.repeat(30)}`],
    ['more subshells than it reads', `${'( '.repeat(3000)}rm -rf ~${' )'.repeat(3000)}`],
    ['braces', `${'{ '.repeat(150)}rm -rf ~;${' }'.repeat(150)}`],
    ['substitutions', `echo ${'$('.repeat(150)}rm -rf ~${')'.repeat(150)}`],
    ['here-documents', `${'cat <<E\nx\nE\n'.repeat(2_100)}rm -rf ~`],
    ['variables', `${Array.from({ length: 1500 }, (_, i) => `v${i}=1`).join(';')};rm -rf ~`],
    ['pipes', `${'cat|'.repeat(200)}xargs rm -rf ~`],
    ['evals', `${'eval '.repeat(150)}rm -rf ~`],
    ['a name made of variables, behind padding', `${'true;'.repeat(60_000)}a=r;b=m;$a$b -rf ~`],
    ['blanks', `${' '.repeat(100_000)}rm -rf ~`],
    ['comments', `${'# x\n'.repeat(50_000)}rm -rf ~`],
    ['continued lines', `${'\\\n'.repeat(50_000)}rm -rf ~`],
  ])('cannot be padded past with %s', async (_, command) => {
    const first = await decision(payload('Bash', { command }));
    expect(['ask', 'deny']).toContain(first);
    expect(await decision(payload('Bash', { command }))).toBe(first);
  });

  it('lets long harmless commands pass', async () => {
    for (const command of [
      'true;'.repeat(60_000),
      `cat <<'E' > notes.md\n${'a line of text\n'.repeat(20_000)}E`,
      `echo ${'word '.repeat(100_000)}`,
    ]) {
      expect(await decision(payload('Bash', { command }))).toBeUndefined();
    }
  });

  it.each([
    ['default', 'ask'],
    ['acceptEdits', 'ask'],
    ['plan', 'ask'],
    ['auto', 'deny'],
    ['bypassPermissions', 'deny'],
    ['dontAsk', 'deny'],
  ])('in the permission mode %s answers %s to what it would ask about', async (mode, expected) => {
    const call = payload('Bash', { command: 'git push -f' }, mode);
    expect(await decision(call)).toBe(expected);
    const own = path.join(temporary.home, '.claude', 'cco.audit.json');
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.writeFileSync(own, '{"guard": {"unattended": "ask"}}');
    expect(await decision(call)).toBe('ask');
    fs.rmSync(own);
  });

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
    expect(await decision(payload('Bash', { command: 'ls' }))).toBe('ask');
    fs.rmSync(file);
  });

  it('takes no policy of the project where that of the user has mistakes', async () => {
    const file = path.join(project, 'cco.audit.json');
    const own = path.join(temporary.home, '.claude', 'cco.audit.json');
    fs.writeFileSync(file, '{"guard": {"deny": "never", "ask": "never"}}');
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.writeFileSync(own, '{"guard": ');
    expect(await decision(payload('Bash', { command: 'rm -rf ~' }))).toBe('deny');
    expect(await decision(payload('Bash', { command: 'ls' }))).toBe('ask');
    expect(await decision(payload('Bash', { command: 'ls' }, 'auto'))).toBe('deny');
    fs.rmSync(own);
    fs.mkdirSync(own);
    expect(await decision(payload('Bash', { command: 'ls' }))).toBe('ask');
    fs.rmdirSync(own);
    fs.writeFileSync(own, ' '.repeat(2_000_000));
    expect(await decision(payload('Bash', { command: 'ls' }))).toBe('ask');
    fs.rmSync(own);
    fs.rmSync(file);
  });

  it.skipIf(process.platform === 'win32')('is not held by named pipes', async () => {
    const own = path.join(temporary.home, '.claude', 'cco.audit.json');
    fs.rmSync(logFile(), { force: true });
    for (const file of [own, logFile()]) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      execFileSync('mkfifo', [file]);
    }
    expect(await decision(payload('Bash', { command: 'ls' }))).toBe('ask');
    for (const file of [own, logFile()]) fs.rmSync(file);
  });

  it.skipIf(process.platform === 'win32')('writes its log through no link', async () => {
    const target = path.join(temporary.home, 'elsewhere');
    fs.rmSync(logFile(), { force: true });
    fs.mkdirSync(path.dirname(logFile()), { recursive: true });
    fs.symlinkSync(target, logFile());
    expect(await decision('')).toBe('ask');
    expect(fs.existsSync(target)).toBe(false);
    fs.rmSync(logFile());
  });

  it('asks about a call that takes too long to judge', async () => {
    const own = path.join(temporary.home, '.claude', 'cco.audit.json');
    fs.mkdirSync(path.dirname(own), { recursive: true });
    const rule = { id: 'own/slow', severity: 'low', why: 'Slow', advice: 'None' };
    const paths = [`**/${'*a'.repeat(30)}b`];
    fs.writeFileSync(own, JSON.stringify({ ownRules: [{ ...rule, paths }] }));
    const call = payload('Read', { file_path: `src/${'a'.repeat(200)}` });
    let out = '';
    await runGuard({
      env: temporary.env,
      read: () => call,
      write: (text) => {
        out += text;
      },
      milliseconds: 200,
    });
    expect(JSON.parse(out).hookSpecificOutput).toMatchObject({
      permissionDecision: 'ask',
      permissionDecisionReason: expect.stringContaining('longer than 0.2 seconds'),
    });
    fs.rmSync(own);
  });

  it('asks when reading the payload fails', async () => {
    let out = '';
    await runGuard({
      env: temporary.env,
      read: () => {
        throw new RangeError('the input is longer than 10 bytes');
      },
      write: (text) => {
        out += text;
      },
    });
    expect(out).toContain('"ask"');
    expect(out).toContain('longer than 10 bytes');
  });

  it('decides even when not a line can be logged', async () => {
    const file = path.join(temporary.home, 'file');
    fs.writeFileSync(file, '');
    expect(await decision('', { CLAUDE_LOG_DIR: path.join(file, 'logs') })).toBe('ask');
  });
});

/** Text that surrounds a command without keeping a shell from running it. */
const padding = fc.oneof(
  fc.constantFrom('true;', ':;', 'ls && ', 'ls || ', '( ls );', '{ ls; };', 'a=1;', 'cd /tmp;'),
  fc.constantFrom('# note\n', 'echo "$(date)";', 'x=$(ls);', 'ls | cat;', 'cat <<E\nx\nE\n', '\n'),
  fc.constantFrom('if true; then ls; fi;', 'for i in 1 2; do ls; done;', 'f() { ls; };', '\\\n'),
  fc.constantFrom('cat x > /etc/passwd/x;', `cat /etc/${'n'.repeat(300)};`, 'echo \ud83d;', '\t '),
  fc.constantFrom('b=(1 2);', 'set -- a b;', 'alias q=ls;', 'g() { "$@"; };', 'echo {1..9}{a,b};'),
  fc.constantFrom('echo $((1 + $(ls)));', 'read c <<< x;', 'echo a | xargs ls;', 'ls | rev | cat;'),
  fc.constantFrom('/???/ls;', '$unset ls;', "eval 'ls';", 'ls <(ls);', "python3 -c 'print(1)';"),
  fc.nat(200).map((count) => 'ls;'.repeat(count)),
  fc.nat(200).map((count) => `${' '.repeat(count)}ls;`),
);
const danger = fc.constantFrom(
  ...['rm -rf ~', 'sudo rm -rf /', 'rm -fr "$HOME"', "bash -c 'rm -rf ~'", '\\rm -rf ~/'],
  ...['/bin/rm -r -f ~', 'env X=1 rm -rf ~', 'eval "rm -rf ~"', 'git push --force', '( rm -rf ~ )'],
  ...["$'\\x72m' -rf ~", 'r""m -rf ~', 'k=r;m=m;$k$m -rf ~', 'd() { rm -rf "$1"; }; d ~'],
  ...["echo 'rm -rf ~' | sh", 'echo ~ | xargs rm -rf', 'e=(rm -rf ~); $e -rf ~', '{rm,-rf,~}'],
);

describe('any payload', () => {
  it('is judged, whatever is in front of a risky command and around it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(padding, { maxLength: 12 }),
        danger,
        fc.integer({ min: 0, max: 8 }),
        async (front, command, depth) => {
          const inner = `${front.join('')}${command}`;
          const whole = `${'( '.repeat(depth)}${inner}\n${' )'.repeat(depth)}`;
          expect(await decision(payload('Bash', { command: whole }))).toBeDefined();
        },
      ),
      { numRuns: runs(300, 200_000), seed: 7 },
    );
  });

  it('gets an answer: a decision, or silence that no fault has caused', async () => {
    const valid = payload('Bash', { command: 'npm test; cat src/a.ts' });
    const cut = fc.tuple(fc.nat(valid.length), fc.nat(20), fc.string({ unit: 'binary' }));
    fs.rmSync(logFile(), { force: true });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          cut.map(([at, length, text]) => valid.slice(0, at) + text + valid.slice(at + length)),
          fc
            .string({ unit: 'binary', maxLength: 60 })
            .map((command) => payload('Bash', { command })),
          fc.anything().map((input) => payload('Bash', input)),
          fc
            .tuple(fc.constantFrom('Read', 'Write', 'mcp__x__y', 'Grep'), fc.string())
            .map(([tool, text]) => payload(tool, { file_path: text, path: text, pattern: text })),
          fc.json(),
        ),
        async (text) => {
          if (fs.existsSync(logFile()) && fs.statSync(logFile()).size > 10_000)
            fs.rmSync(logFile());
          const before = fs.existsSync(logFile()) ? fs.statSync(logFile()).size : 0;
          const out = await guard(text);
          const added = fs.existsSync(logFile()) ? fs.readFileSync(logFile(), 'utf8') : '';
          expect(added.slice(before)).toMatch(/^(?:\S+ asked: the payload (?:is|names) no .*\n)?$/);
          if (out === '') expect(added).toHaveLength(before);
          else {
            const { permissionDecision } = JSON.parse(out).hookSpecificOutput;
            expect(['deny', 'ask']).toContain(permissionDecision);
          }
        },
      ),
      { numRuns: runs(500, 800_000), seed: 7 },
    );
  });
});
