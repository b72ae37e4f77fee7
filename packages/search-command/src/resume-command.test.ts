import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { resumeCommand } from './resume-command.ts';

describe('resumeCommand', () => {
  it('is plain where it can be', () => {
    expect(resumeCommand('84287c0d-1')).toBe('claude --resume 84287c0d-1');
    expect(resumeCommand('84287c0d', '/shop')).toBe("cd '/shop' && claude --resume 84287c0d");
  });

  it('quotes an id that a shell or claude would take for something else', () => {
    expect(resumeCommand('-x')).toBe("claude --resume '-x'");
    expect(resumeCommand('$(id)')).toBe("claude --resume '$(id)'");
  });

  it.skipIf(process.platform === 'win32').each(["it's", 'a "b" $c `d` \\', 'two\nlines', '!x;&|'])(
    'survives a shell: %s',
    (text) => {
      const [cd, resume] = resumeCommand(text, text).split(' && claude --resume ');
      const script = `printf '%s\\0' ${cd?.slice('cd '.length)} ${resume}`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${text}\0${text}\0`);
    },
  );
});
