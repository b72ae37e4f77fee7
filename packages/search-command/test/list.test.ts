import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  for (let day = 1; day <= 12; day++) {
    const project = day % 2 ? 'shop' : 'api';
    await world.session({ id: `s${day}`, cwd: `/code/${project}`, at: november(day, 9, 5) });
  }
});

const newest = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, i) => `s${from - i}`);

describe('the list', () => {
  it('shows the ten newest, two lines each', async () => {
    const { status, out, err } = await world.run([]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(20);
    expect(lines.slice(0, 4)).toEqual([
      '2026-11-12 09:05 │ api │ Prompt of s12...',
      '  claude --resume s12',
      '2026-11-11 09:05 │ shop │ Prompt of s11...',
      '  claude --resume s11',
    ]);
    expect(lines.at(-1)).toBe('  claude --resume s3');
  });

  it('answers the same from the kept list', async () => {
    const first = await world.run([]);
    expect(await world.run([])).toEqual(first);
    const list = fs.readFileSync(path.join(world.configDir, 'sessions.idx'), 'utf8');
    expect(list.split('\n')[0]).toBe('2026-11-12 09:05\tapi\ts12\tPrompt of s12');
    await world.session({ id: 'new', cwd: '/code/api', at: november(13) });
    expect(await world.ids(['-n', '1'])).toEqual(['new']);
  });

  it('cuts a preview at the width of the terminal', async () => {
    await world.session({
      id: 'long',
      cwd: '/code/api',
      at: november(13),
      prompt: '日本 word '.repeat(30),
    });
    const [line = ''] = (await world.run(['-n', '1'], { columns: 60 })).out.split('\n');
    expect(line).toMatch(/^2026-11-13 12:00 │ api │ 日本 .*\.\.\.$/);
    expect(line.length).toBeLessThanOrEqual(60);
  });

  it('colours the parts where colours belong', async () => {
    const { out } = await world.run(['-n', '1'], { color: true });
    expect(out).toContain('\x1b[36mapi\x1b[39m │ Prompt of s12');
    expect(out).toContain('\x1b[32mclaude --resume s12\x1b[39m');
  });

  it('says that there is no prompt, and leaves JSON empty', async () => {
    await world.session({ id: 'mute', cwd: '/code/api', at: november(13), prompt: '' });
    expect((await world.run(['-n', '1'])).out).toContain('│ (no prompt)...\n');
    expect((await world.find(['-n', '1']))[0]?.preview).toBe('');
  });
});

describe('--json', () => {
  it('has exactly the known keys, in their order, on one line', async () => {
    expect((await world.run(['--json', '-n', '1'])).out).toBe(
      `${JSON.stringify({
        sessions: [
          {
            date: '2026-11-12 09:05',
            project: 'api',
            id: 's12',
            preview: 'Prompt of s12',
            resume: 'claude --resume s12',
          },
        ],
      })}\n`,
    );
  });

  it('is an empty list when nothing was found', async () => {
    expect(await world.run(['--json', 'nowhere'])).toEqual({
      status: 0,
      out: '{"sessions":[]}\n',
      err: '',
    });
  });
});

describe('-n and --all', () => {
  it.each([
    [['-n', '3'], newest(12, 10)],
    [['-n3'], newest(12, 10)],
    [['--limit=3'], newest(12, 10)],
    [['-n', '007'], newest(12, 6)],
    [['-n', '12'], newest(12, 1)],
    [['-n', '99999999999999999999999'], newest(12, 1)],
    [['--all'], newest(12, 1)],
    [['--all', '-n', '2'], newest(12, 1)],
    [
      ['-n', '3', '-p', 'shop'],
      ['s11', 's9', 's7'],
    ],
    [['-n', '2', 'prompt'], newest(12, 11)],
  ])('%j', async (argv, ids) => {
    expect(await world.ids(argv)).toEqual(ids);
  });

  it.each(['0', '-3', '1.5', '', 'Infinity'])('refuses -n %j', async (n) => {
    expect(await world.run(['-n', n])).toEqual({
      status: 1,
      out: '',
      err: 'cs: -n takes a whole number of at least 1\nFor example: -n 20. Without a limit: --all\n',
    });
  });

  it('refuses what is no number, with the help', async () => {
    const { status, out, err } = await world.run(['-n', 'many']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^cs: -n takes a number\n/);
    expect(err).toContain('\nExit status:\n');
  });

  it('takes the last of several, so that an alias can be overruled', async () => {
    expect(await world.ids(['-n', '5', '-n', '2'])).toEqual(newest(12, 11));
    expect(await world.ids(['-p', 'api', '-p', 'shop', '-n', '1'])).toEqual(['s11']);
    expect(await world.ids(['--since', '3d', '--since', '2026-11-11'])).toEqual(newest(12, 11));
    expect(await world.ids(['--until', '3d', '--until', '2026-11-01'])).toEqual(['s1']);
    expect(await world.ids(['--sort', 'newest', '--sort', 'oldest', '-n', '1'])).toEqual(['s1']);
  });
});

describe('--sort', () => {
  it('turns the list round, or groups it by project', async () => {
    expect(await world.ids(['--sort', 'oldest', '-n', '3'])).toEqual(['s1', 's2', 's3']);
    expect(await world.ids(['--sort', 'project', '-n', '8'])).toEqual([
      ...['s12', 's10', 's8', 's6', 's4', 's2'],
      ...['s11', 's9'],
    ]);
    expect(await world.ids(['--sort', 'oldest', '-n', '1', 'prompt'])).toEqual(['s1']);
  });

  it('knows no other order', async () => {
    const { status, out, err } = await world.run(['--sort', 'size']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^cs: --sort size: expected newest, oldest, relevance, project\n/);
  });
});

describe('--rebuild', () => {
  it('tells the count on standard error and lists as always', async () => {
    const { out } = await world.run([]);
    expect(await world.run(['--rebuild'])).toEqual({
      status: 0,
      out,
      err: 'Index rebuilt: 12 sessions.\n',
    });
    const rebuilt = await world.run(['--rebuild', '--json', '-p', 'shop', '-n', '1']);
    expect(rebuilt.err).toBe('Index rebuilt: 12 sessions.\n');
    expect(JSON.parse(rebuilt.out).sessions).toHaveLength(1);
  });

  it('finds what the kept facts hide', async () => {
    await world.run([]);
    const file = path.join(world.configDir, 'projects', '-code-api', 's12.jsonl');
    const text = fs.readFileSync(file, 'utf8').replaceAll('Prompt', 'Quoted');
    fs.writeFileSync(file, text);
    fs.utimesSync(file, november(12, 9, 5), november(12, 9, 5));
    expect((await world.find(['-n', '1']))[0]?.preview).toBe('Prompt of s12');
    expect((await world.find(['-n', '1', '--rebuild']))[0]?.preview).toBe('Quoted of s12');
  });
});
