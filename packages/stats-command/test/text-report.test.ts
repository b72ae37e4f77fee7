import path from 'node:path';
import {
  activityEntry,
  activityText,
  guideSampleEntries,
  originalLoggerText,
} from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { logFolderWith, runStats } from './run.ts';

const RULE = '═'.repeat(59);
const TODAY = 'activity-2026-01-14.jsonl';
const sample = activityText(guideSampleEntries());
const SAMPLE_REPORT = `${RULE}
        Claude Code Session Statistics - today
${RULE}

Summary
  Total operations: 127
  Sessions: 3

Token Usage
  Input tokens: 45,230
  Output tokens: 12,450
  Total tokens: 57,680

Estimated Cost (Sonnet rates)
  Input: $0.1357
  Output: $0.1868
  Total: $0.3225

Tools Used
  Edit: 45
  Read: 38
  Bash: 24
  Grep: 12
  Write: 8

Projects
  my-app: 89
  other-project: 38

Most Edited Files
  Button.tsx: 12
  README.md: 10
  checkout.tsx: 10
  use-cart.ts: 8
  Dialog.tsx: 7

Log directory: LOGS
Rates: $0.003 input, $0.015 output per 1,000 tokens
`;

describe('the text report', () => {
  it("is the guide's sample", async () => {
    const logs = logFolderWith({ [TODAY]: sample });
    const { status, out, err } = await runStats([], { logs });
    expect(out.replace(logs, 'LOGS')).toBe(SAMPLE_REPORT);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('is the same for logs of the original script, and for mixed ones', async () => {
    const entries = guideSampleEntries();
    const texts = [
      originalLoggerText(entries),
      originalLoggerText(entries.slice(0, 60)) + activityText(entries.slice(60)),
      activityText(entries.slice(0, 60)) + originalLoggerText(entries.slice(60)),
      `\ufeff${activityText(entries).replaceAll('\n', '\r\n')}`,
      activityText(entries).trimEnd(),
    ];
    for (const text of texts) {
      const logs = logFolderWith({ [TODAY]: text });
      expect((await runStats([], { logs })).out.replace(logs, 'LOGS')).toBe(SAMPLE_REPORT);
    }
  });

  it.each([
    [['--range', 'week'], 'week', 3],
    [['--range', 'month'], 'month', 4],
    [['--range', 'all'], 'all', 5],
    [['--range', 'today', '--range', 'week'], 'week', 3],
    [['--date', '2026-01-08'], '2026-01-08', 1],
    [['--date', 'yesterday'], '2026-01-13', 1],
    [['--since', '7d'], 'since 2026-01-07', 4],
    [['--until', '2026-01-08'], 'until 2026-01-08', 3],
    [['--since', '2026-01-07', '--until', '2026-01-13'], '2026-01-07 to 2026-01-13', 3],
  ])('counts %j', async (argv, title, operations) => {
    const days = ['2025-12-15', '2026-01-07', '2026-01-08', '2026-01-13', '2026-01-14'];
    const logs = logFolderWith(
      Object.fromEntries(
        days.map((day) => [`activity-${day}.jsonl`, activityText([activityEntry()])]),
      ),
    );
    const { out } = await runStats(argv, { logs });
    expect(out).toContain(`Claude Code Session Statistics - ${title}\n`);
    expect(out).toContain(`  Total operations: ${operations}\n`);
  });

  it('names preset, custom and default rates', async () => {
    const logs = logFolderWith({ [TODAY]: sample });
    const opus = await runStats(['--rates', 'opus'], { logs });
    expect(opus.out).toContain('Estimated Cost (Opus rates)\n  Input: $0.6785\n');
    expect(opus.out).toContain('Rates: $0.015 input, $0.075 output per 1,000 tokens\n');
    const env = { CLAUDE_RATE_INPUT: '0.00025', CLAUDE_RATE_OUTPUT: '0.00125' };
    expect((await runStats([], { logs, env })).out).toContain('Estimated Cost (Haiku rates)\n');
    const custom = await runStats([], { logs, env: { CLAUDE_RATE_INPUT: '1' } });
    expect(custom.out).toContain('Estimated Cost (custom rates)\n  Input: $45.2300\n');
    const broken = await runStats([], { logs, env: { CLAUDE_RATE_INPUT: 'cheap' } });
    expect(broken.out).toContain('Estimated Cost (Sonnet rates)');
    expect(broken.err).toBe('CLAUDE_RATE_INPUT is not a number of at least 0: using 0.003\n');
  });

  it('tells what it had to leave out', async () => {
    const entry = JSON.stringify(activityEntry());
    const torn = `${entry.slice(40)}\n`;
    const wrong = `${JSON.stringify({ ...activityEntry(), tool: 7 })}\n`;
    const logs = logFolderWith({
      [TODAY]: `${torn}${entry}\n${torn}${torn}${entry}\nhello\n[1]\n${wrong}${entry}\n${entry.slice(0, 50)}`,
    });
    const { out, status } = await runStats([], { logs });
    expect(out).toContain('Total operations: 3\n');
    expect(out.split('\n').at(-2)).toBe(
      '6 lines skipped: 3 torn, 1 not JSON, 1 not an object, 1 invalid; 1 entry not finished',
    );
    expect(status).toBe(0);
  });

  it('lets no log write to the terminal', async () => {
    const evil = '\x1b]0;owned\x07\x1b[2Jx\ny';
    const entry = activityEntry({ tool: evil, project: evil, file: evil, session_id: evil });
    const edit = activityEntry({ file: evil, session_id: evil });
    const bash = activityEntry({ tool: 'Bash', command: evil, exit_code: 1 });
    const read = activityEntry({ tool: 'Read', file: evil, session_id: evil });
    const logs = logFolderWith({
      [`${evil.replace(/[^a-z]/g, '')}/${TODAY}`]: activityText([
        entry,
        edit,
        bash,
        read,
        read,
        read,
      ]),
    });
    const { out } = await runStats(['--quality', '--log-dir', `${logs}/*`]);
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(out).toContain('  x y: 1\n');
  });

  it('colours where colours belong, and only there', async () => {
    const logs = logFolderWith({ [TODAY]: sample });
    const plain = await runStats([], { logs });
    const colored = await runStats([], { logs, color: true });
    expect(colored.out).toContain('\x1b[1mSummary\x1b[22m');
    expect(colored.out.replace(/\x1b\[\d+m/g, '')).toBe(plain.out);
  });
});

describe('--by day', () => {
  const logs = () =>
    logFolderWith({
      'activity-2026-01-11.jsonl': activityText([
        activityEntry(),
        activityEntry({ session_id: 'other' }),
      ]),
      'activity-2026-01-14.jsonl': activityText([activityEntry()]),
    });

  it('has a row for each day, also for days without entries', async () => {
    const { out } = await runStats(['--range', 'week', '--by', 'day'], { logs: logs() });
    expect(out).toContain(
      [
        'Days',
        '  Day         Operations  Sessions  Tokens     Cost',
        `  2026-01-11           2         2     940  $0.0057  ${'█'.repeat(27)}`,
        '  2026-01-12           0         0       0  $0.0000',
        '  2026-01-13           0         0       0  $0.0000',
        `  2026-01-14           1         1     470  $0.0029  ${'█'.repeat(13)}▌`,
        '',
      ].join('\n'),
    );
  });

  it.each([20, 30, 40, 52, 60, 80, 200])('fits %i columns', async (columns) => {
    const { out } = await runStats(['--range', 'week', '--by', 'day'], { logs: logs(), columns });
    const table = out.slice(out.indexOf('\nDays\n'), out.indexOf('\nLog directory'));
    expect(table).toContain('2026-01-12');
    expect(table).toContain('$0.0057');
    for (const line of table.split('\n'))
      expect(line.length).toBeLessThanOrEqual(Math.max(columns, 21));
  });
});

describe('--quality', () => {
  it('lists the three signals with advice', async () => {
    const read = activityEntry({ tool: 'Read', file: 'src/lib/price.ts', session_id: 's1' });
    const failed = activityEntry({
      tool: 'Bash',
      file: undefined,
      command: 'npm test',
      exit_code: 1,
      error: 'Exit code 1',
    });
    const logs = logFolderWith({
      [TODAY]: activityText([read, read, read, failed, activityEntry()]),
    });
    const { out } = await runStats(['--quality'], { logs });
    expect(out.slice(out.indexOf('Repeated Reads'), out.indexOf('Log directory'))).toBe(
      `Repeated Reads (three times or more in one session)
  src/lib/price.ts: 3 reads in session s1
  One session needed these files again and again: put what it looked for into CLAUDE.md or a skill.

Failing Commands
  npm test: 1 failure in 1 session, last exit code 1
  These commands failed: look for outdated paths, names or flags in CLAUDE.md and skills.

Frequent Edits (across sessions)
  src/components/Button.tsx: 1 edit in 1 session
  These files were edited most: write down what they are for and which conventions they follow.

`,
    );
  });

  it('says so when there is nothing, and gives no advice then', async () => {
    const logs = logFolderWith({ [TODAY]: activityText([activityEntry({ tool: 'Grep' })]) });
    const { out } = await runStats(['--quality'], { logs });
    expect(out).toContain(
      'Failing Commands\n  none\n\nFrequent Edits (across sessions)\n  none\n\n',
    );
  });

  it('cuts paths at the front, commands at the end, and lists at ten', async () => {
    const long = `/home/ada/${'folder/'.repeat(20)}main.ts`;
    const edits = [long, long, ...Array.from({ length: 11 }, (_, i) => `file-${10 + i}.ts`)].map(
      (file) => activityEntry({ file }),
    );
    const bash = activityEntry({ tool: 'Bash', command: `echo ${'x'.repeat(150)}`, exit_code: 2 });
    const logs = logFolderWith({ [TODAY]: activityText([...edits, bash]) });
    const { out } = await runStats(['--quality'], { logs, columns: 60 });
    expect(out).toMatch(/^ {2}…\/folder\/.*\/main\.ts: 2 edits in 1 session$/m);
    expect(out).toMatch(/^ {2}echo x+…: 1 failure in 1 session, last exit code 2$/m);
    expect(out).toContain('  file-18.ts: 1 edit in 1 session\n  and 2 more\n');
    expect(out).not.toContain(
      path.join('folder', 'folder', 'folder', 'folder', 'folder', 'folder'),
    );
  });
});
