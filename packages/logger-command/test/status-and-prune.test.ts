import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from './run.ts';

let world: World;

beforeEach(() => {
  world = makeWorld();
});

const log = (day: string, text = '{"timestamp":"2026-01-14T11:00:00Z"}\n') => {
  fs.mkdirSync(world.logs, { recursive: true });
  fs.writeFileSync(path.join(world.logs, `activity-${day}.jsonl`), text);
};
const left = () => fs.readdirSync(world.logs).sort();

describe('status', () => {
  it('shows an empty world', async () => {
    const { status, out } = await world.run('status');
    expect(status).toBe(0);
    expect(out).toBe(
      `user     ${world.userSettings}: no such file\n` +
        `project  ${path.join(world.cwd, '.claude', 'settings.json')}: no such file\n` +
        `local    ${path.join(world.cwd, '.claude', 'settings.local.json')}: no such file\n` +
        '         not registered anywhere: `install` does that\n' +
        `logs     ${world.logs}: not there yet, writable\n` +
        '         0 files; today 0 entries\n',
    );
  });

  it.each(['settings.json', 'settings.local.json'])(
    'says that %s switches all hooks off, as the installer does',
    async (name) => {
      const file = path.join(world.cwd, '.claude', name);
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, '{"disableAllHooks": true}');
      const { out, err } = await world.run('install', '--command', 'session-logger');
      expect(err).toContain(`"disableAllHooks" is true in ${file}`);
      expect(out).not.toContain('Sessions that start from now on are logged');
      expect((await world.run('status')).out).toContain('disableAllHooks');
      expect(JSON.parse((await world.run('status', '--json')).out).warnings).toHaveLength(1);
      fs.writeFileSync(file, '{"disableAllHooks": false}');
      expect((await world.run('status')).out).not.toContain('disableAllHooks');
    },
  );

  it('shows what is registered, what is broken, and what was logged', async () => {
    await world.run('install', '--command', 'session-logger');
    fs.mkdirSync(path.join(world.cwd, '.claude'));
    fs.writeFileSync(path.join(world.cwd, '.claude', 'settings.json'), '{');
    fs.writeFileSync(
      path.join(world.cwd, '.claude', 'settings.local.json'),
      '{"hooks":{"PostToolUse":[{"type":"command","command":"session-logger.sh"}]}}',
    );
    log('2026-01-13');
    log(
      '2026-01-14',
      '{"timestamp":"2026-01-14T12:00:00Z"}\nbroken\n{"timestamp":"2026-01-14T11:00:00Z"}\n',
    );
    const { out } = await world.run('status');
    expect(out).toContain('         PostToolUseFailure: session-logger\n');
    expect(out).toContain('line 1, column 2: expected "}"');
    expect(out).toContain(
      'PostToolUse: session-logger.sh (not this logger; Claude Code does not load this form)',
    );
    expect(out).toContain(
      '2 files; today 2 entries and 1 broken piece, the last at 2026-01-14T12:00:00Z\n',
    );
    const json = JSON.parse((await world.run('status', '--json')).out);
    expect(json).toMatchObject({
      installed: true,
      settings: [{ scope: 'user', problem: null, handlers: [{}, {}] }, {}, { handlers: [{}] }],
      log: {
        folder: world.logs,
        exists: true,
        writable: true,
        files: 2,
        entries_today: 2,
        broken_today: 1,
        last_entry: '2026-01-14T12:00:00Z',
      },
    });
  });

  it('finds the last entry on an earlier day', async () => {
    log('2026-01-02', '{"timestamp":"2026-01-02T08:00:00Z"}\n');
    log('2026-01-05', '');
    const { out } = await world.run('status');
    expect(out).toContain('2 files; today 0 entries, the last at 2026-01-02T08:00:00Z');
  });

  it('tells when the log folder cannot be one', async () => {
    fs.mkdirSync(path.dirname(world.logs));
    fs.writeFileSync(world.logs, '');
    expect((await world.run('status')).out).toContain(`${world.logs}: not writable`);
  });
});

