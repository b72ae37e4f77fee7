import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { captureIo, runCommand } from '@cco/cli';
import { createStyle } from '@cco/terminal';
import { afterEach } from 'vitest';
import { statsCommand } from '../src/index.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** Makes a folder, deleted after the test, with these files. */
export function logFolderWith(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-stats-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder;
}

/** What a run left behind. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command on a day of January 2026, without touching this process' own world. */
export async function runStats(
  argv: readonly string[],
  world: {
    readonly logs?: string | undefined;
    readonly stdin?: string | undefined;
    readonly env?: Readonly<Record<string, string>> | undefined;
    readonly columns?: number | undefined;
    readonly color?: boolean | undefined;
  } = {},
): Promise<Outcome> {
  const { io, out, err } = captureIo({
    stdin: Readable.from([Buffer.from(world.stdin ?? '')]),
    env: { HOME: '/nowhere', USERPROFILE: '/nowhere', CLAUDE_LOG_DIR: world.logs, ...world.env },
    cwd: os.tmpdir(),
    now: () => new Date(2026, 0, 14, 20),
    style: createStyle(world.color ?? false),
    columns: world.columns ?? 80,
  });
  const status = await runCommand(statsCommand, {
    name: 'session-stats',
    version: '1.2.3',
    argv,
    io,
  });
  return { status, out: out(), err: err() };
}
