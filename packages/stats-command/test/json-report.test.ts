import path from 'node:path';
import { activityEntry, activityText, guideSampleEntries } from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { logFolderWith, runStats } from './run.ts';

const TODAY = 'activity-2026-01-14.jsonl';
const cost = (input: number, output: number, total: number) => ({
  input,
  output,
  total,
  currency: 'USD',
});
const NO_PROBLEMS = { skipped_lines: 0, by_code: {}, unfinished: 0, unreadable: [] };

async function json(argv: readonly string[], world: Parameters<typeof runStats>[1]) {
  const { out, status } = await runStats([...argv, '--json'], world);
  return { status, value: JSON.parse(out) };
}

describe('--json', () => {
  it("has the original's keys in their order, then problems", async () => {
    const logs = logFolderWith({ [TODAY]: activityText(guideSampleEntries()) });
    const { value, status } = await json([], { logs });
    expect(status).toBe(0);
    expect(value).toEqual({
      range: 'today',
      summary: {
        total_operations: 127,
        sessions: 3,
        tokens: { input: 45230, output: 12450, total: 57680 },
        estimated_cost: cost(0.1357, 0.1868, 0.3225),
      },
      tools: [
        { tool: 'Edit', count: 45 },
        { tool: 'Read', count: 38 },
        { tool: 'Bash', count: 24 },
        { tool: 'Grep', count: 12 },
        { tool: 'Write', count: 8 },
      ],
      projects: [
        { project: 'my-app', count: 89 },
        { project: 'other-project', count: 38 },
      ],
      top_files: [
        { file: 'src/components/Button.tsx', count: 22 },
        { file: 'src/pages/checkout.tsx', count: 18 },
        { file: 'README.md', count: 17 },
        { file: 'src/hooks/use-cart.ts', count: 17 },
        { file: 'src/lib/price.ts', count: 15 },
        { file: 'src/components/Dialog.tsx', count: 14 },
      ],
      problems: NO_PROBLEMS,
    });
    expect(Object.keys(value)).toEqual([
      'range',
      'summary',
      'tools',
      'projects',
      'top_files',
      'problems',
    ]);
    expect(Object.keys(value.summary)).toEqual([
      'total_operations',
      'sessions',
      'tokens',
      'estimated_cost',
    ]);
  });

  it('adds what was asked for between top_files and problems', async () => {
    const logs = logFolderWith({
      'activity-2026-01-12.jsonl': activityText([activityEntry()]),
      [TODAY]: activityText([activityEntry()]),
    });
    const argv = ['--range', 'week', '--by', 'day', '--quality', '--budget', '5'];
    const { value } = await json(argv, { logs });
    expect(Object.keys(value).slice(5)).toEqual(['days', 'quality', 'budget', 'problems']);
    const one = {
      total_operations: 1,
      sessions: 1,
      tokens: { input: 350, output: 120, total: 470 },
      estimated_cost: cost(0.0011, 0.0018, 0.0029),
    };
    const none = {
      total_operations: 0,
      sessions: 0,
      tokens: { input: 0, output: 0, total: 0 },
      estimated_cost: cost(0, 0, 0),
    };
    expect(value.days).toEqual([
      { day: '2026-01-12', ...one },
      { day: '2026-01-13', ...none },
      { day: '2026-01-14', ...one },
    ]);
    expect(value.budget).toEqual({ limit: 5, spent: 0.0057, exceeded: false });
    expect(value.quality).toEqual({
      repeated_reads: { advice: expect.any(String), files: [] },
      failing_commands: { advice: expect.any(String), commands: [] },
      frequent_edits: {
        advice: expect.any(String),
        files: [{ file: 'src/components/Button.tsx', count: 2, sessions: 1 }],
      },
    });
  });

  it('keeps a long gap between days short', async () => {
    const logs = logFolderWith({
      'activity-0101-01-01.jsonl': activityText([activityEntry()]),
      [TODAY]: activityText([activityEntry()]),
    });
    const { value } = await json(['--range', 'all', '--by', 'day'], { logs });
    expect(value.days.map(({ day }: { day: string }) => day)).toEqual(['0101-01-01', '2026-01-14']);
  });

  it('has signals with their fields', async () => {
    const read = activityEntry({ tool: 'Read', session_id: 's1' });
    const failed = activityEntry({ tool: 'Bash', command: ' make ', session_id: 's1' });
    const logs = logFolderWith({
      [TODAY]: activityText([
        read,
        read,
        read,
        { ...failed, exit_code: 2 },
        { ...failed, session_id: 's2', error: 'Interrupted' },
      ]),
    });
    const { value } = await json(['--quality'], { logs });
    expect(value.quality.repeated_reads.files).toEqual([
      { file: 'src/components/Button.tsx', session_id: 's1', count: 3 },
    ]);
    expect(value.quality.failing_commands.commands).toEqual([
      { command: 'make', count: 2, sessions: 2, last_exit_code: null },
    ]);
  });

  it('cuts top_files at ten', async () => {
    const entries = Array.from({ length: 12 }, (_, i) => activityEntry({ file: `file-${10 + i}` }));
    const logs = logFolderWith({ [TODAY]: activityText(entries) });
    const { value } = await json([], { logs });
    expect(value.top_files).toHaveLength(10);
    expect(value.top_files[9]).toEqual({ file: 'file-19', count: 1 });
  });

  it.each([
    [['--date', '2026-01-14'], 'specific'],
    [['--date', '2026-01-14', '--range', 'week'], 'specific'],
    [['--since', '2026-01-14'], 'custom'],
    [['--until', 'today'], 'custom'],
    [['--range', 'all'], 'all'],
    [['--range', 'month'], 'month'],
  ])('names the range of %j', async (argv, range) => {
    const logs = logFolderWith({ [TODAY]: activityText([activityEntry()]) });
    expect((await json(argv, { logs })).value.range).toBe(range);
  });

  it('counts gaps and oddities of entries', async () => {
    const lines = [
      { timestamp: '2026-01-14T10:00:00Z' },
      { timestamp: '2026-01-14T10:00:00Z', session_id: null, tool: '', project: null, file: null },
      { timestamp: 'x', session_id: 's', tokens: { input: 1.9, output: 2.5, total: 4.4 } },
      { timestamp: 'x', tokens: { input: 1e300, output: 0, total: 0 } },
    ];
    const logs = logFolderWith({ [TODAY]: lines.map((line) => JSON.stringify(line)).join('\n') });
    const { value } = await json([], { logs });
    expect(value.summary).toMatchObject({
      total_operations: 3,
      sessions: 2,
      tokens: { input: 1, output: 2, total: 4 },
    });
    expect(value.tools).toEqual([{ tool: 'unknown', count: 3 }]);
    expect(value.projects).toEqual([{ project: 'unknown', count: 3 }]);
    expect(value.top_files).toEqual([]);
    expect(value.problems).toEqual({ ...NO_PROBLEMS, skipped_lines: 1, by_code: { invalid: 1 } });
  });
});

