import fs from 'node:fs';
import path from 'node:path';
import { captureIo, runCommand } from '@cco/cli';
import { copySampleHome, makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditCommand } from '../src/index.ts';

let temporary: TemporaryHome;
beforeAll(async () => {
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home, { today: '2026-11-20' });
});
afterAll(() => temporary.remove());

async function run(...argv: string[]) {
  const captured = captureIo({
    env: { ...temporary.env, CCO_DATA_DIR: path.join(temporary.home, 'data') },
    cwd: temporary.home,
    now: () => new Date('2026-11-20T18:00:00Z'),
    columns: 120,
  });
  const command = auditCommand({ version: '1.0.0' });
  const status = await runCommand(command, {
    name: 'session-audit',
    version: '1.0.0',
    argv,
    io: captured.io,
  });
  return { status, out: captured.out(), err: captured.err() };
}

describe('check', () => {
  it('shows the worst first, and fails only when asked to', async () => {
    const { status, out, err } = await run('check');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.split('\n')[0]).toMatch(/^high \d$/);
    expect(out).toContain('git push --force origin translations');
    expect((await run('check', '--fail-on', 'high')).status).toBe(2);
    expect((await run('check', '--fail-on', 'critical')).status).toBe(0);
    expect(
      (await run('check', '--since', 'today', '--project', 'harbor', '--fail-on', 'high')).status,
    ).toBe(0);
  });

  it.each(['json', 'sarif', 'junit', 'markdown', 'github'])('writes %s', async (format) => {
    const { status, out } = await run('check', '--format', format);
    expect(status).toBe(0);
    expect(out).toContain('git-force-push'.slice(0, format === 'github' ? 0 : undefined));
    if (format === 'json' || format === 'sarif') JSON.parse(out);
  });

  it('obeys a policy, and names its mistakes with their places', async () => {
    const file = path.join(temporary.home, 'policy.json');
    fs.writeFileSync(file, '{"rules": {"git-force-push": "off"}, "failOn": "high"}');
    const { status, out } = await run('check', '--policy', file);
    expect(status).toBe(2);
    expect(out).not.toContain('git-force-push');
    fs.writeFileSync(file, '{\n  "rules": {"git-force-psh": "off"}\n}');
    const wrong = await run('check', '--policy', file);
    expect(wrong.status).toBe(1);
    expect(wrong.err).toContain(
      ':2:13 rules.git-force-psh: no rule is called "git-force-psh"; did you mean "git-force-push"?',
    );
    expect((await run('check', '--policy', 'nowhere.json')).status).toBe(1);
  });

  it('accepts what a baseline holds, and lists what is gone', async () => {
    const file = path.join(temporary.home, 'baseline.json');
    const args = ['check', '--write-baseline', file];
    expect((await run(...args)).err).toContain('needs a --reason');
    expect((await run(...args, '--reason', 'Seen', '--expires', 'soon')).status).toBe(1);
    expect((await run(...args, '--reason', 'Seen', '--expires', '2026-01-01')).err).toContain(
      'is over',
    );
    expect((await run(...args, '--reason', 'Seen', '--expires', '2027-01-31')).status).toBe(0);
    const { status, out } = await run('check', '--baseline', file, '--fail-on', 'info');
    expect(status).toBe(0);
    expect(out).toContain('accepted by the baseline');
    const baseline = JSON.parse(fs.readFileSync(file, 'utf8'));
    baseline.findings.push({
      fingerprint: '0123456789abcdef',
      rule: 'publish',
      reason: 'r',
      expires: '2027-01-01',
    });
    baseline.findings[0].expires = '2026-11-19';
    fs.writeFileSync(file, JSON.stringify(baseline));
    const later = await run('check', '--baseline', file, '--fail-on', 'low');
    expect(later.status).toBe(2);
    expect(later.out).toContain('In the baseline, but not found: publish');
    expect(later.out).toContain('Accepted until 2026-11-19 only');
    expect((await run('check', '--baseline', 'nowhere.json')).status).toBe(1);
  });

  it.each([
    [['--since', 'soon'], 'is not a date'],
    [['--since', '2026-11-20', '--until', '2026-11-01'], 'is later than'],
    [['--format', 'pdf'], 'expected text, json'],
    [['--sinec', '7d'], 'Did you mean --since?'],
  ])('refuses %j', async (argv, message) => {
    const { status, err } = await run('check', ...argv);
    expect(status).toBe(1);
    expect(err).toContain(message);
  });
});

