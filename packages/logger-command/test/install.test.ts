import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, type World } from './run.ts';

const OURS = ['--command', '/usr/local/bin/session-logger'];
const ORIGINAL = '{"type":"command","command":"~/.claude/hooks/session-logger.sh"}';
let world: World;

beforeEach(() => {
  world = makeWorld();
  fs.mkdirSync(path.dirname(world.userSettings));
});

const read = (file = world.userSettings) => fs.readFileSync(file, 'utf8');

describe('install', () => {
  it('registers for both events and tells so', async () => {
    const { status, out, err } = await world.run('install', ...OURS);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(
      `Registered the logger in ${world.userSettings}\n` +
        '  added  PostToolUse         /usr/local/bin/session-logger\n' +
        '  added  PostToolUseFailure  /usr/local/bin/session-logger\n' +
        `Logs go to ${world.logs}\n` +
        'Sessions that start from now on are logged; `session-stats` counts them.\n',
    );
    const group = {
      matcher: '*',
      hooks: [
        { type: 'command', command: '/usr/local/bin/session-logger', async: true, timeout: 10 },
      ],
    };
    expect(JSON.parse(read())).toEqual({
      hooks: { PostToolUse: [group], PostToolUseFailure: [group] },
    });
  });

  it('changes nothing the second time', async () => {
    await world.run('install', ...OURS);
    const before = read();
    const { out } = await world.run('install', ...OURS);
    expect(out).toContain(`The logger is registered in ${world.userSettings}`);
    expect(read()).toBe(before);
    expect(fs.readdirSync(path.dirname(world.userSettings))).toEqual(['settings.json']);
  });

  it('keeps a backup', async () => {
    fs.writeFileSync(world.userSettings, '{"model":"opus"}');
    const { out } = await world.run('install', ...OURS);
    const backup = /^Backup: (.*)$/m.exec(out)?.[1] ?? '';
    expect(read(backup)).toBe('{"model":"opus"}');
  });

  it('writes nothing in a dry run', async () => {
    const { out } = await world.run('install', '--dry-run', ...OURS);
    expect(out).toContain(`Would register the logger in ${world.userSettings}`);
    expect(fs.existsSync(world.userSettings)).toBe(false);
  });

  it.each([
    ['--project', 'settings.json'],
    ['--local', 'settings.local.json'],
  ])('goes to the settings of %s', async (option, name) => {
    await world.run('install', option, ...OURS);
    expect(read(path.join(world.cwd, '.claude', name))).toContain('session-logger');
    expect(fs.existsSync(world.userSettings)).toBe(false);
  });

  it('warns when shared settings get a path of this machine', async () => {
    expect((await world.run('install', '--project')).err).toContain('a path of this machine');
    expect((await world.run('install', '--local')).err).not.toContain('a path of this machine');
  });

  it('warns of the original and replaces it when told to', async () => {
    fs.writeFileSync(world.userSettings, `{"hooks":{"PostToolUse":[{"hooks":[${ORIGINAL}]}]}}`);
    const { err } = await world.run('install', ...OURS);
    expect(err).toContain('PostToolUse also runs ~/.claude/hooks/session-logger.sh: each call is');
    const { out, err: quiet } = await world.run('install', '--replace', ...OURS);
    expect(out).toContain('removed  PostToolUse  ~/.claude/hooks/session-logger.sh');
    expect(quiet).toBe('');
    expect(read()).not.toContain('session-logger.sh');
  });

  it('tells of the form that was never loaded', async () => {
    fs.writeFileSync(world.userSettings, `{"hooks":{"PostToolUse":[${ORIGINAL}]}}`);
    const { err } = await world.run('install', ...OURS);
    expect(err).toContain('in a form that Claude Code does not load. --replace takes it out.');
  });

  it('prints JSON', async () => {
    const { out } = await world.run('install', '--json', '--events', 'PostToolUse', ...OURS);
    expect(JSON.parse(out)).toEqual({
      scope: 'user',
      file: world.userSettings,
      changed: true,
      created: true,
      dry_run: false,
      backup: null,
      command: '/usr/local/bin/session-logger',
      warnings: [],
      changes: [
        { action: 'added', event: 'PostToolUse', command: '/usr/local/bin/session-logger' },
      ],
      duplicates: [],
    });
  });

  it.each([
    [['--events', 'Stop'], '--events: Stop does not tell of finished tool calls'],
    [['--events', ','], '--events names no event'],
    [['--command', ' '], '--command is empty'],
    [['--user', '--local'], '--user and --local do not go together'],
  ])('refuses %j', async (argv, message) => {
    const { status, err } = await world.run('install', ...argv);
    expect(status).toBe(1);
    expect(err).toContain(message);
    expect(fs.existsSync(world.userSettings)).toBe(false);
  });

  it('refuses broken settings with their place', async () => {
    fs.writeFileSync(world.userSettings, '{\n  "a": 1,\n}');
    const { status, err } = await world.run('install', ...OURS);
    expect(status).toBe(1);
    expect(err).toContain(`${world.userSettings}: line 3, column 1: expected a name`);
    expect(fs.readdirSync(path.dirname(world.userSettings))).toEqual(['settings.json']);
  });

  it('refuses hooks of the wrong type with their path', async () => {
    fs.writeFileSync(world.userSettings, '{"hooks":{"PostToolUse":{}}}');
    const { err } = await world.run('install', ...OURS);
    expect(err).toContain('hooks.PostToolUse: expected a list, found an object');
  });
});

describe('uninstall', () => {
  it('gives back the bytes from before', async () => {
    const text = `{\r\n\t"hooks" : {"Stop":[ {"hooks":[ {"type":"command","command":"beep"}]} ]},\r\n\t"a":1 }`;
    fs.writeFileSync(world.userSettings, text);
    await world.run('install', ...OURS);
    expect(read()).not.toBe(text);
    const { out } = await world.run('uninstall');
    expect(out).toContain(`Took the logger out of ${world.userSettings}`);
    expect(read()).toBe(text);
  });

  it('tells when there is nothing to take out', async () => {
    const { status, out } = await world.run('uninstall', '--local');
    expect(status).toBe(0);
    expect(out).toContain('The logger is not registered in');
  });

  it('finds a command of the user', async () => {
    const installed = await world.run('install', '--command', '/opt/log.sh');
    expect(installed.err).toContain('uninstall needs the same --command');
    expect((await world.run('uninstall')).out).toContain('not registered');
    const { out } = await world.run('uninstall', '--command', '/opt/log.sh', '--json');
    expect(JSON.parse(out)).toMatchObject({ changed: true, changes: [{}, {}] });
  });
});