describe('--project', () => {
  it('matches the whole name', async () => {
    const logs = logFolderWith({ [TODAY]: activityText(guideSampleEntries()) });
    const { value } = await json(['--project', 'my-app'], { logs });
    expect(value.summary.total_operations).toBe(89);
    expect(value.projects).toEqual([{ project: 'my-app', count: 89 }]);
    expect(await runStats(['--project', 'my', '--json'], { logs })).toEqual({
      status: 0,
      out: '{"error":"No matching logs found"}\n',
      err: '',
    });
    expect((await runStats(['--project', 'my'], { logs })).out).toBe(
      'No matching logs found for project my\n',
    );
  });
});

describe('several folders', () => {
  const team = () =>
    logFolderWith({
      [`ada/${TODAY}`]: activityText([activityEntry(), activityEntry({ session_id: 'x' })]),
      [`ben/${TODAY}`]: activityText([activityEntry({ project: 'other' })]),
      'notes.txt': '',
    });

  it('are counted together and by person', async () => {
    const { value } = await json(['--log-dir', `${team()}/*`], {});
    expect(value.summary.total_operations).toBe(3);
    expect(value.people).toEqual([
      {
        person: 'ada',
        total_operations: 2,
        sessions: 2,
        tokens: { input: 700, output: 240, total: 940 },
        estimated_cost: cost(0.0021, 0.0036, 0.0057),
      },
      {
        person: 'ben',
        total_operations: 1,
        sessions: 1,
        tokens: { input: 350, output: 120, total: 470 },
        estimated_cost: cost(0.0011, 0.0018, 0.0029),
      },
    ]);
    expect(Object.keys(value).slice(4)).toEqual(['top_files', 'people', 'problems']);
  });

  it('can be given one by one, in any spelling', async () => {
    const folder = team();
    const spellings = [
      ['--log-dir', `${folder}/ada`, `${folder}/ben`],
      ['--log-dir', `${folder}/ada`, '--log-dir', `${folder}/ben`],
      ['--log-dir', `${folder}/{ada,ben}`],
      ['--log-dir', `${folder}/ada`, `${folder}/ben`, `${folder}/*`],
    ];
    for (const argv of spellings) {
      const { out } = await runStats(argv);
      expect(out).toContain(
        'People\n  ada: 2 operations, 2 sessions, $0.0057\n  ben: 1 operation, 1 session, $0.0029\n',
      );
      expect(out).toContain(
        `Log directories:\n  ${path.join(folder, 'ada')}\n  ${path.join(folder, 'ben')}\n`,
      );
    }
  });

  it('are still read when one of them is missing, which is told', async () => {
    const folder = team();
    const eve = path.join(folder, 'eve');
    const argv = ['--log-dir', path.join(folder, 'ada'), eve, `${folder}/x*`];
    const { out, status } = await runStats(argv);
    expect(status).toBe(0);
    expect(out).toContain('Total operations: 2\n');
    expect(out).toContain(
      `\nnot read: ${eve} (there is no such folder); not read: ${folder}/x* (no folder matches)\n`,
    );
    const { value } = await json(argv, {});
    expect(value.problems.unreadable).toEqual([
      { path: eve, reason: 'there is no such folder' },
      { path: `${folder}/x*`, reason: 'no folder matches' },
    ]);
  });

  it('of which none is there are an error', async () => {
    const folders = ['/none/a', '/none/b'].map((folder) => path.resolve(folder));
    const { out, status } = await runStats(['--log-dir', ...folders, '/none/*', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      error: 'No logs found',
      log_dir: [...folders, '/none/*'].join(', '),
    });
  });
});

