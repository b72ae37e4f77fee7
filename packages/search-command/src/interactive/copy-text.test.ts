import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyText, toolsFor } from './copy-text.ts';

describe('toolsFor', () => {
  it.each([
    ['darwin', {}, ['pbcopy']],
    ['win32', {}, ['clip']],
    ['linux', {}, []],
    ['linux', { DISPLAY: ':0' }, ['xclip', 'xsel']],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, ['wl-copy', 'xclip', 'xsel']],
    ['linux', { WSL_DISTRO_NAME: 'Debian' }, ['clip.exe']],
    ['linux', { SSH_TTY: '/dev/pts/1', DISPLAY: ':0' }, []],
    ['darwin', { SSH_CONNECTION: '::1 1 ::1 22' }, []],
    ['linux', { TMUX: '/tmp/s,1,0', SSH_TTY: '/dev/pts/1' }, ['tmux']],
  ] as const)('%s with %j: %j', (platform, env, programs) => {
    expect(toolsFor({ env, platform }).map(([program]) => program)).toEqual(programs);
  });
});

describe.skipIf(process.platform === 'win32')('copyText', () => {
  const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'copy-'));
  const tool = (bin: string, name: string, body: string) =>
    fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  const copy = async (env: Record<string, string>) => {
    let written = '';
    const told = await copyText('cd /shop', {
      env,
      platform: 'linux',
      write(text) {
        written += text;
      },
    });
    return { told, written };
  };

  it('takes the first program that works', async () => {
    const bin = folder();
    tool(bin, 'xclip', 'exit 1');
    tool(bin, 'xsel', `/bin/cat > '${bin}/copied'`);
    expect(await copy({ DISPLAY: ':0', PATH: bin })).toEqual({
      told: 'Copied: cd /shop',
      written: '',
    });
    expect(fs.readFileSync(path.join(bin, 'copied'), 'utf8')).toBe('cd /shop');
  });

  it('asks the terminal where there is none', async () => {
    const { told, written } = await copy({ DISPLAY: ':0', PATH: folder() });
    expect(told).toBe('Copied, if the terminal allows it: cd /shop');
    expect(written).toBe(`\x1b]52;c;${Buffer.from('cd /shop').toString('base64')}\x07`);
  });
});
