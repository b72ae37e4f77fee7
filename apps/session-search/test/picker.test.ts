import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { displayWidth } from '@cco/terminal';
import {
  type BuiltApp,
  buildApp,
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  setTimes,
  type TemporaryHome,
  textBlock,
  toolUseBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasTmux, openTestTerminal, type TestTerminal } from './terminal.ts';

const TOKEN = `ghp_${'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(2).slice(0, 36)}`;

let app: BuiltApp;
beforeAll(() => {
  app = buildApp(path.resolve(import.meta.dirname, '..'));
});
afterAll(() => app.remove());

let home: TemporaryHome;
let shop: string;
let opened: TestTerminal[] = [];
beforeEach(async () => {
  home = await makeTemporaryHome();
  shop = path.join(home.home, "it's shop");
  fs.mkdirSync(shop);
  await writeSession('s1', { cwd: shop, day: 1, prompt: 'Draw the harbour plan', answer: 'Done' });
  await writeSession('s2', {
    cwd: '/code/日本語ノート',
    day: 2,
    prompt: '要約を書いてください 📝',
    answer: 'The lighthouse migration is ready',
  });
  await writeSession('s3', {
    cwd: '/code/tarn',
    day: 3,
    prompt: 'Deploy with the keyring',
    answer: `Use keyring \x1b[2J\x1b[31m${TOKEN}\x1b[0m for the harbour\x07`,
  });
  writeProgram('cs', `exec ${process.execPath} ${app.main} "$@"`);
  writeProgram('claude', 'echo "resumed in $(pwd): $*"; exit 7');
});
afterEach(async () => {
  for (const terminal of opened) terminal.close();
  opened = [];
  await home.remove();
});

async function writeSession(
  id: string,
  session: { cwd: string; day: number; prompt: string; answer: string },
): Promise<void> {
  const { cwd, day, prompt, answer } = session;
  const startedAt = new Date(2026, 10, day, 12);
  const one = createTranscript({ sessionId: id, cwd, startedAt });
  one.user(prompt);
  one.assistant({ blocks: [toolUseBlock('Bash', { command: 'ls harbour' }), textBlock(answer)] });
  const file = `.claude/projects/${projectFolder(cwd)}/${id}.jsonl`;
  await writeTree(home.home, { [file]: one.text() });
  await setTimes(home.home, { [file]: startedAt });
}

