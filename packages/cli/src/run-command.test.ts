import { describe, expect, it } from 'vitest';
import { captureIo } from './capture-io.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import { runCommand } from './run-command.ts';
import { UserError } from './user-error.ts';

const seen: unknown[] = [];
const install = defineCommand({
  name: 'install',
  summary: 'Set it up',
  options: { project: { type: 'boolean', describe: 'Here only' } },
  examples: [['$0 --project', 'for this project']],
  exitCodes: [[0, 'done']],
  run({ project }) {
    seen.push({ install: project });
    return 0;
  },
});
const root = defineCommand({
  name: 'demo',
  words: { name: 'keyword', many: true, describe: 'Words' },
  summary: 'Shows how it works.',
  options: {
    json: { type: 'boolean', describe: 'As JSON' },
    order: { type: 'string', choices: ['up', 'down'], describe: 'Which way', conflicts: ['n'] },
    n: { type: 'number', describe: 'How many', default: 3 },
    from: { type: 'string', repeats: true, describe: 'A place', hidden: true },
  },
  examples: [['$0 word', 'look for a word']],
  exitCodes: [
    [0, 'done'],
    [4, 'tired'],
  ],
  subcommands: [install],
  run({ keyword, json, n }, io) {
    if (keyword?.includes('fail'))
      throw new UserError('it failed', { hint: 'Try again.', exitCode: 4 });
    if (keyword?.includes('fault')) throw new TypeError('bug');
    seen.push({ keyword, json, ...(n !== 3 && { n }) });
    io.out('ran\n');
    return 0;
  },
});

const run = (...argv: string[]) => runOf(root, ...argv);

async function runOf(command: AnyCommand, ...argv: string[]) {
  const { io, out, err } = captureIo();
  seen.length = 0;
  const status = await runCommand(command, { name: 'demo', version: '1.2.3', argv, io });
  return { status, out: out(), err: err(), seen: [...seen] };
}

describe('runCommand', () => {
  it('chooses a subcommand by its aliases, and suggests them', async () => {
    const command = {
      ...root,
      words: undefined,
      subcommands: [{ ...install, aliases: ['setup'] }],
    };
    expect((await runOf(command, 'setup', '--project')).seen).toEqual([{ install: true }]);
    expect((await runOf(command, '--help')).out).toMatch(
      /^ {2}install +Set it up \[aliases: setup\]$/m,
    );
    expect((await runOf(command, 'setpu')).err).toContain('setup');
  });

  it('runs the root with its words and options', async () => {
    expect(await run('007', 'b', '--json')).toEqual({
      status: 0,
      out: 'ran\n',
      err: '',
      seen: [{ keyword: ['007', 'b'], json: true }],
    });
  });

  it('runs a subcommand', async () => {
    expect((await run('install', '--project')).seen).toEqual([{ install: true }]);
  });

  it('prints help with examples and exit statuses', async () => {
    const { out, status } = await run('--help');
    expect(status).toBe(0);
    expect(out).toContain('demo word  look for a word');
    expect(out).toContain('  4  tired');
    expect((await run('install', '--help')).out).toContain('demo install --project');
  });

  it('derives the help from the table', async () => {
    const { out } = await run('--help');
    expect(out).toMatch(/^Usage: demo \[keyword\.\.\.\] \[options\]\n/);
    expect(out).toMatch(/^ {2}-n N +How many \(default: 3\)$/m);
    expect(out).toMatch(/^ {6}--order up\|down +Which way$/m);
    expect(out).not.toContain('--from');
    expect(out.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('explains options that exclude each other, and keeps those that repeat', async () => {
    expect((await run('--order', 'up', '-n', '1')).err).toMatch(
      /^demo: (--order and -n|-n and --order) do not go together\n/,
    );
  });

  it('prints the version', async () => {
    expect((await run('--version')).out).toBe('1.2.3\n');
  });

  it('explains an unknown option and guesses the one that was meant', async () => {
    expect(await run('--jsn')).toMatchObject({
      status: 1,
      out: '',
      err: 'demo: unknown option: --jsn\nDid you mean --json? Run `demo --help` to see how it is used.\n',
      seen: [],
    });
    expect((await run('install', '--nothing-like=it')).err).toBe(
      'demo: unknown option: --nothing-like\nRun `demo install --help` to see how it is used.\n',
    );
    expect((await run('-x')).err).toContain('unknown option: -x');
  });

  it('explains a missing value', async () => {
    const { status, err } = await run('-n');
    expect(status).toBe(1);
    expect(err).toMatch(/^demo: -n needs a value\n/);
  });

  it('searches for help, and helps when asked to', async () => {
    expect((await run('need', 'help')).seen).toEqual([{ keyword: ['need', 'help'], json: false }]);
    expect((await run('install', '-h')).out).toContain('demo install --project');
    expect((await run('--wrong', '--help')).out).toContain('Exit status');
    expect((await run('--', '--help')).seen).toEqual([{ keyword: ['--help'], json: false }]);
  });

  it('guesses the subcommand that was meant', async () => {
    const parent: AnyCommand = { ...install, subcommands: [install] };
    expect((await runOf(parent, 'instal')).err).toContain('Did you mean install?');
  });

  it('takes the last of repeated options, and words behind -- as words', async () => {
    const [options] = (await run('a', '-n', '1', '-n', '2', '--json', '--', '--json', 'b')).seen;
    expect(options).toEqual({ keyword: ['a', '--json', 'b'], json: true, n: 2 });
  });

  it('wants numbers for numbers', async () => {
    expect(await run('-n', 'many')).toMatchObject({ status: 1, seen: [] });
    expect((await run('-n', 'many')).err).toContain('-n takes a number');
    expect((await run('--no-json')).err).toContain('unknown option: --no-json');
    expect((await run('--json.x', 'a')).err).toContain('unknown option');
  });

  it('names the choices', async () => {
    expect((await run('--order', 'sideways')).err).toMatch(
      /^demo: --order sideways: expected up, down\n/,
    );
  });

  it('lets no control sequence of the command line through', async () => {
    expect((await run('--\x1b[31mevil')).err).not.toContain('\x1b');
  });

  it('explains what the user can mend and passes on what is a fault', async () => {
    expect(await run('fail')).toMatchObject({ status: 4, err: 'demo: it failed\nTry again.\n' });
    await expect(run('fault')).rejects.toThrow(TypeError);
  });

  it('prints completion scripts for exactly two words', async () => {
    expect((await run('completion', 'bash')).out).toMatch(/complete .*demo/);
    expect((await run('completion', 'bash')).out).toContain('eval "$(demo completion bash)"');
    expect((await run('completion', 'zsh')).out).toMatch(/^#compdef demo/m);
    expect((await run('completion')).seen).toEqual([{ keyword: ['completion'], json: false }]);
  });

  it('completes options and subcommands', async () => {
    const words = (await run('--get-yargs-completions', 'demo', '--')).out.split('\n');
    expect(words).toContain('--json');
    expect((await run('--get-yargs-completions', 'demo', '')).out.split('\n')).toContain('install');
    expect((await run('--get-yargs-completions', 'demo', 'install', '--')).out).toContain(
      '--project',
    );
  });
});
