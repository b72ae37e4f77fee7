import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { displayWidth, stripControls } from '@cco/terminal';
import {
  type BuiltApp,
  buildApp,
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  type TemporaryHome,
  textBlock,
} from '@cco/test-fixtures';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const SESSION = '11111111-1111-4111-8111-111111111111';
const CWD = '/home/mira/code/harbor-shop';

let app: BuiltApp;
beforeAll(() => {
  app = buildApp(path.resolve(import.meta.dirname, '..'));
});
afterAll(() => app.remove());

let home: TemporaryHome;
beforeEach(async () => {
  home = await makeTemporaryHome();
});
afterEach(() => fs.rmSync(home.home, { recursive: true, force: true, maxRetries: 5 }));

const transcript = () =>
  path.join(home.configDir, 'projects', projectFolder(CWD), `${SESSION}.jsonl`);

let seed = 0;
function spendDollars(dollars: number): void {
  seed++;
  const one = createTranscript({ sessionId: SESSION, cwd: CWD, startedAt: new Date(), seed });
  one.assistant({
    blocks: [textBlock('Done')],
    model: 'claude-opus-5',
    usage: {
      input_tokens: 0,
      output_tokens: dollars * 40_000,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    },
  });
  fs.mkdirSync(path.dirname(transcript()), { recursive: true });
  fs.appendFileSync(transcript(), one.text());
}