describe('questions', () => {
  it.each(['files', 'commands', 'urls', 'tools', 'agents', 'searches'])(
    '%s: table, JSON, CSV',
    async (name) => {
      const rows: object[] = JSON.parse((await run(name, '--json')).out);
      expect(rows.length).toBeGreaterThan(0);
      const csv = (await run(name, '--csv')).out;
      expect(csv.split('\n')[0]).toBe(Object.keys(rows[0] ?? {}).join(','));
      const { out } = await run(name, '--limit', '0');
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
      expect((await run(name, '--json', '--csv')).status).toBe(1);
    },
  );

  it('choose a session, a project, a range', async () => {
    const count = async (...argv: string[]): Promise<number> =>
      JSON.parse((await run('commands', '--json', ...argv)).out).length;
    const all = await count();
    for (const argv of [
      ['--session', '84f6a1d3'],
      ['--project', 'ledger'],
      ['--since', 'today'],
    ]) {
      const some = await count(...argv);
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(all);
    }
    expect((await run('commands', '--session', 'ffffffff')).out).toBe('Nothing found.\n');
    expect((await run('commands', '--limit', 'ten')).status).toBe(1);
  });

  it('count what a file was read and edited', async () => {
    const rows = JSON.parse((await run('files', '--json', '--session', '84f6a1d3')).out);
    const file = '/home/mira/projects/harbor-shop/src/cart/shipping.ts';
    expect(rows.find((row: { file: string }) => row.file === file)).toMatchObject({
      read: 3,
      edited: 2,
    });
  });
});

describe('timeline, signals, rules', () => {
  it('shows a session with its marks', async () => {
    const { out } = await run('timeline', '84f6a1d3');
    expect(out).toMatch(/! {3}Bash {2}cat \.env \[sensitive-read\]/);
    expect((await run('timeline')).status).toBe(1);
    expect((await run('timeline', 'ffff')).status).toBe(1);
    expect((await run('timeline', '')).status).toBe(1);
    expect(JSON.parse((await run('timeline', '84f6a1d3', '--json')).out).length).toBeGreaterThan(5);
  });

  it('shows signals with advice', async () => {
    const { out } = await run('signals');
    expect(out).toContain('src/cart/shipping.ts');
    expect(out).toContain('CLAUDE.md');
    expect(JSON.parse((await run('signals', '--json')).out).failingCommands.length).toBeGreaterThan(
      0,
    );
  });

  it('explains every rule', async () => {
    const { rules } = JSON.parse((await run('rules', '--json')).out);
    expect(rules.length).toBeGreaterThan(50);
    for (const { id, why } of rules) expect((await run('explain', id)).out).toContain(why);
    expect((await run('explain', 'publ')).err).toContain('Did you mean publish?');
    expect((await run('explain')).status).toBe(1);
  });
});

