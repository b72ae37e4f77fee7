import fs from 'node:fs';
import path from 'node:path';
import {
  copySampleHome,
  makeTemporaryHome,
  type TemporaryHome,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

let ids = 0;
/** A line of a transcript: a message of a thousand output tokens of Opus 5, 2.5 cents. */
function line(timestamp: string, message: object = {}, fields: object = {}): string {
  ids++;
  return JSON.stringify({
    type: 'assistant',
    requestId: `r${ids}`,
    timestamp,
    cwd: '/home/mira/shop',
    message: {
      id: `m${ids}`,
      model: 'claude-opus-5',
      stop_reason: 'end_turn',
      usage: { output_tokens: 1000 },
      ...message,
    },
    ...fields,
  });
}

async function write(...lines: readonly string[]): Promise<void> {
  await writeTree(temporary.configDir, {
    'projects/-home-mira-shop/session-a.jsonl': `${lines.join('\n')}\n`,
  });
}

async function json(words: string) {
  const { out, status } = await run(temporary, `${words} --json`);
  expect(status).toBe(0);
  return JSON.parse(out);
}

const TODAY = '2026-11-04T10:00:00Z';

describe('options', () => {
  it.each([
    ['--since 2026-13-01', '--since: 2026-13-01 is not a day of the calendar'],
    ['--until 20261399', '--until: 2026-13-99 is not a day of the calendar'],
    ['--since 2026-01-02 --until 20260101', '--since 2026-01-02 is later than --until 2026-01-01'],
    ['blocks -n 1e30', '--session-length 1e30: expected a number above 0, as 5'],
    ['blocks -n 99999', '--session-length 99999: expected at most 8784 hours, a year'],
    ['--last 0', '--last 0: expected a whole number above 0, as 7'],
    ['--last 3 --since 7d', '--last cannot be used together with --since or --until'],
    ['--timezone Mars/Olympus', '--timezone: this machine knows no time zone "Mars/Olympus"'],
    ['--budget yearly=5', '--budget: "yearly" is not a budget'],
    ['--json --csv', '--json and --csv cannot be used together'],
    ['--mode guess', '--mode guess: expected auto, calculate, display'],
    ['--breakdwon', 'breakdwon'],
    ['session --instances', 'instances'],
    ['blocks --token-limit many', '--token-limit many: expected a number above 0, as 500000'],
    ['blocks --session-length 0', '--session-length 0: expected a number above 0, as 5'],
  ])('%s is explained', async (words, message) => {
    const { status, out, err } = await run(temporary, words);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(message);
  });

  it('count days in the time zone, with half hours and where midnight is skipped', async () => {
    await write(
      line('2026-01-14T18:29:59Z'),
      line('2026-01-14T18:30:00Z'),
      // In Havana the clocks jump from midnight to one.
      line('2026-03-08T04:59:59Z'),
      line('2026-03-08T05:00:00Z'),
    );
    const dates = async (words: string) =>
      (await json(words)).daily.map((row: { date: string }) => row.date);
    expect(await dates('-z Asia/Kolkata')).toEqual(['2026-01-14', '2026-01-15', '2026-03-08']);
    expect(await dates('-z America/Havana --since 20260308')).toEqual(['2026-03-08']);
    expect(await dates('-z America/Havana --until 2026-03-07')).toEqual([
      '2026-01-14',
      '2026-03-07',
    ]);
  });

  it('take costs as recorded, computed, or both', async () => {
    await write(line(TODAY, {}, { costUSD: 7 }), line(TODAY));
    const total = async (words: string) => (await json(words)).totals.totalCost;
    expect(await total('')).toBe(7.025);
    expect(await total('--mode calculate')).toBe(0.05);
    expect(await total('--mode display')).toBe(7);
  });

  it('reach to both ends of the calendar', async () => {
    await write(
      line('2026-11-03T10:00:00Z'),
      line('0001-01-01T00:00:00Z'),
      line('9999-12-31T23:59:59Z'),
    );
    const ends = [
      '--until 9999-12-31',
      '--since 0001-01-01',
      '--since 0000-01-01',
      '--since 999999d',
    ];
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
      for (const range of [...ends, '--last 999999', '--since 00000101 --until 99991231']) {
        for (const report of ['daily', 'weekly', 'monthly', 'projects', 'session']) {
          const { totals } = await json(`${report} ${range} --timezone ${zone}`);
          expect([report, range, zone, totals.messages]).toEqual([report, range, zone, 1]);
        }
      }
    }
    expect((await json('blocks --session-length 8784')).blocks).toHaveLength(1);
  });

  it('count the last days, weeks, months or sessions', async () => {
    await write(line(TODAY), line('2026-10-31T10:00:00Z'), line('2026-09-30T10:00:00Z'));
    const messages = async (words: string) => (await json(words)).totals.messages;
    expect(await messages('projects --last 4')).toBe(1);
    expect(await messages('blocks --last 5')).toBe(2);
    expect(await messages('weekly --last 1')).toBe(1);
    expect(await messages('monthly --last 2')).toBe(2);
    expect(await messages('session --last 1')).toBe(3);
  });

  it('choose one session, by either word for the report', async () => {
    await write(line(TODAY));
    expect((await json('session --id session-a')).sessions).toHaveLength(1);
    expect((await json('sessions --id session-b')).sessions).toEqual([]);
    expect((await json('sessions --id sess')).sessions).toHaveLength(1);
    const nameless = await run(temporary, ['session', '--json', '--id', '']);
    expect(JSON.parse(nameless.out).sessions).toEqual([]);
  });

  it('that only ccusage has a use for change nothing', async () => {
    await write(line(TODAY));
    for (const words of ['daily --offline', 'weekly --no-offline', 'blocks --breakdown -O']) {
      const [report = ''] = words.split(' ');
      expect(await json(`${words} --single-thread`)).toEqual(await json(report));
    }
  });

  it('choose one project, also by the folder of its transcripts', async () => {
    await write(line(TODAY), line(TODAY, {}, { cwd: '/home/mira/shop/.claude/worktrees/fix' }));
    const names = ['shop', '/home/mira/shop', '-home-mira-shop', '-HOME-mira-shop'];
    for (const name of names) {
      expect((await json(`daily --project=${name}`)).totals.messages, name).toBe(2);
    }
    expect((await json('daily --project=-home-mira')).totals.messages).toBe(0);
  });

  it('cut blocks of less than an hour message by message', async () => {
    await write(
      line('2026-11-04T10:46:00Z'),
      line('2026-11-04T10:47:00Z'),
      line('2026-11-04T11:10:00Z'),
    );
    const { blocks } = await json('blocks --session-length 0.5');
    const drawn = (blocks as { startTime: string; entries: number }[]).map(
      ({ startTime, entries }) => [startTime.slice(11, 16), entries],
    );
    expect(drawn).toEqual([
      ['10:00', 1],
      ['10:00', 1],
      ['11:00', 1],
    ]);
  });

  it('keep totals the same in all reports', async () => {
    await copySampleHome(temporary.home);
    const totals = await Promise.all(
      ['daily', 'weekly', 'monthly', 'session', 'projects', 'models', 'agents', 'skills', 'mcp']
        .concat('daily --instances', 'blocks')
        .map(async (words) => (await json(words)).totals),
    );
    for (const one of totals) expect(one).toEqual(totals[0]);
    expect(totals[0].totalTokens).toBeGreaterThan(5_000_000);
  });
});