function writeProgram(name: string, body: string): void {
  const file = path.join(home.home, 'bin', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

describe.runIf(hasTmux())('cs -i', () => {
  /** Opens a terminal and starts a line of shell in it. */
  async function start(
    line: string,
    options: { columns?: number; rows?: number; env?: Record<string, string> } = {},
  ): Promise<TestTerminal> {
    const terminal = openTestTerminal({
      ...options,
      cwd: home.home,
      env: {
        ...home.env,
        TZ: process.env['TZ'],
        PATH: `${path.join(home.home, 'bin')}:${process.env['PATH']}`,
        ...options.env,
      },
    });
    opened.push(terminal);
    await terminal.until((text) => text.includes('$'));
    terminal.type(line);
    terminal.press('Enter');
    return terminal;
  }

  const all = (text: string) => /^> +3 sessions$/m.test(text);
  /** The folders of these sessions are not there. */
  const resumed = (id: string) => `claude --resume ${id}`;
  /** Nothing of the picker is left, and keys are for the shell again. */
  async function expectGivenBack(terminal: TestTerminal): Promise<void> {
    expect(['alternate_on', 'cursor_flag', 'wrap_flag'].map(terminal.ask)).toEqual(['0', '1', '1']);
    terminal.type('stty -a; echo the end');
    terminal.press('Enter');
    const text = await terminal.until((one) => /^the end/m.test(one));
    expect(text).toMatch(/[^-]icanon/);
    expect(text).toMatch(/[^-]echo /);
    expect(text).toMatch(/[^-]isig/);
  }

  it('shows results and the match while the query is typed, and prints the command', async () => {
    const terminal = await start('cs -i');
    const first = await terminal.until(all);
    expect(first).toMatch(/^▸ 2026-11-03 12:0\d {2}tarn/m);
    terminal.type('lightho');
    const found = await terminal.until(
      (text) => text.includes('1 session') && text.includes('migration'),
    );
    expect(found).toMatch(
      /^assistant · 2026-11-02 12:\d\d\n {2}The lighthouse migration is ready$/m,
    );
    terminal.press('Enter');
    const after = await terminal.until((text) => /--resume s2\n\$/.test(text));
    expect(after.trim().split('\n')).toEqual(['$ cs -i', resumed('s2'), '$']);
    await expectGivenBack(terminal);
  });

  it('draws on the terminal when its output is taken by the shell', async () => {
    const terminal = await start('got=$(cs -i plan); echo "status $?: $got"');
    await terminal.until((text) => text.includes('1 session') && text.includes('harbour plan'));
    terminal.press('Enter');
    await terminal.until((text) =>
      text.includes(`status 0: cd '${home.home}/it'\\''s shop' && claude --resume s1`),
    );
  });

  it.each([
    ['Enter, with --run', 'cs -i --run harbour', 'Enter'],
    ['Ctrl-R', 'cs -i harbour', 'C-r'],
  ])('runs the command in the folder of the session: %s', async (_name, line, key) => {
    const terminal = await start(`${line}; echo status $?`);
    await terminal.until((text) => text.includes('3 sessions\n'));
    terminal.press('Down', 'Down', key);
    const text = await terminal.until((one) => /status \d/.test(one));
    expect(text).toContain(`resumed in ${fs.realpathSync(shop)}: --resume s1\nstatus 7`);
  });

  it('goes on after a pattern that takes too long', async () => {
    const terminal = await start('cs -i');
    await terminal.until(all);
    terminal.type('/(\\w|\\w)+[!]/');
    await terminal.until((text) => text.includes('takes too long'));
    terminal.press('C-u');
    await terminal.until(all);
    terminal.press('C-c');
    await terminal.until((text) => /^\$ *$/m.test(text.trimEnd().split('\n').at(-1) ?? ''));
    await expectGivenBack(terminal);
  });

  it('says why a session cannot be run', async () => {
    const terminal = await start('cs -i --run lighthouse; echo status $?');
    await terminal.until((text) => text.includes('1 session\n'));
    terminal.press('Enter');
    const text = await terminal.until((one) => /status \d/.test(one));
    expect(text).toContain("cs: the session's folder is gone: /code/日本語ノート");
    expect(text).toContain('status 1');
  });

  it('takes what is typed and confirmed in one go', async () => {
    const terminal = await start('cs -i');
    await terminal.until(all);
    terminal.press('p', 'l', 'a', 'n', 'Enter');
    await terminal.until((text) => text.includes('claude --resume s1'));
  });

  it('filters by project, copies, and shows help', async () => {
    const terminal = await start('cs -i harbour');
    await terminal.until((text) => text.includes('3 sessions\n'));
    terminal.press('Down', 'C-f');
    const filtered = await terminal.until((text) => text.includes('1 session\n'));
    expect(filtered).toContain('project: 日本語ノート');
    terminal.press('C-y');
    await terminal.until((text) => text.includes('Copied'));
    expect(terminal.copied()).toBe(resumed('s2'));
    terminal.press('C-f');
    await terminal.until((text) => text.includes('3 sessions\n'));
    terminal.press('F1');
    await terminal.until((text) => text.includes('a page of sessions'));
    terminal.press('q');
    await terminal.until((text) => text.includes('3 sessions\n') && text.includes('▸'));
  });

  it('puts the best first, and the newest again', async () => {
    await writeSession('s4', {
      cwd: '/code/pier',
      day: 0,
      prompt: 'Where is the harbour?',
      answer: 'harbour harbour harbour harbour',
    });
    const order = (text: string) => text.match(/(?<=-\d\d \d\d:\d\d {2})\S+/g);
    const terminal = await start('cs -i harbour');
    const newest = await terminal.until((text) => text.includes('4 sessions\n'));
    expect(order(newest)).toEqual(['tarn', '日本語ノート', "it's", 'pier']);
    terminal.press('C-s');
    const best = await terminal.until(
      (text) => text.includes('the best first') && /^▸ .* pier/m.test(text),
    );
    expect(order(best)?.[0]).toBe('pier');
    terminal.press('C-s');
    await terminal.until((text) => /^▸ .* tarn/m.test(text) && text.includes('4 sessions\n'));
  });

  it('shows deleted sessions when asked, and that they are gone', async () => {
    const terminal = await start('cs lighthouse');
    await terminal.until((text) => text.includes('s2'));
    fs.rmSync(path.join(home.home, '.claude/projects', projectFolder('/code/日本語ノート')), {
      recursive: true,
    });
    terminal.type('clear; cs -i lighthouse');
    terminal.press('Enter');
    await terminal.until((text) => text.includes('No session fits.'));
    terminal.press('C-t');
    const shown = await terminal.until((text) => text.includes('1 session\n'));
    expect(shown).toContain('deleted ones too');
    expect(shown).toMatch(/^▸ .*日本語ノート {2}\(deleted\) 要約を/m);
    await terminal.until((text) => text.includes('Its words are known, its text is not.'));
    terminal.press('Enter');
    await terminal.until((text) => text.includes('has deleted this session'));
    terminal.press('C-t');
    await terminal.until((text) => text.includes('No session fits.'));
  });

  it('shows no control sequences and no secrets, here and in the pager', async () => {
    const pages = path.join(home.home, 'pages');
    const terminal = await start('cs -i keyring', { env: { PAGER: `cat > '${pages}'` } });
    const text = await terminal.until((one) => one.includes('for the harbour'));
    expect(text).toMatch(/Use keyring ghp_aB3d…\[40\] for the harbour/);
    terminal.press('C-o');
    await terminal.until(() => fs.existsSync(pages) && fs.readFileSync(pages, 'utf8') !== '');
    await terminal.until((one) => one.includes('▸'));
    const paged = fs.readFileSync(pages, 'utf8');
    expect(paged).toContain('Use keyring ghp_aB3d…[40] for the harbour\n');
    expect(paged).toMatch(/^user · 2026-11-03 12:\d\d\n {2}Deploy with the keyring\n/);
    expect(paged).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    terminal.press('Escape');
    await terminal.until((one) => !one.includes('▸'));
    await expectGivenBack(terminal);
  });

  it.each([
    ['Escape', 'Escape', 130],
    ['Ctrl-C', 'C-c', 130],
    ['q in the preview', 'Tab q', 130],
  ])('leaves with %s', async (_name, keys, status) => {
    const terminal = await start('cs -i; echo status $?');
    await terminal.until(all);
    terminal.press(...keys.split(' '));
    await terminal.until((text) => text.includes(`status ${status}`));
    expect(terminal.screen().join('\n')).not.toContain('resume');
    await expectGivenBack(terminal);
  });

  it('gives the terminal back after a signal', async () => {
    const terminal = await start('cs -i; echo status $?');
    await terminal.until(all);
    process.kill(Number(terminal.ask('pane_pid')), 0);
    const child = fs
      .readFileSync(
        `/proc/${terminal.ask('pane_pid')}/task/${terminal.ask('pane_pid')}/children`,
        'utf8',
      )
      .trim();
    process.kill(Number(child), 'SIGTERM');
    await terminal.until((text) => text.includes('status 143'));
    await expectGivenBack(terminal);
  });

  it('gives the terminal back after a crash, and tells of it', async () => {
    const crash = path.join(home.home, 'crash.cjs');
    fs.writeFileSync(crash, `process.stdin.once('data', () => { throw new Error('made up'); });`);
    const terminal = await start('cs -i; echo status $?', {
      env: { NODE_OPTIONS: `--require=${crash}` },
    });
    await terminal.until(all);
    terminal.press('x');
    const text = await terminal.until((one) => one.includes('status 70'));
    expect(text).toContain('made up');
    await expectGivenBack(terminal);
  });

  it.each([
    [80, 24],
    [40, 12],
    [26, 6],
    [12, 4],
  ])('fits %i by %i, with wide characters in their columns', async (columns, rows) => {
    const terminal = await start('cs -i harbour', { columns, rows });
    await terminal.until((text) => text.includes('▸') && text.includes('要'));
    const lines = terminal.screen();
    expect(lines.length).toBeLessThanOrEqual(rows);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
    if (columns < 30) return;
    const titles = ['Deploy', '要約', 'Draw'].map((title) => {
      const line = lines.find((one) => one.includes(title)) ?? '';
      return displayWidth(line.slice(0, line.indexOf(title)));
    });
    expect(new Set(titles).size).toBe(1);
  });

  it('follows the size of the terminal', async () => {
    const terminal = await start('cs -i harbour');
    await terminal.until((text) => text.includes('3 sessions\n'));
    terminal.resize(44, 10);
    await terminal.until((text) =>
      /^Enter take[^\n]*$/m.test(text.trimEnd().split('\n').at(-1) ?? ''),
    );
    for (const line of terminal.screen()) expect(displayWidth(line)).toBeLessThanOrEqual(44);
  });

  it('uses colours, unless NO_COLOR says otherwise', async () => {
    const coloured = await start('cs -i lighthouse', { env: { NO_COLOR: '' } });
    await coloured.until((text) => text.includes('migration'));
    expect(coloured.colouredScreen()).toMatch(/\x1b\[[\d;]*33m/);
    const plain = await start('cs -i lighthouse', { env: { NO_COLOR: '1' } });
    await plain.until((text) => text.includes('migration'));
    expect(plain.colouredScreen()).not.toContain('\x1b');
  });
});

it('needs a terminal', async () => {
  // A process group of its own has none.
  const child = spawn(process.execPath, [app.main, '-i'], {
    detached: true,
    env: home.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (data) => {
    err += data;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect(err).toContain('picking a session needs a terminal');
  expect(status).toBe(1);
});