describe('seal and verify', () => {
  it('names the line that was changed or removed, and since when', async () => {
    expect((await run('verify')).status).toBe(1);
    const sealed = await run('seal');
    const hash = /Hash: (\w+)/.exec(sealed.out)?.[1] ?? '';
    expect((await run('verify', '--head', hash)).status).toBe(0);
    expect((await run('verify', '--head', 'ab')).status).toBe(2);
    expect((await run('seal')).out).toContain('Nothing new');

    const projects = path.join(temporary.home, '.claude', 'projects');
    const name = fs
      .readdirSync(projects, { recursive: true, encoding: 'utf8' })
      .find((one) => /84f6a1d3[^/\\]*\.jsonl$/.test(one)) as string;
    const file = path.join(projects, name);
    const text = fs.readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const broken = async (content: string) => {
      fs.writeFileSync(file, content);
      const { status, out } = await run('verify', '--json');
      expect(status).toBe(2);
      expect((await run('seal')).status).toBe(2);
      return JSON.parse(out).breaches.map(
        ({ kind, line, lines: count }: Record<string, unknown>) => [kind, line, count],
      );
    };
    expect(await broken(text.replace('cat .env', 'cat .txt'))).toEqual([
      ['changed', lines.findIndex((line) => line.includes('cat .env')) + 1, 1],
    ]);
    expect(await broken([...lines.slice(0, 2), ...lines.slice(4)].join('\n'))).toEqual([
      ['removed', 3, 2],
    ]);
    expect(await broken(lines.slice(0, 3).join('\n'))).toEqual([['removed', 3, lines.length - 3]]);
    fs.writeFileSync(file, `${text}{"type":"user"}\n`);
    expect((await run('verify')).status).toBe(0);
    expect((await run('seal')).out).toContain('Sealed 1 line of 1 file.');
    fs.rmSync(file);
    expect((await run('verify')).out).toContain('is not there any more');
    fs.writeFileSync(file, text);
  });

  it('sees that the seals themselves were changed', async () => {
    const book = path.join(temporary.home, 'data', 'audit-seals.json');
    const value = JSON.parse(fs.readFileSync(book, 'utf8'));
    value.seals[0].time = '2020-01-01T00:00:00.000Z';
    fs.writeFileSync(book, JSON.stringify(value));
    expect((await run('verify')).out).toContain(
      'The seals themselves were changed, from number 1 on.',
    );
    fs.writeFileSync(book, '{');
    expect((await run('verify')).err).toContain('damaged');
  });
});

describe('install-guard', () => {
  it('registers once, and takes out only its own', async () => {
    const file = path.join(temporary.home, '.claude', 'settings.json');
    const before = fs.readFileSync(file, 'utf8');
    const args = ['--command', '/opt/session-audit guard'];
    expect((await run('install-guard', '--dry-run', ...args)).out).toContain('Would register');
    expect(fs.readFileSync(file, 'utf8')).toBe(before);
    expect((await run('install-guard', ...args)).out).toContain('Registered the guard');
    expect((await run('install-guard', ...args)).out).toContain('is registered');
    const { hooks } = JSON.parse(fs.readFileSync(file, 'utf8'));
    expect(hooks.PreToolUse).toEqual([
      {
        matcher: '*',
        hooks: [{ type: 'command', command: '/opt/session-audit guard', timeout: 30 }],
      },
    ]);
    for (const command of [
      '/usr/bin/cco audit guard',
      '/opt/session-audit guard --on-error pass',
    ]) {
      await run('install-guard', '--command', command);
      expect(JSON.parse(fs.readFileSync(file, 'utf8')).hooks.PreToolUse).toHaveLength(1);
    }
    await run('install-guard', '--on-error', 'pass');
    expect(fs.readFileSync(file, 'utf8')).toContain(' guard --on-error pass"');
    await run('uninstall-guard');
    const both = await run('install-guard', ...args, '--on-error', 'pass');
    expect(both.status).toBe(1);
    expect(both.err).toContain("--command '/opt/session-audit guard --on-error pass'");
    await run('install-guard', ...args);
    expect((await run('uninstall-guard', '--on-error', 'pass')).status).toBe(1);
    expect((await run('uninstall-guard', ...args)).status).toBe(0);
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(JSON.parse(before));
    fs.writeFileSync(file, '{');
    expect((await run('install-guard', ...args)).status).toBe(1);
    fs.writeFileSync(file, before);
  });
});
