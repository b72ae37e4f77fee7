import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryHome, runs, type TemporaryHome } from '@cco/test-fixtures';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GuardValues } from '../src/guard/guard-options.ts';
import { runGuard } from '../src/guard/run-guard.ts';
import { CONTEXT, lookAtAll, quickWorld, SESSION, spend, transcriptIn } from './world.ts';

let home: TemporaryHome;
beforeEach(async () => {
  home = await makeTemporaryHome();
});
afterEach(() => home.remove());

const budget = 'daily=5';

async function guard(
  values: GuardValues,
  payload: unknown = { hook_event_name: 'PreToolUse', tool_name: 'Bash' },
) {
  const common = { session_id: SESSION, transcript_path: transcriptIn(home) };
  const given = typeof payload === 'string' ? payload : { ...common, ...(payload as object) };
  const { world, done } = quickWorld(home, given);
  await runGuard(values, world, CONTEXT);
  return done.out === '' ? undefined : JSON.parse(done.out);
}

const log = () => fs.readFileSync(path.join(home.dataDir, 'guard.log'), 'utf8');

it('warns once at each level, also when several processes ask at once', async () => {
  spend(home, 2);
  await lookAtAll(home);
  expect(await guard({ budget })).toBeUndefined();
  spend(home, 1);
  const answers = await Promise.all([1, 2, 3, 4].map(() => guard({ budget })));
  const warning = { systemMessage: 'Daily budget: 60% used, $3.00 of $5.00.' };
  expect(answers.filter((answer) => answer !== undefined)).toEqual([warning]);
  expect(await guard({ budget })).toBeUndefined();
  spend(home, 3);
  expect(await guard({ budget })).toEqual({
    systemMessage: 'Daily budget: used up, $6.00 of $5.00.',
  });
  expect(await guard({ budget })).toBeUndefined();
});

it('warns every session', async () => {
  spend(home, 3);
  await lookAtAll(home);
  const prompt = { hook_event_name: 'UserPromptSubmit', session_id: '../other' };
  expect(await guard({ budget })).toBeDefined();
  expect(await guard({ budget }, prompt)).toBeDefined();
  expect(await guard({ budget }, prompt)).toBeUndefined();
  const names = fs.readdirSync(path.join(home.dataDir, 'guard')).sort();
  expect(names).toEqual([`${SESSION}.daily-2026-11-20-50`, '___other.daily-2026-11-20-50']);
});

it('blocks a used-up budget when told to', async () => {
  spend(home, 6);
  await lookAtAll(home);
  const help = 'To go on, raise the budget or run `session-usage uninstall-guard`.';
  expect(await guard({ budget, block: true })).toMatchObject({
    hookSpecificOutput: { permissionDecision: 'deny' },
  });
  expect(await guard({ budget, block: true }, { hook_event_name: 'UserPromptSubmit' })).toEqual({
    decision: 'block',
    reason: `Daily budget used up: $6.00 of $5.00. Prompts are blocked until 2026-11-21. ${help}`,
  });
  expect(log()).toContain('blocked PreToolUse');
});

it('blocks as soon as the session itself uses the budget up', async () => {
  spend(home, 2);
  await lookAtAll(home);
  expect(await guard({ budget, block: true })).toBeUndefined();
  spend(home, 3);
  expect(await guard({ budget, block: true })).toBeDefined();
});

it('forgets warnings of long ago', async () => {
  spend(home, 3);
  await lookAtAll(home);
  const old = path.join(home.dataDir, 'guard', 'session.daily-2026-01-01-50');
  fs.mkdirSync(path.dirname(old), { recursive: true });
  fs.writeFileSync(old, '');
  fs.utimesSync(old, 0, 0);
  await guard({ budget });
  expect(fs.existsSync(old)).toBe(false);
});

it.each([
  ['no payload', '', 'the payload is not JSON'],
  ['no object', '7', 'the payload is not a JSON object'],
  ['no event', {}, 'does not answer the event null'],
])('asks about %s when it blocks, and says why in its log', async (_name, payload, reason) => {
  const { hookSpecificOutput } = await guard({ budget, block: true }, payload);
  expect(hookSpecificOutput.permissionDecision).toBe('ask');
  expect(hookSpecificOutput.permissionDecisionReason).toContain(reason);
  expect(log()).toContain(reason);
  expect(await guard({ budget }, payload)).toBeUndefined();
  expect(await guard({ budget, block: true, 'on-error': 'pass' }, payload)).toBeUndefined();
});

