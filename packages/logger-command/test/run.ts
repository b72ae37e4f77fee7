import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { captureIo, runCommand } from '@cco/cli';
import { loggerCommand } from '@cco/logger-command';

/** A made-up world with folders of its own. */
export interface World {
  readonly home: string;
  readonly cwd: string;
  readonly logs: string;
  readonly userSettings: string;
  /** Runs a command line; `now` is noon on 2026-01-14. */
  run(...argv: string[]): Promise<{ status: number; out: string; err: string }>;
}

export function makeWorld(): World {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'home-')));
  const cwd = path.join(home, 'web-shop');
  const logs = path.join(home, '.claude', 'logs');
  fs.mkdirSync(cwd);
  return {
    home,
    cwd,
    logs,
    userSettings: path.join(home, '.claude', 'settings.json'),
    async run(...argv) {
      const { io, out, err } = captureIo({
        env: { HOME: home, USERPROFILE: home },
        cwd,
        now: () => new Date(2026, 0, 14, 12),
      });
      const context = { name: 'session-logger', version: '1.2.3', argv, io };
      return { status: await runCommand(loggerCommand, context), out: out(), err: err() };
    },
  };
}
