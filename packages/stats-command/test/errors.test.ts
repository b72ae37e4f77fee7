import path from 'node:path';
import { activityEntry, activityText, guideSampleEntries } from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { logFolderWith, runStats } from './run.ts';

const TODAY = 'activity-2026-01-14.jsonl';
const HINT = 'Run `session-stats --help` to see how it is used.';

describe('a missing log folder', () => {
  it('is an error', async () => {
    const logs = path.join(logFolderWith({}), 'none');
    expect(await runStats([], { logs })).toEqual({
      status: 1,
      out: '',
      err: `session-stats: No logs found in ${logs}: there is no such folder\n`,
    });
    expect(await runStats(['--json'], { logs })).toEqual({
      status: 1,
      out: `${JSON.stringify({ error: 'No logs found', log_dir: logs })}\n`,
      err: '',
    });
  });

  it('is told from a file', async () => {
    const logs = path.join(logFolderWith({ file: '' }), 'file');
    const { err, status } = await runStats([], { logs });
    expect(status).toBe(1);
    expect(err).toBe(`session-stats: No logs found in ${logs}: it is not a folder\n`);
  });
});

describe('an empty result', () => {
  it.each([
    [[], 'today', 'today'],
    [['--range', 'week'], 'week', 'week'],
    [['--date', '2026-01-10'], 'specific', '2026-01-10'],
    [['--since', '2027-01-01'], 'custom', 'since 2027-01-01'],
  ])('is no error: %j', async (argv, range, title) => {
    const logs = logFolderWith({ 'activity-2025-01-14.jsonl': activityText([activityEntry()]) });
    expect(await runStats(argv, { logs })).toEqual({
      status: 0,
      out: `No logs found for specified range: ${title}\n`,
      err: '',
    });
    expect(await runStats([...argv, '--json', '--budget', '0'], { logs })).toEqual({
      status: 0,
      out: `{"error":"No logs found for specified range","range":"${range}"}\n`,
      err: '',
    });
  });

  it('says what was skipped, which may be the reason', async () => {
    const logs = logFolderWith({ [TODAY]: 'hello\n' });
    expect((await runStats([], { logs })).out).toBe(
      'No logs found for specified range: today\n1 line skipped: 1 not JSON\n',
    );
    expect(JSON.parse((await runStats(['--json'], { logs })).out)).toEqual({
      error: 'No logs found for specified range',
      range: 'today',
      problems: { skipped_lines: 1, by_code: { 'not-json': 1 }, unfinished: 0, unreadable: [] },
    });
  });
});

describe('wrong options', () => {
  it.each([
    [['--range', 'foo'], `--range foo: expected today, week, month, all\n${HINT}`],
    [['--by', 'hour'], `--by hour: expected day\n${HINT}`],
    [['--rates', 'gpt'], `--rates gpt: expected sonnet, opus, haiku\n${HINT}`],
    [['--date', '2026-13-45'], '--date: 2026-13-45 is not a day of the calendar'],
    [['--since', 'soon'], '--since: "soon" is not a date: use today, yesterday, 7d, or YYYY-MM-DD'],
    [['--until', '2026-02-30'], '--until: 2026-02-30 is not a day of the calendar'],
    [
      ['--since', '2026-01-02', '--until', '2026-01-01'],
      '--since 2026-01-02 is later than --until 2026-01-01',
    ],
    [['--range', 'week', '--until', 'today'], '--range and --until cannot be used together'],
    [['--date', 'today', '--since', 'today'], '--date and --since cannot be used together'],
    [['--budget', 'x'], '--budget x: expected dollars of at least 0, as 5 or 2.50'],
    [['--budget', '-1'], '--budget -1: expected dollars of at least 0, as 5 or 2.50'],
    [['--budget', ''], '--budget : expected dollars of at least 0, as 5 or 2.50'],
    [['--budget', 'Infinity'], '--budget Infinity: expected dollars of at least 0, as 5 or 2.50'],
    [['week'], 'unexpected argument: week'],
    [['-', '--log-dir', '/tmp'], '- and --log-dir cannot be used together'],
  ])('%j', async (argv, message) => {
    const logs = logFolderWith({ [TODAY]: activityText([activityEntry()]) });
    expect(await runStats(argv, { logs })).toEqual({
      status: 1,
      out: '',
      err: `session-stats: ${message}\n`,
    });
  });

  it.each([['--rage', 'week'], ['--range'], ['--date'], ['a', 'b'], ['-x']])(
    'that the parser finds: %j',
    async (...argv) => {
      const { status, out, err } = await runStats(argv);
      expect({ status, out }).toEqual({ status: 1, out: '' });
      expect(err).toMatch(/^session-stats: .+\n/);
    },
  );
});

describe('--budget', () => {
  const logs = () => logFolderWith({ [TODAY]: activityText(guideSampleEntries()) });

  it('warns and exits with 3 when the total is more', async () => {
    const { status, err, out } = await runStats(['--budget', '0.3224'], { logs: logs() });
    expect(status).toBe(3);
    expect(err).toBe('Over budget: $0.3225 estimated for today, $0.3224 allowed\n');
    expect(out).toContain('Budget\n  $0.3225 of $0.3224\n');
    const json = await runStats(['--budget', '.3', '--json'], { logs: logs() });
    expect(json.status).toBe(3);
    expect(JSON.parse(json.out).budget).toEqual({ limit: 0.3, spent: 0.3225, exceeded: true });
  });

  it('is kept when the total is as much', async () => {
    const { status, err } = await runStats(['--budget', '0.3225'], { logs: logs() });
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('looks at the chosen range and project', async () => {
    const argv = ['--project', 'other-project', '--budget', '0.3'];
    expect((await runStats(argv, { logs: logs() })).status).toBe(0);
  });
});

it('explains itself', async () => {
  const { out, status } = await runStats(['--help']);
  expect(status).toBe(0);
  for (const word of ['--log-dir', '--quality', 'CLAUDE_LOG_DIR', '--range today|week|month|all']) {
    expect(out).toContain(word);
  }
});