it('leaves other events alone', async () => {
  expect(await guard({ budget, block: true }, { hook_event_name: 'Stop' })).toBeUndefined();
  expect(log()).toContain('does not answer the event "Stop"');
});

it('lets everything pass before anything was counted, and without a budget, and says so once', async () => {
  spend(home, 6);
  const begins = 'The budget guard begins when the transcripts have been counted.';
  expect(await guard({ budget, block: true })).toEqual({ systemMessage: begins });
  expect(await guard({ budget, block: true })).toBeUndefined();
  expect(log()).toContain('have not been counted yet');
  const none = 'The budget guard has no budget, in its options or in cco.json.';
  expect(await guard({ block: true })).toEqual({ systemMessage: none });
  expect(await guard({ block: true })).toBeUndefined();
  expect(log()).toContain('there is no budget');
  expect(await guard({})).toBeUndefined();
});

it('says once that it does not work, and asks about tool calls when it blocks', async () => {
  spend(home, 6);
  await lookAtAll(home);
  const problem = /^The budget guard does not work: --budget: "lots"/;
  const broken = { budget: 'daily=lots' };
  expect((await guard(broken)).systemMessage).toMatch(problem);
  expect(await guard(broken)).toBeUndefined();
  const prompt = { hook_event_name: 'UserPromptSubmit', session_id: 'other' };
  expect((await guard({ ...broken, block: true }, prompt)).systemMessage).toMatch(problem);
  expect(await guard({ ...broken, block: true }, prompt)).toBeUndefined();
  for (let time = 0; time < 2; time++) {
    const { hookSpecificOutput } = await guard({ ...broken, block: true });
    expect(hookSpecificOutput.permissionDecision).toBe('ask');
    expect(hookSpecificOutput.permissionDecisionReason).toMatch(problem);
  }
  expect(await guard({ ...broken, block: true, 'on-error': 'pass' })).toBeUndefined();
});

it('asks when nothing that is counted can be kept', async () => {
  spend(home, 2);
  fs.mkdirSync(path.dirname(home.dataDir), { recursive: true });
  fs.writeFileSync(home.dataDir, 'a file in place of the folder');
  const { hookSpecificOutput } = await guard({ budget, block: true });
  expect(hookSpecificOutput.permissionDecisionReason).toContain('cannot be written');
  expect(await guard({ budget, block: true, 'on-error': 'pass' })).toBeUndefined();
});

it.skipIf(process.platform === 'win32')('is not held by a pipe in place of its log', async () => {
  fs.mkdirSync(home.dataDir, { recursive: true });
  execFileSync('mkfifo', [path.join(home.dataDir, 'guard.log')]);
  expect(await guard({ budget, block: true }, '')).toBeDefined();
});

it('answers any payload', async () => {
  const valid = JSON.stringify({
    hook_event_name: 'PreToolUse',
    session_id: 's',
    tool_name: 'Bash',
  });
  const cut = fc.tuple(fc.nat(valid.length), fc.nat(20), fc.string({ unit: 'binary' }));
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.anything());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        cut.map(([at, length, text]) => valid.slice(0, at) + text + valid.slice(at + length)),
        fc.json(),
        fc
          .tuple(fc.constantFrom('PreToolUse', 'UserPromptSubmit'), field, field)
          .map(([hook_event_name, session_id, transcript_path]) =>
            JSON.stringify({ hook_event_name, session_id, transcript_path }),
          ),
      ),
      async (text) => {
        const answer = await guard({ budget, block: true }, text);
        if (answer !== undefined) expect(JSON.stringify(answer)).toMatch(/ask|systemMessage/);
      },
    ),
    { numRuns: runs(200, 20_000), seed: 7 },
  );
});

it('starts its log anew before it gets long', async () => {
  fs.mkdirSync(home.dataDir, { recursive: true });
  const file = path.join(home.dataDir, 'guard.log');
  fs.writeFileSync(file, 'x'.repeat(300_000));
  await guard({ budget }, '');
  expect(fs.statSync(file).size).toBeLessThan(200);
  expect(fs.statSync(`${file}.old`).size).toBe(300_000);
});
