import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A real terminal with a shell in it, as somebody sees it: tmux keeps its screen. */
export interface TestTerminal {
  /** Presses keys, by tmux's names: `Enter`, `C-c`, `Down`. */
  press(...keys: readonly string[]): void;
  type(text: string): void;
  /** The lines on the screen, without blanks at their ends. */
  screen(): string[];
  /** The same with the sequences that colour it. */
  colouredScreen(): string;
  /** Waits until the screen fulfils a condition, and gives it. */
  until(condition: (text: string) => boolean): Promise<string>;
  /** What tmux knows of the terminal: `alternate_on`, `cursor_flag`. */
  ask(variable: string): string;
  resize(columns: number, rows: number): void;
  /** What was copied last. */
  copied(): string;
  close(): void;
}

/** Whether this machine has what {@link openTestTerminal} needs. */
export function hasTmux(): boolean {
  return process.platform !== 'win32' && spawnSync('tmux', ['-V']).status === 0;
}

/** Opens a terminal of a size with a plain shell, whose prompt is `$ `. */
export function openTestTerminal(options: {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): TestTerminal {
  const { columns = 80, rows = 24, cwd, env } = options;
  // A path of a socket must be short.
  const folder = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'cco-tmux-'));
  const rc = path.join(folder, 'rc');
  // A shell of root takes no prompt from its environment.
  fs.writeFileSync(rc, "PS1='$ '\n");
  const tmux = (...words: readonly string[]): string => {
    const { stdout, stderr, status } = spawnSync(
      'tmux',
      ['-S', path.join(folder, 's'), '-f', '/dev/null', ...words],
      {
        cwd,
        encoding: 'utf8',
        env: { ...env, LC_ALL: 'C.UTF-8', ENV: rc, TERM: 'xterm-256color' },
      },
    );
    if (status !== 0) throw new Error(`tmux ${words.join(' ')}: ${stderr}`);
    return stdout;
  };
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), 'sh');
  const capture = (...words: readonly string[]) => tmux('capture-pane', '-p', ...words);
  // What the shell writes breaks where the screen ends.
  const screen = () =>
    capture('-J')
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => line.trimEnd());
  return {
    press: (...keys) => void tmux('send-keys', ...keys),
    type: (text) => void tmux('send-keys', '-l', text),
    screen,
    colouredScreen: () => capture('-e'),
    async until(condition) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const text = screen().join('\n');
        if (condition(text)) return text;
        if (Date.now() > end) throw new Error(`This did not come:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    ask: (variable) => tmux('display-message', '-p', `#{${variable}}`).trim(),
    resize: (width, height) =>
      void tmux('resize-window', '-x', String(width), '-y', String(height)),
    copied: () => tmux('show-buffer'),
    close() {
      tmux('kill-server');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Below the time that a test may take, so that the screen is told. */
const PATIENCE_MS = 8000;
