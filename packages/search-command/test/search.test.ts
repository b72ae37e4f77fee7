import fs from 'node:fs';
import path from 'node:path';
import {
  copySampleHome,
  createTranscript,
  textBlock,
  toolUseBlock,
  writeTree,
} from '@cco/test-fixtures';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});

describe('a search', () => {
  beforeEach(async () => {
    await world.session({
      id: 'cart',
      cwd: '/code/shop',
      at: november(2),
      prompt: 'Why is the CART total wrong? (see cart.ts)',
      write: (transcript) => {
        transcript.assistant({ blocks: [textBlock('A voucher counts twice.')] });
        transcript.assistant({ blocks: [toolUseBlock('Bash', { command: 'npm run größe' })] });
      },
    });
    await world.session({ id: 'mail', cwd: '/code/shop', at: november(3), prompt: 'Cart mails' });
  });

  it('shows where the words stand, newest session first', async () => {
    expect((await world.run(['cart'])).out).toBe(
      [
        '2026-11-03 12:00 │ shop │ Cart mails...',
        '  user: Cart mails',
        '  claude --resume mail',
        '2026-11-02 12:00 │ shop │ Why is the CART total wrong? (see cart.ts)...',
        '  user: Why is the CART total wrong? (see cart.ts)',
        '  claude --resume cart',
        '',
      ].join('\n'),
    );
  });

  it.each<[argv: string[], ids?: string[]]>([
    [['voucher', 'cart']],
    [['voucher cart']],
    [['  VOUCHER\tCart ', 'twice']],
    [['oucher']],
    [['(see']],
    [['GRÖSSE'], []],
    [['GRÖßE']],
    [['--', 'voucher']],
    [['c.rt'], []],
    [['voucher', 'mails'], []],
    [['type":"user'], []],
  ])('%j', async (argv, ids = ['cart']) => {
    expect(await world.ids(['--json', ...argv.filter((word) => word !== '--')])).toEqual(ids);
    expect((await world.run(argv)).out.match(/(?<=--resume ).*/g) ?? []).toEqual(ids);
  });

  it('finds a word that looks like an option behind --', async () => {
    await world.session({ id: 'flag', cwd: '/code/shop', at: november(1), prompt: 'use --json' });
    expect((await world.run(['--', '--json'])).out).toContain('claude --resume flag');
  });

  it('marks each place of each word', async () => {
    const { out } = await world.run(['cart', 'twice', '-n', '1'], { color: true });
    const marked = (text: string) => `\x1b[1m\x1b[33m${text}\x1b[39m\x1b[22m`;
    expect(out).toContain(
      `\x1b[2muser:\x1b[22m Why is the ${marked('CART')} total wrong? (see ${marked('cart')}.ts)`,
    );
  });

  it('fits the found piece to a terminal, and marks nothing that was cut', async () => {
    const { out } = await world.run(['cart', 'voucher'], { columns: 30, color: true });
    const line = (out.split('\n')[1] ?? '').replace(/\x1b\[\d+m/g, '');
    expect(line).toBe('  user: Why is the CART total…');
    expect(out.split('\x1b[33m')).toHaveLength(2);
  });

  it('says what was not found', async () => {
    expect(await world.run([' nope  never'])).toEqual({
      status: 0,
      out: "No sessions found matching 'nope never'.\n",
      err: '',
    });
  });

  it('lists when the words are blank', async () => {
    expect(await world.run(['', '  '])).toEqual(await world.run([]));
  });

  it('takes numbers and words of the program for words', async () => {
    const words = ['007', '1e3', 'completion', 'completion zsh', 'search', 'version'];
    for (const [minute, word] of words.entries()) {
      const at = november(4, 12, minute);
      await world.session({ id: 'odd', cwd: '/code/x', at, prompt: `a ${word} b` });
      expect(await world.ids([word])).toEqual(['odd']);
    }
  });
});

describe('the query language', () => {
  beforeEach(async () => {
    await world.session({
      id: 'one',
      cwd: '/code/shop',
      at: november(2),
      prompt: 'Change src/auth.ts before the due date',
      write: (transcript) => {
        const block = toolUseBlock('Bash', { command: 'ls' });
        transcript.assistant({ blocks: [block] });
      },
    });
    await world.session({
      id: 'two',
      cwd: '/code/shop',
      at: november(3),
      prompt: 'A date, long due',
    });
  });

  it.each<[string[], string[]]>([
    [['due date'], ['two', 'one']],
    [['"due date"'], ['one']],
    [['due -long'], ['one']],
    [['/due\\s+d.te/'], ['one']],
    [['c/AUTH.t'], ['one']],
    [['tool:bash'], ['one']],
    [['date -tool:Bash'], ['two']],
    [['"tool:bash"'], []],
    [['nothing', 'due'], []],
    [['cost:>0.001'], ['two', 'one']],
    [['date cost:>5'], []],
  ])('%j', async (argv, ids) => {
    expect(await world.ids(argv)).toEqual(ids);
  });

  it('names the fault of a query and how to mend it', async () => {
    const { status, err } = await world.run(['x "due date']);
    expect(status).toBe(1);
    expect(err).toContain('The quotation that begins at character 3 does not end');
    expect(err).toContain('Add a " where it ends');
  });

  it('tells in JSON who said it, when, and where', async () => {
    const [first] = await world.find(['auth']);
    expect(first?.match).toMatchObject({
      speaker: 'user',
      text: 'Change src/auth.ts before the due date',
      ranges: [{ start: 11, end: 15 }],
      timestamp: november(2).toISOString(),
    });
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh'])('prints a script for %s, and only so', async (shell) => {
    expect((await world.run(['completion', shell])).out).toMatch(/_cs_yargs_completions/);
    expect((await world.run([`completion ${shell}`])).out).toBe(
      `No sessions found matching 'completion ${shell}'.\n`,
    );
    expect((await world.run(['completion', shell, 'x'])).out).toMatch(/^No sessions found/);
  });

  it('offers the options', async () => {
    const { out } = await world.run(['--get-yargs-completions', 'cs', '--']);
    for (const option of ['--project', '--since', '--here', '--resume-dir', '--rebuild']) {
      expect(out.split('\n')).toContain(option);
    }
  });
});

describe('--subagents', () => {
  it('lists them below their session, with type and task', async () => {
    await copySampleHome(world.home);
    const { out } = await world.run(['-p', 'harbor', '--subagents', '--all']);
    expect(out).toContain('\n  └ agent-a7f31c05e8d2964b0');
    expect(out).toContain('\n  └ agent-5f0c2d9b\n');
    const rows = await world.find(['--subagents', '--all']);
    const workflow = rows.find(({ id }) => id.startsWith('c08d4f27'));
    expect(workflow?.subagents?.map(({ id }) => id)).toEqual([
      'a19d0e47c6b8f2530',
      'ab60f3825d7ec1944',
    ]);
    expect(rows.flatMap((row) => row.subagents ?? [])).toHaveLength(6);
    expect(rows.find(({ id }) => id.startsWith('84f6a1d3'))?.subagents).toEqual([]);
  });

  it('finds a session by the words of a subagent', async () => {
    const file = await world.session({ id: 'parent', cwd: '/code/shop', at: november(2) });
    const agent = createTranscript({
      sessionId: 'parent',
      agentId: 'a1',
      cwd: '/code/shop',
      startedAt: november(2),
    });
    agent.assistant({ blocks: [textBlock('The heron is grey.')] });
    const folder = path.join(path.dirname(file), 'parent', 'subagents');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'agent-a1.jsonl'), agent.text());
    expect(await world.find(['heron', 'prompt'])).toMatchObject([{ id: 'parent' }]);
  });
});