describe('own prices', () => {
  const file = () => path.join(temporary.home, 'prices.json');

  it('go before the table', async () => {
    await write(line(TODAY, { model: 'relay/x' }));
    expect((await json('')).totals.unpricedTokens).toBe(1000);
    const prices = { 'relay/x': { input_cost_per_token: 0, output_cost_per_token: 1e-5 } };
    fs.writeFileSync(file(), JSON.stringify(prices));
    expect((await json(`--prices ${file()}`)).totals).toMatchObject({
      totalCost: 0.01,
      unpricedTokens: 0,
    });
    const { out } = await run(temporary, `--prices ${file()}`);
    expect(out).toContain('Own prices for 1 model\n');
  });

  it.each([
    ['{"m": {"input_cost_per_token": "cheap", "output_cost_per_token": 1}}', 'm → '],
    ['{"m": ', 'line 1, column 7'],
    ['{}', 'names no price of any model'],
  ])('with a fault are not used: %s', async (text, message) => {
    fs.writeFileSync(file(), text);
    const { status, err } = await run(temporary, `--prices ${file()}`);
    expect(status).toBe(1);
    expect(err).toContain(message);
  });

  it('that are not there are missed', async () => {
    const { status, err } = await run(temporary, '--prices nowhere.json');
    expect(status).toBe(1);
    expect(err).toContain('the prices cannot be read: ENOENT');
  });
});

describe('the config file', () => {
  const write = (value: unknown) =>
    writeTree(temporary.configDir, {
      'cco.json': typeof value === 'string' ? value : JSON.stringify(value),
    });

  it('holds settings that options override', async () => {
    await write({ usage: { budget: { daily: 0.01 }, startOfWeek: 'monday', mode: 'display' } });
    await writeTree(temporary.configDir, {
      'projects/-x/s.jsonl': line('2026-11-04T10:00:00Z', {}, { costUSD: 2 }),
    });
    const { status, out } = await run(temporary, 'weekly --json');
    expect(status).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      weekly: [{ week: '2026-11-02', totalCost: 2 }],
      budgets: [{ period: 'daily', limit: 0.01, used: 2, isExceeded: true, level: 100 }],
      notes: { costMode: 'display' },
    });
    const words = 'weekly -w sunday --budget none --mode calculate';
    expect(await json(words)).toMatchObject({ weekly: [{ week: '2026-11-01', totalCost: 0.025 }] });
  });

  it.each([
    ['{"usage": ', 'it is not JSON'],
    ['[]', 'expected an object'],
    [{ usage: { budgets: {} } }, 'usage: "budgets" is no setting here: there are budget, '],
    [{ usage: { budget: { daily: '5' } } }, 'usage.budget.daily: expected dollars as a number'],
    [{ usage: { budget: { daily: -5 } } }, 'usage.budget.daily: expected dollars above 0'],
    [{ usage: { startOfWeek: 'Montag' } }, 'usage.startOfWeek: expected "sunday", "monday"'],
    [{ usage: { timezone: 'Mars' } }, 'usage.timezone: this machine knows no time zone "Mars"'],
  ])('with a fault is explained: %j', async (value, message) => {
    await write(value);
    const { status, err } = await run(temporary, []);
    expect(status).toBe(1);
    expect(err).toContain(`cco.json: ${message}`);
    expect(err).toMatch(/\n(For example|Write it as)/);
  });
});

