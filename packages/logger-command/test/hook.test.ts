import { Readable } from 'node:stream';
import { captureIo, runCommand } from '@cco/cli';
import { loggerCommand } from '@cco/logger-command';
import { expect, it } from 'vitest';

it('explains itself on a terminal instead of waiting for a payload', async () => {
  const stdin = Object.assign(Readable.from([]), { isTTY: true });
  const { io, out, err } = captureIo({ stdin });
  const context = { name: 'session-logger', version: '1.2.3', argv: [], io };
  expect(await runCommand(loggerCommand, context)).toBe(0);
  expect(out()).toBe('');
  expect(err()).toContain('Run it with `install` to register it');
});