describe('standard input', () => {
  it('is read for all days unless a range is given', async () => {
    const stdin = activityText([
      ...guideSampleEntries(),
      activityEntry({ timestamp: '2025-06-15T12:00:00Z' }),
    ]);
    expect((await json(['-'], { stdin })).value.summary.total_operations).toBe(128);
    const { value } = await json(['-', '--date', '2025-06-15'], { stdin });
    expect(value).toMatchObject({ range: 'specific', summary: { total_operations: 1 } });
    const { out } = await runStats(['-', '--by', 'day'], { stdin });
    expect(out).toContain('Log: standard input\n');
    expect(out).toContain('Claude Code Session Statistics - all\n');
  });

  it('tells what it cannot use', async () => {
    const good = JSON.stringify(activityEntry());
    const stdin = [
      good,
      JSON.stringify({ ...activityEntry(), timestamp: 'yesterday' }),
      JSON.stringify({ ...activityEntry(), timestamp: '2026-13-45T10:00:00Z' }),
      JSON.stringify({ ...activityEntry(), tool: 7 }),
      'hello',
      good.slice(0, 40),
    ].join('\n');
    const { value } = await json(['-'], { stdin });
    expect(value.summary.total_operations).toBe(1);
    expect(value.problems).toMatchObject({
      skipped_lines: 5,
      by_code: { invalid: 3, 'not-json': 1, torn: 1 },
    });
  });

  it('may be empty', async () => {
    expect((await runStats(['-'], { stdin: '' })).out).toBe(
      'No logs found for specified range: all\n',
    );
  });
});
