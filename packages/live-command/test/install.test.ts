import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './world.ts';

let home: TemporaryHome;
let file: string;
beforeEach(async () => {
  home = await makeTemporaryHome();
  file = path.join(home.configDir, 'settings.json');
  fs.mkdirSync(home.configDir, { recursive: true });
});
afterEach(() => home.remove());

const settings = () => JSON.parse(fs.readFileSync(file, 'utf8'));
const write = (value: unknown) => fs.writeFileSync(file, JSON.stringify(value, null, 2));
const backups = () => fs.readdirSync(home.configDir).filter((name) => name.includes('.bak'));

describe('install-statusline', () => {
  it('writes the statusline with its options, once, and takes it out again', async () => {
    write({ model: 'opus', hooks: {} });
    const words = ['--segments', 'model,today', '--timezone', 'Europe/Berlin'];
    const first = await run(home, 'install-statusline', ...words);
    expect(first.status).toBe(0);
    expect(first.out()).toMatch(
      /^Wrote the statusline into .*\n {2}added {2}statusLine {2}.*\nBackup: /,
    );
    const { statusLine, ...others } = settings();
    expect(others).toEqual({ model: 'opus', hooks: {} });
    expect(statusLine).toMatchObject({ type: 'command', padding: 0, refreshInterval: 15 });
    expect(statusLine.command).toMatch(
      / statusline --segments model,today --timezone Europe\/Berlin$/,
    );
    const again = await run(home, 'install-statusline', ...words);
    expect(again.out()).toMatch(/^The statusline is already in/);
    expect(backups()).toHaveLength(1);
    const gone = await run(home, 'uninstall-statusline', '--command', statusLine.command);
    expect(gone.out()).toMatch(/^Took the statusline out of/);
    expect(settings()).toEqual({ model: 'opus', hooks: {} });
    const nothing = await run(home, 'uninstall-statusline');
    expect(nothing.out()).toMatch(/^This program's statusline is not in/);
  });

  it.each([
    'session-usage statusline',
    '/usr/bin/session-usage statusline --segments model',
    'cco usage statusline',
    'npx -y @cco/session-usage@0.1.0 statusline',
    '"/usr/bin/node" "/opt/my tools/cco/dist/main.cjs" usage statusline',
  ])('brings %s up to date, and keeps what else it has', async (command) => {
    write({ statusLine: { type: 'command', command, padding: 2, refreshInterval: 5 } });
    const { out } = await run(home, 'install-statusline', '--command', 'cco usage statusline --x');
    expect(out()).toContain('  updated  statusLine  ');
    expect(settings().statusLine).toEqual({
      type: 'command',
      command: 'cco usage statusline --x',
      padding: 2,
      refreshInterval: 5,
    });
    await run(home, 'uninstall-statusline');
    expect(settings()).toEqual({});
  });

  it('lets a line that was installed before be refreshed', async () => {
    const command = 'cco usage statusline';
    write({ statusLine: { type: 'command', command, padding: 1 } });
    const { out } = await run(home, 'install-statusline', '--command', command);
    expect(out()).toContain('  updated  statusLine  ');
    const { statusLine } = settings();
    expect(statusLine).toEqual({ type: 'command', command, padding: 1, refreshInterval: 15 });
  });

  it.each([
    { type: 'command', command: 'ccusage statusline' },
    { type: 'command', command: 'session-usage statusline | cat' },
    { type: 'command', command: 'my-session-usage statusline' },
    'text',
  ])('does not take the place of %j unless forced, nor takes it out', async (statusLine) => {
    write({ statusLine });
    const { status, err } = await run(home, 'install-statusline');
    expect(status).toBe(1);
    expect(err()).toContain('these settings have another statusline: ');
    expect(err()).toContain('--force takes its place');
    await run(home, 'uninstall-statusline');
    expect(settings()).toEqual({ statusLine });
    expect(backups()).toEqual([]);
    const forced = await run(home, 'install-statusline', '--force', '--command', 'x');
    expect(forced.out()).toContain('removed');
    expect(settings().statusLine.command).toBe('x');
    expect(backups()).toHaveLength(1);
  });

  it('changes nothing in a dry run, and tells as JSON', async () => {
    const { out } = await run(home, 'install-statusline', '--dry-run', '--json', '--local');
    expect(JSON.parse(out())).toMatchObject({
      scope: 'local',
      file: path.join(home.home, '.claude', 'settings.local.json'),
      changed: true,
      created: true,
      dry_run: true,
      changes: [{ action: 'added', place: 'statusLine' }],
    });
    expect(fs.existsSync(file)).toBe(false);
  });

  it.each([
    [['--segments', 'nothing'], '--segments: there is no "nothing"'],
    [['--budget', 'yearly=5'], '--budget: "yearly" is not a budget'],
    [['--timezone', 'Mars'], 'no time zone "Mars"'],
    [['--user', '--local'], '--user and --local do not go together'],
    [['--command', ' '], '--command is empty'],
  ])('refuses %j', async (words, message) => {
    const { status, err } = await run(home, 'install-statusline', ...words);
    expect(status).toBe(1);
    expect(err()).toContain(message);
    expect(fs.existsSync(file)).toBe(false);
  });

  it('does not touch settings that are broken', async () => {
    fs.writeFileSync(file, '{"model": ');
    const { status, err } = await run(home, 'install-statusline');
    expect(status).toBe(1);
    expect(err()).toContain('settings.json');
    expect(fs.readFileSync(file, 'utf8')).toBe('{"model": ');
  });
});

describe('install-guard', () => {
  const other = { matcher: 'Bash', hooks: [{ type: 'command', command: 'other' }] };

  it('registers the guard beside other hooks, once, and takes it out again', async () => {
    write({ hooks: { PreToolUse: [other] } });
    const words = ['--budget', 'daily=5,monthly=100', '--block'];
    const { out } = await run(home, 'install-guard', ...words);
    expect(out()).toMatch(/added {2}UserPromptSubmit .*\n.*added {2}PreToolUse /);
    const { hooks } = settings();
    const [prompt] = hooks.UserPromptSubmit;
    expect(prompt.hooks[0]).toMatchObject({ type: 'command', timeout: 30 });
    expect(prompt.hooks[0].command).toMatch(/ guard --budget daily=5,monthly=100 --block$/);
    expect(hooks.PreToolUse).toEqual([other, { matcher: '*', hooks: prompt.hooks }]);
    expect((await run(home, 'install-guard', ...words)).out()).toMatch(
      /^The guard is registered in/,
    );
    await run(home, 'uninstall-guard', '--command', prompt.hooks[0].command);
    expect(settings()).toEqual({ hooks: { PreToolUse: [other] } });
  });

  it('brings an older command up to date, and leaves one of several', async () => {
    const own = {
      hooks: [{ type: 'command', command: 'cco usage guard --budget daily=1', timeout: 3 }],
    };
    write({ hooks: { PreToolUse: [own, own], UserPromptSubmit: [own] } });
    const command = 'cco usage guard --budget daily=2';
    await run(home, 'install-guard', '--command', command);
    const updated = { hooks: [{ type: 'command', command, timeout: 3 }] };
    expect(settings()).toEqual({ hooks: { PreToolUse: [updated], UserPromptSubmit: [updated] } });
  });

  it('needs a budget', async () => {
    const { status, err } = await run(home, 'install-guard');
    expect(status).toBe(1);
    expect(err()).toContain('there is no budget to guard');
    fs.writeFileSync(path.join(home.configDir, 'cco.json'), '{"usage":{"budget":{"daily":5}}}');
    expect((await run(home, 'install-guard')).status).toBe(0);
  });

  it('is not there to be taken out', async () => {
    const { status, out } = await run(home, 'uninstall-guard');
    expect(status).toBe(0);
    expect(out()).toMatch(/^The guard is not registered in/);
  });
});

it.each(['statusline', 'guard'])('%s tells how it is used', async (name) => {
  const { status, out } = await run(home, name, '--help');
  expect(status).toBe(0);
  expect(out()).toContain(`session-usage ${name}`);
  expect(out()).not.toContain('--refresh');
});

it('live needs a terminal', async () => {
  const { status, err } = await run(home, 'live');
  expect(status).toBe(1);
  expect(err()).toContain('a live view needs a terminal');
});
