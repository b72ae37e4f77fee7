import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  type BuiltApp,
  buildApp,
  copySampleHome,
  makeTemporaryHome,
  type TemporaryHome,
} from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let temporary: TemporaryHome;
let app: BuiltApp;
beforeAll(async () => {
  app = buildApp(path.resolve(import.meta.dirname, '..'));
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home);
});
afterAll(async () => {
  app.remove();
  await temporary.remove();
});

function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [app.main, ...argv], {
    cwd: temporary.home,
    env: { ...temporary.env, ...env },
    encoding: 'utf8',
  });
}

describe('the built session-search', () => {
  it('lists without any option, as with the default ones', () => {
    const { status, stdout, stderr } = run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^ {2}claude --resume /gm)).toHaveLength(10);
    expect(run(['-n', '10']).stdout).toBe(stdout);
    expect(fs.existsSync(path.join(temporary.configDir, 'sessions.idx'))).toBe(true);
  });

  it('searches', () => {
    const { status, stdout } = run(['--json', 'PRISMA', 'migration']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).sessions.map(({ project }: { project: string }) => project)).toEqual([
      'ledger-api',
      'ledger-api',
    ]);
  });

  it('lists in the folder it is called in', () => {
    const folder = path.join(temporary.home, 'nothing-here');
    fs.mkdirSync(folder);
    const { stdout } = spawnSync(process.execPath, [app.main, '--here'], {
      cwd: folder,
      env: temporary.env,
      encoding: 'utf8',
    });
    expect(stdout).toBe('No sessions found.\n');
  });

  it('explains a wrong option with the help, and exits with 1', () => {
    const { status, stdout, stderr } = run(['--proyect', 'x']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^cs: unknown option: --proyect\n/);
    expect(stderr).toContain('\nUsage: cs [keyword...] [options]\n');
  });

  it.skipIf(process.platform === 'win32')('ends quietly when the reader goes', () => {
    const script = `"$0" "$1" --all the | head -1; echo "\${PIPESTATUS[0]}" >&2`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, app.main], {
      env: temporary.env,
      encoding: 'utf8',
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('0\n');
  });

  it('colours only when told so, outside a terminal', () => {
    const plain = run(['prisma'], { NO_COLOR: undefined }).stdout;
    const coloured = run(['prisma'], { NO_COLOR: undefined, FORCE_COLOR: '1' }).stdout;
    expect(plain).not.toContain('\x1b');
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(plain);
    expect(coloured).toContain('\x1b[33mprisma\x1b[39m');
  });
});

describe('the built session-search, about single sessions', () => {
  const ID = 'a6c3e908-2f71-4b5d-b084-19e7d5f2c608';

  it('finds one by the beginning of its id, and shows what of it holds a word', () => {
    expect(run(['a6c3e']).stdout).toContain(`\n  claude --resume ${ID}\n`);
    const { status, stdout, stderr } = run(['show', 'a6c3e', 'shadow']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('\nassistant  2026-10-29 ');
    expect(stdout).toContain('\n  The shadow database fails because ');
    expect(stdout).not.toContain('Is it safe to edit');
    expect(JSON.parse(run(['show', ID, '--json']).stdout).pieces.length).toBeGreaterThan(30);
  });

  it('exits with 1 when there is none', () => {
    const { status, stdout, stderr } = run(['show', 'ffffffff']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^cs: no session begins with ffffffff\n/);
  });

  it('counts, and sorts by relevance', () => {
    expect(run(['--count', 'prisma']).stdout).toBe('3 sessions, 28 matches\n');
    expect(run(['--sort', 'relevance', 'prisma']).stdout.split('--resume ')[1]).toMatch(
      new RegExp(`^${ID}`),
    );
  });

  it('finds a deleted one with --archived', () => {
    const { home, configDir } = temporary;
    const name = '0c6e91b8-a4d2-47f3-9e05-8b1d7f3c6a14.jsonl';
    const relative = fs
      .readdirSync(configDir, { recursive: true, encoding: 'utf8' })
      .find((one) => path.basename(one) === name);
    const file = path.join(configDir, relative ?? '');
    const aside = path.join(home, name);
    run(['tarn']);
    fs.renameSync(file, aside);
    try {
      expect(run(['man', 'tarn']).stdout).not.toContain('Write a man page');
      expect(run(['man', 'tarn', '--archived']).stdout).toContain(
        'Write a man page for tarn from the help text....\n  archived: deleted by Claude Code',
      );
      expect(run(['show', '0c6e91b8']).stdout).toContain('Claude Code has deleted this session');
    } finally {
      fs.renameSync(aside, file);
    }
  });

  it('explains the query language on one screen', () => {
    const { stdout } = run(['--help']);
    const lines = stdout.slice(stdout.indexOf('Queries:')).split('\n');
    expect(lines.length).toBeLessThan(24);
    expect(lines.every((line) => line.length < 80)).toBe(true);
  });

  it('completes the options', () => {
    const { stdout } = run(['--get-yargs-completions', 'cs', '--']);
    for (const option of ['--archived', '--context', '--count']) expect(stdout).toContain(option);
  });
});

describe('what is loaded', () => {
  it('at the start: next to nothing', () => {
    const code = app.codeOf(app.loadedWith('main.cjs'));
    expect(code).toContain('isInteger');
    for (const heavy of ['YargsInstance', 'ZodMini', 'pLimit']) {
      expect(code.includes(heavy), heavy).toBe(false);
    }
    expect(Buffer.byteLength(code)).toBeLessThan(24 * 1024);
  });

  it('by the list: no parser of the command line, nothing that reads transcripts', () => {
    const code = app.codeOf(app.loadedWith(app.chunk('list-search')));
    expect(code).toContain('sessions.idx');
    for (const heavy of ['YargsInstance', 'ZodMini', 'pLimit', 'tool_result']) {
      expect(code.includes(heavy), heavy).toBe(false);
    }
    expect(Buffer.byteLength(code)).toBeLessThan(56 * 1024);
  });

  it('by a search: no schemas', () => {
    const code = app.codeOf(app.loadedWith(app.chunk('search')));
    expect(code).toContain('tool_result');
    for (const heavy of ['YargsInstance', 'ZodMini'])
      expect(code.includes(heavy), heavy).toBe(false);
    for (const screen of ['1049h', 'Intl.Segmenter'])
      expect(code.includes(screen), screen).toBe(false);
    expect(Buffer.byteLength(code)).toBeLessThan(168 * 1024);
  });

  it('for options: the parser, which is where it should be', () => {
    expect(app.codeOf([app.chunk('run-command')])).toContain('YargsInstance');
  });
});
