import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('an unknown option', () => {
  it('gives a message and the help on standard error', async () => {
    const { status, out, err } = await world.run(['--projetc', 'shop']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^cs: unknown option: --projetc\nDid you mean --project\?\n/);
    expect(err).toContain('\nUsage: cs [keyword...] [options]\n');
    expect(err).toContain('\nExit status:\n');
  });

  it('is perhaps a word that must not occur', async () => {
    const { status, err } = await world.run(['invoice', '-draft']);
    expect(status).toBe(1);
    expect(err).toMatch(
      /^cs: unknown option: -draft\nTo leave out sessions that hold a word: cs -- WORD -draft\n/,
    );
  });

  it('is told last on a terminal, where help would push it off the screen', async () => {
    const { err } = await world.run(['--projetc', 'shop'], { isErrorTerminal: true });
    expect(err).toMatch(/^Usage: cs \[keyword\.\.\.\] \[options\]\n/);
    expect(err).toMatch(/\ncs: unknown option: --projetc\nDid you mean --project\?\n$/);
  });

  it('is not told from help that was asked for', async () => {
    const { status, out, err } = await world.run(['-h']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('cs -p shop --since 7d timeout');
  });
});

describe('a pattern with flags that there are not', () => {
  it('was searched as text, which is told when nothing was found', async () => {
    await world.session({ id: 'a', cwd: '/code/shop', at: november(2), prompt: 'kiwi' });
    const { status, err } = await world.run(['/kiwi/gi']);
    expect(status).toBe(0);
    expect(err).toBe('/kiwi/gi was searched as text: the flags of a pattern are m and s\n');
    expect((await world.run(['/kiwis/i'])).err).toBe('');
    expect((await world.run(['/usr/bin'])).err).toBe('');
  });
});

describe('a pattern that takes too long', () => {
  it.each([
    [['/(a+)+$/']],
    [['--count', '/(a+)+$/']],
    [['show', 'abcdef12', '/(a+)+$/']],
    [['--sort', 'relevance', '--json', '/(a+)+$/', 'word']],
  ])('is told of by %j, with another way', async (argv) => {
    const prompt = `word ${'a'.repeat(60)}b`;
    await world.session({ id: 'abcdef12', cwd: '/code/shop', at: november(2), prompt });
    const { status, out, err } = await world.run(argv);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toBe(
      'cs: /(a+)+$/ takes too long: it can fit the same text in too many ways\n' +
        'Do not repeat what is repeated inside: not (a+)+ but a+.\n',
    );
  });
});

describe('without data', () => {
  it('finds nothing, and says on standard error where it looked', async () => {
    const { configDir } = world;
    const err = `There is no Claude Code data: no folder ${path.join(configDir, 'projects')}\n`;
    expect(await world.run([])).toEqual({ status: 0, out: 'No sessions found.\n', err });
    expect(await world.run(['x', '--json'])).toEqual({
      status: 0,
      out: '{"sessions":[]}\n',
      err,
    });
    expect(fs.readdirSync(world.home)).toEqual([]);
  });

  it('names both usual folders', async () => {
    const { err } = await world.run([], { env: { CLAUDE_CONFIG_DIR: undefined } });
    expect(err).toContain(path.join('.claude', 'projects'));
    expect(err).toContain(path.join('.config', 'claude', 'projects'));
  });

  it('says nothing of it when there are projects without sessions', async () => {
    fs.mkdirSync(path.join(world.configDir, 'projects'), { recursive: true });
    expect(await world.run([])).toEqual({ status: 0, out: 'No sessions found.\n', err: '' });
  });
});

describe('config folders', () => {
  it('may be several, one of them missing', async () => {
    await world.session({ id: 'a', cwd: '/code/shop', at: november(2), config: 'one' });
    await world.session({ id: 'b', cwd: '/code/shop', at: november(3), config: 'two' });
    await world.session({ id: 'other', cwd: '/code/shop', at: november(4) });
    const env = {
      CLAUDE_CONFIG_DIR: ['none', 'one', 'two'].map((name) => path.join(world.home, name)).join(),
    };
    for (const argv of [[], ['prompt'], []]) {
      expect(await world.ids(argv, { env })).toEqual(['b', 'a']);
    }
    expect(fs.existsSync(path.join(world.home, 'one', 'sessions.idx'))).toBe(true);
  });

  it('need no home', async () => {
    await world.session({ id: 'a', cwd: '/code/shop', at: november(2) });
    const env = { HOME: undefined, USERPROFILE: undefined };
    expect(await world.run(['-n', '1'], { env })).toMatchObject({ status: 0, err: '' });
    expect(await world.ids([], { env })).toEqual(['a']);
  });
});

describe('a transcript that disappears', () => {
  it('before it was indexed is skipped and told', async () => {
    await world.session({ id: 'stays', cwd: '/code/shop', at: november(2) });
    const file = await world.session({ id: 'goes', cwd: '/code/shop', at: november(3) });
    const statSync = fs.statSync;
    vi.spyOn(fs, 'statSync').mockImplementation(((target: string, options: fs.StatSyncOptions) => {
      const stat = statSync(target, options);
      if (target === file) fs.rmSync(file);
      return stat;
    }) as typeof fs.statSync);
    const { status, out, err } = await world.run([]);
    expect(status).toBe(0);
    expect(out.match(/(?<=--resume ).*/g)).toEqual(['stays']);
    expect(err).toBe(`skipped: ${file}: it vanished, or cannot be read\n`);
  });

  it('between index and search is told as not searched', async () => {
    await world.session({ id: 'stays', cwd: '/code/shop', at: november(2) });
    const file = await world.session({ id: 'goes', cwd: '/code/shop', at: november(3) });
    const { status, out, err } = await world.run(['prompt', '--rebuild'], {
      onError: () => fs.rmSync(file, { force: true }),
    });
    expect(status).toBe(0);
    expect(out.match(/(?<=--resume ).*/g)).toEqual(['stays']);
    expect(err).toContain(`\nnot searched: ${file}: `);
  });
});

describe('an index that cannot be kept', () => {
  beforeEach(async () => {
    await world.session({ id: 'a', cwd: '/code/shop', at: november(2) });
  });

  it('is no reason for a wrong answer, only for a note', async () => {
    const file = path.join(world.home, 'a file');
    fs.writeFileSync(file, 'mine');
    for (const CCO_DATA_DIR of [file, path.join(file, 'below')]) {
      for (const argv of [[], ['prompt'], ['--rebuild']]) {
        const { status, out, err } = await world.run(argv, { env: { CCO_DATA_DIR } });
        expect(status).toBe(0);
        expect(out).toContain('  claude --resume a\n');
        expect(err).toMatch(/^The index could not be kept: [^\n]+$/m);
      }
    }
    expect(fs.readFileSync(file, 'utf8')).toBe('mine');
  });

  it('because the list is a folder', async () => {
    fs.mkdirSync(path.join(world.configDir, 'sessions.idx', 'full'), { recursive: true });
    const { status, out, err } = await world.run([]);
    expect(status).toBe(0);
    expect(out).toContain('  claude --resume a\n');
    expect(err).toMatch(/^The session list could not be kept: /);
  });

  it('is rebuilt when it is damaged', async () => {
    await world.run([]);
    fs.writeFileSync(path.join(world.dataDir, 'store.db'), 'nonsense '.repeat(999));
    await world.session({ id: 'b', cwd: '/code/shop', at: november(3) });
    const { out, err } = await world.run([]);
    expect(out.match(/(?<=--resume ).*/g)).toEqual(['b', 'a']);
    expect(err).toBe(
      'The index was rebuilt: it was damaged. The old one was kept as store.db.damaged.\n',
    );
    expect((await world.run([])).err).toBe('');
  });

  it.skipIf(process.platform === 'win32')('is readable for its owner only', async () => {
    await world.run([]);
    const mode = (file: string) => fs.statSync(file).mode & 0o777;
    expect(mode(path.join(world.configDir, 'sessions.idx'))).toBe(0o600);
    for (const name of fs.readdirSync(world.dataDir)) {
      expect(mode(path.join(world.dataDir, name))).toBe(0o600);
    }
    expect(mode(world.dataDir)).toBe(0o700);
  });
});

it('never lets a file name act on the terminal', async () => {
  const file = await world.session({ id: 'x\x1b[2J', cwd: '/code/shop', at: november(2) });
  const { err } = await world.run(['prompt', '--rebuild'], {
    onError: () => fs.rmSync(file, { force: true }),
  });
  expect(err).toContain('not searched: ');
  expect(err).not.toContain('\x1b');
});
