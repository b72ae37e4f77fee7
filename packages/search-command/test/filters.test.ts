import fs from 'node:fs';
import path from 'node:path';
import { setTimes } from '@cco/test-fixtures';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

describe('-p', () => {
  it.each([
    ['shop', ['web', 'old']],
    ['SHOP', ['web', 'old']],
    ['web shop', ['web']],
    ['(old)', ['old']],
    ['.*', []],
    ['[x]+', ['signs']],
    ['📝', ['emoji']],
    ['NOTIZEN', ['emoji']],
    ['', ['web', 'old', 'signs', 'emoji']],
  ])('%j is a part of the name, letter by letter', async (part, ids) => {
    const names = { web: 'web shop', old: 'shop (old)', signs: 'a[x]+b', emoji: 'notizen📝' };
    for (const [index, [id, name]] of Object.entries(names).entries()) {
      await world.session({ id, cwd: `/code/${name}`, at: november(10 - index) });
    }
    expect(await world.ids(['-p', part])).toEqual(ids);
    expect(await world.ids([`--project=${part}`, 'prompt'])).toEqual(ids);
  });

  it('finds the worktrees of a repository under its name, and a project folder as a whole', async () => {
    await world.session({ id: 'main', cwd: '/code/shop', at: november(10) });
    const worktree = '/code/shop/.claude/worktrees/noble-hare';
    await world.session({ id: 'tree', cwd: worktree, at: november(9) });
    await world.session({ id: 'other', cwd: '/code/shopping-list', at: november(8) });
    expect(await world.ids(['-p', 'noble-hare'])).toEqual(['tree']);
    expect(await world.ids(['-p', 'shop'])).toEqual(['main', 'tree', 'other']);
    expect(await world.ids(['-p', '-code-shop'])).toEqual(['main']);
    expect(await world.ids(['-p', 'code'])).toEqual([]);
  });

  it('needs a value', async () => {
    const { status, out, err } = await world.run(['-p']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('-p needs a value');
  });
});

describe('--since and --until', () => {
  beforeEach(async () => {
    const times = {
      early: november(20, 0, 0),
      late: november(19, 23, 59),
      week: november(13, 0, 0),
      before: november(12, 23, 59),
      tomorrow: november(21, 0, 0),
    };
    for (const [id, at] of Object.entries(times)) {
      await world.session({ id, cwd: '/code/shop', at });
    }
  });

  it.each([
    [
      ['--since', 'today'],
      ['tomorrow', 'early'],
    ],
    [
      ['--since', 'yesterday'],
      ['tomorrow', 'early', 'late'],
    ],
    [
      ['--since', '7d'],
      ['tomorrow', 'early', 'late', 'week'],
    ],
    [
      ['--since', '0d'],
      ['tomorrow', 'early'],
    ],
    [
      ['--since', '2026-11-19'],
      ['tomorrow', 'early', 'late'],
    ],
    [['--since', '2027-01-01'], []],
    [
      ['--until', 'yesterday'],
      ['late', 'week', 'before'],
    ],
    [['--until', '2026-11-12'], ['before']],
    [
      ['--since', '7d', '--until', 'yesterday'],
      ['late', 'week'],
    ],
    [['--since', 'today', '--until', 'today'], ['early']],
  ])('%j', async (argv, ids) => {
    expect(await world.ids(argv)).toEqual(ids);
    expect(await world.ids([...argv, 'prompt'])).toEqual(ids);
  });

  it.each([
    ['--since', '2026-02-30', '--since: 2026-02-30 is not a day of the calendar'],
    ['--until', '2026-13-45', '--until: 2026-13-45 is not a day of the calendar'],
    [
      '--since',
      'last week',
      '--since: "last week" is not a date: use today, yesterday, 7d, or YYYY-MM-DD',
    ],
  ])('%s %s is refused', async (option, text, message) => {
    expect(await world.run([option, text])).toEqual({
      status: 1,
      out: '',
      err: `cs: ${message}\n`,
    });
  });

  it('refuses an end before the beginning', async () => {
    expect(await world.run(['--since', 'today', '--until', 'yesterday'])).toMatchObject({
      status: 1,
      err: 'cs: --since is later than --until\n',
    });
  });
});

describe('--here', () => {
  let shop: string;
  beforeEach(async () => {
    shop = path.join(world.home, 'work', 'shop');
    for (const below of ['src/cart', '..hidden']) {
      fs.mkdirSync(path.join(shop, below), { recursive: true });
    }
    fs.mkdirSync(path.join(world.home, 'work', 'shop-old'));
    const folders = {
      root: shop,
      below: path.join(shop, 'src'),
      dots: path.join(shop, '..hidden'),
      sibling: path.join(world.home, 'work', 'shop-old'),
      home: world.home,
      gone: path.join(shop, 'gone'),
      windows: 'C:\\Users\\mira\\shop',
    };
    for (const [index, [id, cwd]] of Object.entries(folders).entries()) {
      await world.session({ id, cwd, at: november(20 - index) });
    }
  });

  const here = (cwd: string, ...argv: string[]) => world.ids(['--here', ...argv], { cwd });

  it('finds what ran in the folder, below and above it', async () => {
    expect(await here(shop)).toEqual(['root', 'below', 'dots', 'gone']);
    expect(await here(path.join(shop, 'src', 'cart'))).toEqual(['root', 'below']);
    expect(await here(path.join(shop, '..hidden'))).toEqual(['root', 'dots']);
    expect(await here(path.join(world.home, 'work', 'shop-old'))).toEqual(['sibling']);
    expect(await here(shop, 'prompt', '-n', '1')).toEqual(['root']);
  });

  it('takes the home folder and the root for themselves alone', async () => {
    expect(await here(world.home)).toEqual(['home']);
    expect(await here(path.parse(world.home).root)).toEqual([]);
  });

  it('finds a session near each of the folders that it was resumed in', async () => {
    const one = path.join(world.home, 'resumed', 'one');
    const two = path.join(world.home, 'resumed', 'two');
    for (const [day, cwd] of [one, two].entries()) {
      fs.mkdirSync(path.join(cwd, 'sub'), { recursive: true });
      await world.session({ id: 'both', cwd, at: november(2 + day) });
    }
    for (const cwd of [one, two]) {
      for (const folder of [cwd, path.join(cwd, 'sub'), path.dirname(cwd)]) {
        expect(await here(folder), folder).toEqual(['both']);
      }
    }
  });

  it('finds nothing elsewhere, not even a folder of another system', async () => {
    const elsewhere = path.join(world.home, 'elsewhere');
    fs.mkdirSync(elsewhere);
    expect(await here(elsewhere)).toEqual([]);
    expect((await world.run(['--here'], { cwd: elsewhere })).out).toBe('No sessions found.\n');
  });

  it.skipIf(process.platform === 'win32')('follows symbolic links', async () => {
    const link = path.join(world.home, 'link');
    fs.symlinkSync(shop, link);
    expect(await here(link)).toEqual(['root', 'below', 'dots', 'gone']);
  });

  it('finds a session by its project folder when it was moved away', async () => {
    const file = await world.session({
      id: 'moved',
      cwd: shop,
      at: november(21),
      write: (transcript) => transcript.relocated('/elsewhere/entirely'),
    });
    await setTimes(path.dirname(file), { 'moved.jsonl': november(21) });
    expect(await here(shop, '-n', '1')).toEqual(['moved']);
  });

  it('works without a home', async () => {
    const env = { HOME: undefined, USERPROFILE: undefined };
    expect(await world.ids(['--here'], { cwd: shop, env })).toEqual([
      ...['root', 'below', 'dots', 'home', 'gone'],
    ]);
  });
});