function run(argv: readonly string[], input: unknown = '', env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [app.main, ...argv], {
    input: typeof input === 'string' ? input : JSON.stringify(input),
    env: { ...home.env, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}

const session = () => ({ session_id: SESSION, transcript_path: transcript() });
const isCounted = () => fs.existsSync(path.join(home.dataDir, 'live.json'));

describe('statusline', () => {
  it.skipIf(process.platform === 'win32')('finds a database that is linked to', () => {
    spendDollars(2);
    const linked = path.join(home.home, 'linked');
    fs.cpSync(path.dirname(app.main), path.join(linked, 'dist'), { recursive: true });
    fs.mkdirSync(path.join(linked, 'node_modules'));
    const libsql = fs.realpathSync(path.resolve(import.meta.dirname, '../node_modules/libsql'));
    fs.symlinkSync(libsql, path.join(linked, 'node_modules/libsql'));
    const { status, stderr } = spawnSync(
      process.execPath,
      [path.join(linked, 'dist/main.cjs'), 'statusline', '--refresh'],
      { input: JSON.stringify({ session_id: SESSION }), env: home.env, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('has everything counted in the background, and then shows it', async () => {
    spendDollars(2);
    const input = { ...session(), model: { display_name: 'Opus 5' }, cost: { total_cost_usd: 1 } };
    expect(run(['statusline'], input)).toEqual({
      status: 0,
      stdout: 'Opus 5 · $1.00 session · counting…\n',
      stderr: '',
    });
    await until(isCounted);
    spendDollars(1);
    const { stdout } = run(['statusline', '--cost-source', 'both'], input, { COLUMNS: '40' });
    expect(stdout).toBe('Opus 5 · $1.00 / $3.00 s · $3.00 t\n');
  });

  it('loads no command line, and the database only when there is something new', () => {
    const code = fs.readFileSync(app.main, 'utf8');
    const [quick = ''] = /quick-[^"]+\.cjs/.exec(code) ?? [];
    const loaded = app.codeOf([...app.loadedWith('main.cjs'), ...app.loadedWith(quick)]);
    for (const name of ['yargs', 'databaseOpenWithSync', 'zod', 'node:worker_threads']) {
      expect(loaded.includes(name), name).toBe(false);
    }
    expect(loaded).toContain('readLiveFigures');
  });

  it.each([
    ['', 0],
    ['{"session_id":', 0],
    ['null', 0],
  ])('prints one line for %j', (input, status) => {
    const result = run(['statusline'], input);
    expect(result).toMatchObject({ status, stderr: '' });
    expect(result.stdout).toMatch(/^[^\n]+\n$/);
  });

  it('explains a wrong option', () => {
    expect(run(['statusline', '--segments', 'modle'], '{}')).toMatchObject({
      status: 1,
      stdout: '',
    });
    expect(run(['statusline', '--segmnets', 'model'], '{}').stderr).toContain('--segments');
    expect(run(['statusline', '--help']).stdout).toContain('--cost-source');
  });

  it('prints a line where nothing can be written', () => {
    const file = path.join(home.home, 'file');
    fs.writeFileSync(file, '');
    const result = run(['statusline'], session(), { CCO_DATA_DIR: path.join(file, 'data') });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toMatch(/^cannot write .*data\n$/);
  });
});

describe('guard', () => {
  const payload = () => ({ ...session(), hook_event_name: 'PreToolUse', tool_name: 'Bash' });

  it('warns, blocks, and otherwise prints nothing', async () => {
    spendDollars(3);
    const words = ['guard', '--budget', 'daily=5'];
    expect(run(words, payload())).toEqual({ status: 0, stdout: '', stderr: '' });
    await until(isCounted);
    const { stdout } = run(words, payload());
    expect(JSON.parse(stdout)).toEqual({
      systemMessage: 'Daily budget: 60% used, $3.00 of $5.00.',
    });
    expect(run(words, payload())).toEqual({ status: 0, stdout: '', stderr: '' });
    spendDollars(2);
    const blocked = JSON.parse(run([...words, '--block'], payload()).stdout);
    expect(blocked.hookSpecificOutput.permissionDecision).toBe('deny');
  });

  it.each(['', 'no JSON'])(
    'asks about a tool call after %j when it blocks, unless told to let it pass',
    (input) => {
      const words = ['guard', '--budget', 'daily=5', '--block'];
      const { stdout, ...ending } = run(words, input);
      expect(ending).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout).hookSpecificOutput.permissionDecision).toBe('ask');
      const silent = { status: 0, stdout: '', stderr: '' };
      expect(run([...words, '--on-error', 'pass'], input)).toEqual(silent);
      expect(run(words.slice(0, 3), input)).toEqual(silent);
    },
  );

  it('leaves other events alone', () => {
    const words = ['guard', '--budget', 'daily=5', '--block'];
    const silent = { status: 0, stdout: '', stderr: '' };
    expect(run(words, '{"hook_event_name":"Stop"}')).toEqual(silent);
  });
});

// The terminal that comes with every Linux; other systems have one that takes other options.
describe.runIf(process.platform === 'linux' && hasScript())('live', () => {
  const ENTER = '\x1b[?1049h';
  const LEAVE = '\x1b[?1049l';

  interface Shown {
    readonly child: ChildProcess;
    text(): string;
    /** Exit status of the shell in the terminal. */
    readonly ended: Promise<number | null>;
  }

  /** Runs a line of shell in a terminal of 70 by 20; `live` is the command. */
  function inTerminal(line: string): Shown {
    const live = `${process.execPath} ${app.main} --live --budget daily=5`;
    const shell = `stty cols 70 rows 20; ${line.replace('live', live)}`;
    const child = spawn('script', ['-qec', `sh -c '${shell}'`, '/dev/null'], {
      env: { ...home.env, TERM: 'xterm' },
    });
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { child, text: () => text, ended };
  }

  /** What was drawn last. */
  const lastScreen = (text: string) => text.split('\x1b[H').at(-1) ?? '';

  it('shows the block and the session, follows the transcripts, and ends with q', async () => {
    spendDollars(2);
    const { child, text, ended } = inTerminal('live; echo status $?');
    await until(() => text().includes('$2.00'));
    expect(text()).toContain(ENTER);
    expect(lastScreen(text())).toMatch(/Session {4}harbor-shop {2}11111111 {2}\$2\.00/);
    spendDollars(1);
    await until(() => /Today {6}\$3\.00/.test(lastScreen(text())));
    expect(lastScreen(text())).toContain(' 60% ');
    child.stdin?.write('q');
    expect(await ended).toBe(0);
    expect(text()).toMatch(/\x1b\[\?25h\x1b\[\?1049lstatus 0\r\n$/);
  });

  it.each([
    ['Ctrl-C', '\x03', 'live; echo status $?'],
    ['a signal', '', 'live & sleep 3; kill -TERM $!; wait $!; echo status $?'],
  ])('gives the terminal back after %s', async (_name, key, line) => {
    spendDollars(2);
    const { child, text, ended } = inTerminal(line);
    await until(() => text().includes('$2.00') || text().includes(LEAVE));
    if (key !== '') child.stdin?.write(key);
    await ended;
    expect(text()).toMatch(/\x1b\[\?25h\x1b\[\?1049lstatus 0\r\n$/);
  });

  it('follows the size of the terminal', async () => {
    spendDollars(2);
    const { child, text, ended } = inTerminal('(sleep 2; stty cols 30 rows 6 < /dev/tty) & live');
    await until(() => text().includes('$2.00'));
    await until(() => lastScreen(text()).split('\r\n').length === 6);
    const lines = lastScreen(text()).split('\r\n');
    for (const line of lines) {
      expect(displayWidth(stripControls(line))).toBeLessThanOrEqual(30);
    }
    child.stdin?.write('q');
    await ended;
  });

  it('needs a terminal', () => {
    const { status, stderr } = run(['blocks', '--live']);
    expect(status).toBe(1);
    expect(stderr).toContain('a live view needs a terminal');
  });
});

function hasScript(): boolean {
  return spawnSync('script', ['-qec', 'true', '/dev/null'], { input: '' }).status === 0;
}
