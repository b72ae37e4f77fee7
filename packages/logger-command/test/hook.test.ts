import { processIo, runCommand } from '@cco/cli';
import { loggerCommand } from '@cco/logger-command';
import { expect, it } from 'vitest';

it('explains itself on a terminal instead of waiting for a payload', async () => {
  let out = '';
  let err = '';
  const io = {
    ...processIo(),
    stdin: Object.assign(Object.create(process.stdin), { isTTY: true }),
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const context = { name: 'session-logger', version: '1.2.3', argv: [], io };
  expect(await runCommand(loggerCommand, context)).toBe(0);
  expect(out).toBe('');
  expect(err).toContain('Run it with `install` to register it');
});
