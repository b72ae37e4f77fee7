import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configFolderOf, needsNoConfigFolder, resumeCommand } from './resume-command.ts';

describe('resumeCommand', () => {
  it('is plain where it can be', () => {
    const folder = os.tmpdir();
    expect(resumeCommand('84287c0d-1')).toBe('claude --resume 84287c0d-1');
    expect(resumeCommand('84287c0d', { folder })).toBe(
      `cd '${folder}' && claude --resume 84287c0d`,
    );
  });

  it('goes to no folder that is gone', () => {
    expect(resumeCommand('84287c0d', { folder: '/no/such/folder' })).toBe(
      'claude --resume 84287c0d',
    );
  });

  it('names the config folder that claude has to be given', () => {
    expect(resumeCommand('84287c0d', { configFolder: '/home/mira/.claude work' })).toBe(
      "CLAUDE_CONFIG_DIR='/home/mira/.claude work' claude --resume 84287c0d",
    );
  });

  it('quotes an id that a shell or claude would take for something else', () => {
    expect(resumeCommand('-x')).toBe('claude --resume=-x');
    expect(resumeCommand('$(id)')).toBe("claude --resume '$(id)'");
    expect(resumeCommand('-$(id)')).toBe("claude --resume='-$(id)'");
  });

  it.skipIf(process.platform === 'win32').each(["it's", 'a "b" $c `d` \\', 'two\nlines', '!x;&|'])(
    'survives a shell: %s',
    (text) => {
      const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'resume-')), text);
      fs.mkdirSync(folder);
      const [cd, resume] = resumeCommand(text, { folder }).split(' && claude --resume ');
      const script = `printf '%s\\0' ${cd?.slice('cd '.length)} ${resume}`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${folder}\0${text}\0`);
    },
  );
});

describe('configFolderOf', () => {
  const home = path.resolve('/home/mira');
  const [usual, work] = [path.join(home, '.claude'), path.join(home, '.claude-work')];
  const transcript = (folder: string) => path.join(folder, 'projects', '-shop', 'a.jsonl');

  it('names a second folder, but never the usual one', () => {
    const env = { HOME: home, USERPROFILE: home, CLAUDE_CONFIG_DIR: `${usual},${work}` };
    expect(configFolderOf(transcript(work), [usual, work], env)).toBe(work);
    expect(configFolderOf(transcript(usual), [usual, work], env)).toBeUndefined();
    expect(configFolderOf(transcript('/elsewhere'), [usual, work], env)).toBeUndefined();
  });

  it('names no folder that the environment names alone', () => {
    const env = { HOME: home, USERPROFILE: home, CLAUDE_CONFIG_DIR: work };
    expect(configFolderOf(transcript(work), [work], env)).toBeUndefined();
    expect(needsNoConfigFolder([work], env)).toBe(true);
  });

  it('names ~/.config/claude, which claude does not look for', () => {
    const config = path.join(home, '.config', 'claude');
    const env = { HOME: home, USERPROFILE: home };
    expect(configFolderOf(transcript(config), [usual, config], env)).toBe(config);
  });
});