describe('--resume-dir', () => {
  it('goes to the recorded folder first, quoted', async () => {
    const cwd = path.join(world.home, "it's a café");
    fs.mkdirSync(cwd);
    await world.session({ id: 'cafe', cwd, at: november(2) });
    const resume = `cd '${cwd.replace("'", "'\\''")}' && claude --resume cafe`;
    expect((await world.run(['--resume-dir'])).out).toContain(`\n  ${resume}\n`);
    expect(await world.find(['--resume-dir', 'prompt'])).toMatchObject([{ resume }]);
  });

  it('is the plain command when the folder is gone', async () => {
    await world.session({ id: 'cafe', cwd: '/code/gone', at: november(2) });
    const resume = 'claude --resume cafe';
    expect(await world.find(['--resume-dir'])).toMatchObject([{ resume }]);
    expect((await world.run(['show', 'cafe'])).out).toContain(`\n${resume}\n`);
  });

  it('is the plain command when no folder was recorded', async () => {
    const record = { type: 'user', message: { role: 'user', content: 'Where am I?' } };
    const files = { '.claude/projects/-nowhere/nowhere.jsonl': `${JSON.stringify(record)}\n` };
    await writeTree(world.home, files);
    expect(await world.find(['--resume-dir'])).toMatchObject([
      { resume: 'claude --resume nowhere' },
    ]);
  });
});

