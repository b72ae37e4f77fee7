import fs from 'node:fs';
import path from 'node:path';
import { captureIo, runCommand } from '@cco/cli';
import { displayWidth } from '@cco/terminal';
import {
  copySampleHome,
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  type TemporaryHome,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ccoCommand } from '../src/cco-command.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

/** Runs on the evening of 4 November 2026, the last day of the sample home. */
async function run(argv: readonly string[] = [], columns = 80) {
  const { io, out, err } = captureIo({
    env: temporary.env,
    cwd: temporary.home,
    now: () => new Date(2026, 10, 4, 20),
    columns,
    isTerminal: true,
  });
  const status = await runCommand(ccoCommand, { name: 'cco', version: '1.2.3', argv, io });
  return { status, out: out(), err: err() };
}

describe('the overview', () => {
  it('shows today, the week and the latest sessions', async () => {
    await copySampleHome(temporary.home);
    const { status, out, err } = await run();
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^Tool calls\n {2}Today +\d+ operations +\d+ sessions? +[\d,]+ tokens /);
    expect(out).toMatch(/\n {2}Last 7 days +55 operations +23 sessions +2,787 tokens +\$0\.0290\n/);
    expect(out.match(/^ {2}2026-.* │ .* │ /gm)).toHaveLength(5);
    expect(out.match(/^ {4}claude --resume [0-9a-f-]{36}$/gm)).toHaveLength(5);
    expect(out).toContain(' │ harbor-shop │ Island surcharge\n');
  });

  it('has it all as JSON', async () => {
    const facts = await copySampleHome(temporary.home);
    const overview = JSON.parse((await run(['--json'])).out);
    expect(overview).toMatchObject({
      log_dir: temporary.logDir,
      has_logs: true,
      today: { since: facts.lastDay, until: facts.lastDay },
      week: {
        since: '2026-10-29',
        until: facts.lastDay,
        operations: 55,
        sessions: 23,
        tokens: { total: 2787 },
        estimated_cost: { total: 0.029, currency: 'USD' },
      },
    });
    expect(overview.sessions).toHaveLength(5);
    expect(Object.keys(overview.sessions[0])).toEqual([
      ...['date', 'project', 'id', 'preview', 'resume'],
    ]);
  });

  it('shows exact usage where there are transcripts', async () => {
    expect((await run()).out).toContain('\nUsage\n  `cco usage` tells exact tokens and dollars.\n');
    expect(JSON.parse((await run(['--json'])).out).exact_usage).toBeNull();
    const facts = await copySampleHome(temporary.home);
    expect((await run()).out).toMatch(
      /\nUsage\n {2}Today +657,415 tokens +\$0\.46\n {2}Last 7 days +3,493,318 tokens +\$2\.41\*\n/,
    );
    const { exact_usage } = JSON.parse((await run(['--json'])).out);
    expect(exact_usage.today).toEqual({ tokens: 657_415, cost: 0.46252674, unpriced_tokens: 0 });
    const argv = ['usage', '--json', '--since', '2026-10-29', '--until', facts.lastDay];
    const { totals } = JSON.parse((await run(argv)).out);
    expect(exact_usage.week.cost).toBe(totals.totalCost);
    // The sample has one torn line.
    expect(exact_usage.skipped_lines).toBe(1);
    expect((await run()).out).toContain('Skipped 1 line: see `cco usage --problems`.');
  });

  it('counts what it could not use', async () => {
    fs.mkdirSync(temporary.logDir, { recursive: true });
    fs.writeFileSync(path.join(temporary.logDir, 'activity-2026-11-04.jsonl'), 'no entry\n');
    const { out } = await run();
    expect(out).toContain('Skipped 1 piece of it: see `cco stats --range week`.');
    expect(JSON.parse((await run(['--json'])).out).skipped).toBe(1);
  });

  it('is as wide as the terminal, not wider', async () => {
    await copySampleHome(temporary.home);
    const cwd = `/code/${'a-very-long-name-'.repeat(6)}`;
    const transcript = createTranscript({
      sessionId: '00000000-0000-4000-8000-00000000aaaa',
      cwd,
      startedAt: '2026-11-04T10:00:00Z',
    });
    transcript.user('会議の要約 and quite a lot more. '.repeat(5));
    await writeTree(temporary.configDir, {
      [`projects/${projectFolder(cwd)}/00000000-0000-4000-8000-00000000aaaa.jsonl`]:
        transcript.text(),
    });
    const { out } = await run([], 60);
    for (const line of out.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(60);
    expect(out).toMatch(/^ {2}Today +13 operations +1,020 tokens +\$0\.0115\n/m);
    expect((await run([], 40)).out).toMatch(/^ {2}Today +13 operations +\$0\.0115\n/m);
    expect(out).toMatch(/ │ a-very-long-name-a?.*… │ 会議の要約.*…\n/);
  });
});

describe('with nothing to show', () => {
  it('says how to begin', async () => {
    const { status, out, err } = await run();
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`No activity log yet in ${temporary.logDir}.`);
    expect(out).toContain('`cco logger install` logs every tool call from now on.');
    expect(out).toContain('Latest sessions\n  None yet.\n');
    expect(fs.readdirSync(temporary.home)).toEqual([]);
    expect(JSON.parse((await run(['--json'])).out)).toMatchObject({
      has_logs: false,
      today: { operations: 0, estimated_cost: { total: 0 } },
      sessions: [],
    });
  });

  it('shows sessions without a log folder', async () => {
    await copySampleHome(temporary.home);
    fs.rmSync(temporary.logDir, { recursive: true });
    const { out } = await run();
    expect(out).toContain('No activity log yet');
    expect(out).toContain('claude --resume');
  });

  it('shows the log without sessions', async () => {
    await copySampleHome(temporary.home);
    fs.rmSync(path.join(temporary.configDir, 'projects'), { recursive: true });
    const { out } = await run();
    expect(out).toContain('55 operations');
    expect(out).toContain('  None yet.\n');
  });

  it('does not take a broken log folder for a missing one', async () => {
    await writeTree(temporary.configDir, { logs: 'a file' });
    const { status, err } = await run();
    expect(status).toBe(0);
    expect(err).toBe(`no activity log: ${temporary.logDir}: it is not a folder\n`);
  });
});

describe('the command line', () => {
  it('refuses words that are no command', async () => {
    const { status, out, err } = await run(['serach']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('cco: unexpected argument: serach\n');
  });

  it('explains all commands', async () => {
    const { out } = await run(['--help']);
    for (const name of ['stats', 'search', 'logger']) expect(out).toContain(`\n  ${name} `);
  });
});
