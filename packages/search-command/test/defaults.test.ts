import { captureIo, runCommand } from '@cco/cli';
import { expect, it } from 'vitest';
import { searchCommand } from '../src/index.ts';

it('an empty command line, which is not parsed, means what it would mean if it were', async () => {
  let parsed: Record<string, unknown> = {};
  const command = {
    ...searchCommand(),
    run(options: object) {
      parsed = { ...options };
      return 0;
    },
  };
  const status = await runCommand(command, {
    name: 'cs',
    version: '1.2.3',
    argv: [],
    io: captureIo().io,
  });
  expect(status).toBe(0);
  for (const [name, value] of Object.entries(searchCommand().defaults ?? {})) {
    expect({ [name]: parsed[name] }).toEqual({ [name]: value });
  }
});