describe('control sequences', () => {
  const evil = '\x1b]0;owned\x07\x1b[31mred\x9b2J\u202etxt\x7f';

  it.each([
    ['a title', [] as string[]],
    ['the found piece', ['needle']],
    ['a description', ['--subagents']],
    ['the folder', ['--resume-dir', 'needle']],
  ])('of %s never reach the output', async (_place, argv) => {
    const file = await world.session({
      id: `id${evil}`,
      cwd: `/code/${evil}`,
      at: november(2),
      prompt: `${evil} needle ${evil}`,
      write: (transcript) => transcript.customTitle(`Title ${evil}`),
    });
    const folder = path.join(path.dirname(file), `id${evil}`, 'subagents');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'agent-a1.jsonl'), '');
    fs.writeFileSync(
      path.join(folder, 'agent-a1.meta.json'),
      JSON.stringify({ agentType: evil, description: `task ${evil}` }),
    );
    for (const extra of [[], ['--json']]) {
      for (let round = 0; round < 2; round++) {
        const { out, status } = await world.run([...argv, ...extra]);
        expect(status).toBe(0);
        expect(out).toMatch(/id.*red/);
        expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
      }
    }
  });

  it('of the words themselves neither', async () => {
    const { out } = await world.run([`nope${evil}`]);
    expect(out).toBe("No sessions found matching 'noperedtxt'.\n");
  });
});

describe('the sample home', () => {
  it('is searched whole', async () => {
    await copySampleHome(world.home);
    expect(await world.ids(['--all'])).toHaveLength(19);
    expect(await world.ids(['prisma', 'migration'])).toEqual([
      'f3d20b7a-86c9-4e14-a5f1-62b0c8d93e09',
      'a6c3e908-2f71-4b5d-b084-19e7d5f2c608',
    ]);
  });
});

describe('when much is new', () => {
  /** Writes a session that takes a while to read. */
  const writeMuch = (
    session: { id: string; cwd: string; at: Date },
    ...words: readonly string[]
  ): Promise<string> =>
    world.session({
      ...session,
      write(transcript) {
        for (const word of words) transcript.user(word);
        for (let at = 0; at < 36; at++) transcript.user('lorem ipsum dolor '.repeat(60_000));
      },
    });

  it('shows a person what is known already before it reads the rest', async () => {
    await world.session({ id: 'old', cwd: '/home/mira/a', at: november(3), prompt: 'about tarns' });
    await world.run(['tarns']);
    await writeMuch({ id: 'new', cwd: '/home/mira/b', at: november(3) }, 'tarns');
    const told: string[] = [];
    const seen = await world.run(['tarns'], { columns: 80, onError: (text) => told.push(text) });
    expect(seen.out.match(/--resume \w+/g)).toEqual(['--resume old', '--resume new']);
    expect(told.join('')).toMatch(/So much is known already; now the \d+ MB that are new/);
  });

  it.each([[['tarns', '-fell']], [['tarns', '-fell', '--since', '2026-11-01']]])(
    'waits where what is new may hold what must not occur: %j',
    async (args) => {
      const old = { id: 'old', cwd: '/home/mira/a', at: november(3) };
      await world.session({ ...old, prompt: 'about tarns' });
      await world.run(['tarns']);
      await writeMuch(old, 'about tarns', 'and a fell');
      const seen = await world.run(args, { columns: 80 });
      expect(seen.out).not.toContain('old');
      expect(seen.err).not.toContain('So much is known');
    },
  );

  it('keeps to the filters, and gives a program one answer', async () => {
    await world.session({ id: 'old', cwd: '/home/mira/a', at: november(3), prompt: 'about tarns' });
    await world.session({ id: 'other', cwd: '/home/mira/b', at: november(3), prompt: 'tarns too' });
    await world.run(['tarns']);
    await writeMuch({ id: 'new', cwd: '/home/mira/a', at: november(4) }, 'tarns');
    const told: string[] = [];
    const args = ['tarns', '--here', '--since', '2026-11-01'];
    const inFolder = {
      columns: 80,
      cwd: '/home/mira/a',
      onError: (text: string) => told.push(text),
    };
    const seen = await world.run(args, inFolder);
    expect(seen.out.match(/--resume \w+/g)).toEqual(['--resume old', '--resume new']);
    expect(told.join('')).toContain('So much is known already');
    // Nothing is new now.
    expect(await world.ids(args, { cwd: '/home/mira/a' })).toEqual(['new', 'old']);
  });
});
