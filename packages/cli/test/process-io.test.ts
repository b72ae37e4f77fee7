import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BuiltApp, buildApp } from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** More than a pipe holds. */
const MANY = 50_000;

let app: BuiltApp;
let folder: string;
beforeAll(() => {
  app = buildApp(path.join(import.meta.dirname, 'printer'));
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-output-'));
});
afterAll(() => {
  app.remove();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Runs a line of Bash; `$node` is Node and `$print` the program that prints. */
function bash(line: string): SpawnSyncReturns<string> {
  return spawnSync('bash', ['-o', 'pipefail', '-c', line], {
    cwd: folder,
    env: { PATH: process.env['PATH'], node: process.execPath, print: app.main, COLUMNS: '99' },
    // With a socket as its input Bash takes itself for a remote shell, and reads its settings.
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function printed(lines: number): string {
  return ['first', 'second', 'third'].map((word) => `${word} ✓\n`.repeat(lines)).join('');
}

const FACTS = '{"isTerminal":false,"columns":99}\n';

describe.skipIf(process.platform === 'win32')('the view of a process', () => {
  it('writes to a pipe', () => {
    const { status, stdout, stderr } = bash(`"$node" "$print" ${MANY} | cat`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: FACTS });
    expect(stdout).toBe(printed(MANY));
  });

  it('writes to a file, behind what is in it', () => {
    const line = `echo before > out; "$node" "$print" 2 >> out 2> err; echo behind >> out`;
    expect(bash(line).status).toBe(0);
    expect(fs.readFileSync(path.join(folder, 'out'), 'utf8')).toBe(`before\n${printed(2)}behind\n`);
    expect(fs.readFileSync(path.join(folder, 'err'), 'utf8')).toBe(FACTS);
  });

  it('waits for the reader of a pipe that was told not to wait', () => {
    // Whoever holds the pipe sets this for all; what it was is set back for output 1 alone.
    const unblock = `"$node" -e 'new (require("net").Socket)({ fd: 3, readable: false })' 3>&1 >/dev/null`;
    const line = `(${unblock}; "$node" "$print" ${MANY}) | (sleep 0.3; cat)`;
    const { status, stdout, stderr } = bash(line);
    expect({ status, stderr }).toEqual({ status: 0, stderr: FACTS });
    expect(stdout).toBe(printed(MANY));
  });

  it('ends quietly when the reader goes', () => {
    const { status, stdout, stderr } = bash(`"$node" "$print" ${MANY} | head -1`);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'first ✓\n', stderr: '' });
  });

  it('goes on without a reader of errors', () => {
    const line = `{ "$node" "$print" 1 3>&1 1>&2 2>&3; echo "status $?"; } 2>out | true; cat out`;
    expect(bash(line).stdout).toBe(printed(1));
  });

  it.skipIf(!fs.existsSync('/dev/full'))('fails when there is no room', () => {
    const { status, stderr } = bash(`"$node" "$print" 1 > /dev/full`);
    expect(status).toBe(74);
    expect(stderr).toContain('cannot write the output: ENOSPC');
  });

  it('takes the null device for no terminal', () => {
    const { status, stderr } = bash(`"$node" "$print" ${MANY} > /dev/null`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: FACTS });
  });
});
