import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ProgramStart, programCommand } from './program-command.ts';

const start = (overrides: Partial<ProgramStart>): ProgramStart => ({
  node: '/usr/bin/node',
  script: '/opt/session-logger/dist/main.cjs',
  programs: ['session-logger', 'cco'],
  below: [],
  env: {},
  platform: 'linux',
  ...overrides,
});

describe('programCommand', () => {
  it.each([
    [{}, '"/usr/bin/node" "/opt/session-logger/dist/main.cjs"'],
    [{ below: ['logger'] }, '"/usr/bin/node" "/opt/session-logger/dist/main.cjs" logger'],
    [
      { script: '/usr/local/bin/session-logger' },
      '"/usr/bin/node" "/usr/local/bin/session-logger"',
    ],
    [
      { script: '/usr/local/bin/cco', below: ['logger'] },
      '"/usr/bin/node" "/usr/local/bin/cco" logger',
    ],
    [{ script: '/opt/my tools/session-logger' }, '"/usr/bin/node" "/opt/my tools/session-logger"'],
    [{ script: '/opt/a"$`\\b/main.cjs' }, '"/usr/bin/node" "/opt/a\\"\\$\\`\\\\b/main.cjs"'],
    [
      {
        node: 'C:\\Program Files\\nodejs\\node.exe',
        script: 'C:\\Users\\Mira\\AppData\\session-logger\\dist\\main.cjs',
        platform: 'win32',
      },
      '"C:/Program Files/nodejs/node.exe" "C:/Users/Mira/AppData/session-logger/dist/main.cjs"',
    ],
  ])('quotes %j for the shell', (overrides, command) => {
    expect(programCommand(start(overrides)).command).toBe(command);
  });

  it.skipIf(process.platform === 'win32')('prefers the program on the PATH', () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bin-')));
    const script = path.join(folder, 'main.cjs');
    fs.writeFileSync(script, '');
    fs.mkdirSync(path.join(folder, 'bin'));
    fs.symlinkSync('../main.cjs', path.join(folder, 'bin', 'session-logger'));
    const PATH = ['', 'relative', path.join(folder, 'none'), path.join(folder, 'bin')].join(':');
    const found = programCommand(start({ script, env: { PATH } }));
    expect(found.command).toBe(`"/usr/bin/node" "${path.join(folder, 'bin', 'session-logger')}"`);
    expect(programCommand(start({ env: { PATH } })).command).toContain('"/usr/bin/node"');
  });

  it.skipIf(process.platform === 'win32')('names no link that vanishes at logout', () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bin-')));
    fs.mkdirSync(path.join(folder, 'v20', 'bin'), { recursive: true });
    fs.mkdirSync(path.join(folder, 'fnm_multishells'));
    for (const name of ['node', 'session-logger']) {
      fs.writeFileSync(path.join(folder, 'v20', 'bin', name), '');
    }
    const shell = path.join(folder, 'fnm_multishells', '123');
    fs.symlinkSync(path.join(folder, 'v20'), shell);
    const node = path.join(shell, 'bin', 'node');
    const script = path.join(shell, 'bin', 'session-logger');
    expect(programCommand(start({ node, script })).command).toBe(
      `"${folder}/v20/bin/node" "${folder}/v20/bin/session-logger"`,
    );
  });

  it.each([
    ['/home/mira/.npm/_npx/0a1b/node_modules/.bin/session-logger', true],
    ['C:\\Users\\Mira\\npm-cache\\_npx\\0a1b\\node_modules\\x\\main.cjs', true],
    ['/home/mira/.cache/pnpm/dlx/abc/node_modules/.bin/session-logger', true],
    [path.join(os.tmpdir(), 'x', 'main.cjs'), true],
    ['/usr/local/bin/session-logger', false],
    ['/home/mira/npx/session-logger', false],
  ])('tells whether %s stays', (script, temporary) => {
    expect(programCommand(start({ script })).temporary).toBe(temporary);
  });
});