describe('budgets', () => {
  it.each([
    [0.06, 0, 0],
    [0.05, 50, 0],
    [0.027, 90, 0],
    [0.025, 100, 0],
    [0.024, 100, 3],
  ])('of %f dollars are at level %i, exit status %i', async (limit, level, expected) => {
    await write(line(TODAY), line('2026-11-03T10:00:00Z'));
    const { status, out } = await run(temporary, `--last 1 --budget daily=${limit} --json`);
    expect(status).toBe(expected);
    expect(JSON.parse(out).budgets).toMatchObject([{ level, used: 0.025 }]);
  });

  it('look at their own days, whatever days the report is about', async () => {
    await write(line(TODAY));
    const { status, out } = await run(temporary, '--until 2026-01-01 --budget daily=0.01');
    expect(status).toBe(3);
    expect(out).toContain('No usage found.');
    expect(out).toContain('$0.03 of $0.01');
  });
});

describe('what cannot be used', () => {
  it('is told, and listed when asked for', async () => {
    await write(line(TODAY), 'rubbish', line(TODAY, { usage: { input_tokens: '5' } }));
    const { out, status } = await run(temporary, '--problems');
    expect(status).toBe(0);
    expect(out).toContain('2 lines skipped: 1 not JSON, 1 with a counter that is no count');
    expect(out).toMatch(/session-a\.jsonl:2: not-json: /);
    expect(out).toMatch(/session-a\.jsonl:3: invalid: input_tokens is not a count/);
    expect((await json('--problems')).problems).toHaveLength(2);
  });

  it('of usage counts as nothing: texts, negative numbers, fractions, null', async () => {
    const usage = {
      input_tokens: '12',
      output_tokens: -3,
      cache_creation_input_tokens: 1.5,
      cache_read_input_tokens: 5,
    };
    await write(line(TODAY, { usage }), line(TODAY, { usage: null }));
    const { totals, notes } = await json('');
    expect(totals).toMatchObject({ totalTokens: 5, messages: 1 });
    expect(notes.skippedLines.total).toBe(1);
  });

  it.skipIf(process.platform === 'win32')(
    'is not a file that cannot be read: the others count',
    async () => {
      await write(line(TODAY));
      // A link to itself can be opened by nobody, whatever the permissions.
      const link = path.join(temporary.configDir, 'projects', '-home-mira-shop', 'gone.jsonl');
      fs.symlinkSync(link, link);
      const { status, out, err } = await run(temporary, '--json --problems');
      expect(status).toBe(0);
      expect(err).toContain(`skipped: ${link}: `);
      const { totals, notes, problems } = JSON.parse(out);
      expect(totals.messages).toBe(1);
      expect(notes.unreadableFiles).toMatchObject([{ file: link }]);
      expect(problems).toMatchObject([{ file: link, code: 'unreadable' }]);
    },
  );

  it('is no reason to stop: without any data there is no usage', async () => {
    const { status, out, err } = await run(temporary, '');
    expect(status).toBe(0);
    expect(out).toContain('No usage found.');
    expect(err).toContain(`No Claude Code data in ${temporary.configDir}`);
    expect(await json('')).toMatchObject({ daily: [], totals: { totalTokens: 0, totalCost: 0 } });
  });

  it('never reaches the terminal as it is', async () => {
    await write(line(TODAY, { model: 'evil\u001b[31m\u0007model' }));
    for (const words of ['', 'models', 'models --csv', '--breakdown']) {
      const { out, err } = await run(temporary, words);
      expect(out + err).toContain('evil');
      const text = (out + err).replaceAll('\r\n', '\n');
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
    }
  });

  it('are clocks that were set back: later usage is there, and not of today', async () => {
    await write(line('2026-12-24T10:00:00Z'), line(TODAY));
    expect((await json('')).daily).toHaveLength(2);
    expect((await json('--last 1')).daily).toMatchObject([{ date: '2026-11-04' }]);
    const { blocks } = await json('blocks --active');
    expect(blocks).toMatchObject([{ startTime: '2026-11-04T10:00:00.000Z', isActive: true }]);
  });
});

describe('history', () => {
  it('is kept when transcripts are deleted, and that is told', async () => {
    await write(line(TODAY));
    await run(temporary, '');
    fs.rmSync(path.join(temporary.configDir, 'projects'), { recursive: true });
    const { out } = await run(temporary, '');
    expect(out).toContain('History kept of 1 session (1 message) whose transcripts are gone');
    expect((await json('')).notes).toMatchObject({ archivedSessions: 1, archivedMessages: 1 });
  });
});