describe('prune', () => {
  it('deletes the logs before the days to keep', async () => {
    for (const day of ['2025-12-14', '2025-12-15', '2026-01-14']) log(day);
    const { status, out } = await world.run('prune', '--older-than', '30d');
    expect(status).toBe(0);
    expect(out).toBe(
      'activity-2025-12-14.jsonl  37 bytes\n' +
        `Deleted 1 log from before 2025-12-15, 37 bytes in ${world.logs}\n`,
    );
    expect(left()).toEqual(['activity-2025-12-15.jsonl', 'activity-2026-01-14.jsonl']);
  });

  it('takes a day, and only tells in a dry run', async () => {
    log('2025-12-31');
    log('2026-01-01');
    const { out } = await world.run('prune', '--older-than', '2026-01-01', '--dry-run', '--json');
    expect(JSON.parse(out)).toEqual({
      log_dir: world.logs,
      before: '2026-01-01',
      dry_run: true,
      files: [{ name: 'activity-2025-12-31.jsonl', day: '2025-12-31', bytes: 37 }],
      bytes: 37,
      kept: [],
    });
    expect(left()).toHaveLength(2);
  });

  it('leaves everything else alone', async () => {
    log('2025-01-01');
    const others = ['activity-2025-02-30.jsonl', 'activity-2025-01-01.jsonl.bak', 'notes.txt'];
    for (const name of others) fs.writeFileSync(path.join(world.logs, name), '');
    fs.mkdirSync(path.join(world.logs, 'activity-2025-01-02.jsonl'));
    fs.mkdirSync(path.join(world.logs, 'old'));
    fs.writeFileSync(path.join(world.logs, 'old', 'activity-2025-01-01.jsonl'), '');
    const { status, err } = await world.run('prune', '--older-than', '1d');
    expect(status).toBe(0);
    expect(err).toBe('activity-2025-01-02.jsonl stays: not a regular file\n');
    expect(left()).toEqual([...others, 'activity-2025-01-02.jsonl', 'old'].sort());
    expect(fs.readdirSync(path.join(world.logs, 'old'))).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')('does not follow links', async () => {
    log('2026-01-14');
    const target = path.join(world.home, 'elsewhere.jsonl');
    fs.writeFileSync(target, 'x');
    fs.symlinkSync(target, path.join(world.logs, 'activity-2025-01-01.jsonl'));
    const { out } = await world.run('prune', '--older-than', '1d', '--json');
    expect(JSON.parse(out)).toMatchObject({
      files: [],
      kept: [{ name: 'activity-2025-01-01.jsonl', reason: 'not a regular file' }],
    });
    expect(fs.existsSync(target)).toBe(true);
    expect(left()).toHaveLength(2);
  });

  it('looks into another folder, and into one that is not there', async () => {
    log('2025-01-01');
    const { out } = await world.run('prune', '--older-than', '1d', '--log-dir', `${world.home}/no`);
    expect(out).toBe(`No logs from before 2026-01-13 in ${path.join(world.home, 'no')}\n`);
    expect(left()).toHaveLength(1);
    const there = await world.run('prune', '--older-than', '1d', '--log-dir', '~/.claude/logs');
    expect(there.out).toContain('Deleted 1 log');
  });

  it.each([
    [[], 'missing --older-than'],
    [['--older-than', 'soon'], '--older-than: "soon" is not a date'],
    [['--older-than', '2026-02-30'], 'not a day of the calendar'],
    [['--older-than', '2026-01-15'], '--older-than: 2026-01-15 has not come yet'],
  ])('refuses %j and deletes nothing', async (argv, message) => {
    log('2025-01-01');
    const { status, err } = await world.run('prune', ...argv);
    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(left()).toHaveLength(1);
  });

  it('tells when the folder is none', async () => {
    fs.mkdirSync(path.dirname(world.logs));
    fs.writeFileSync(world.logs, '');
    const { status, err } = await world.run('prune', '--older-than', '1d');
    expect(status).toBe(1);
    expect(err).toContain(`${world.logs}: it is not a folder`);
  });
});
