import { describe, expect, it } from 'vitest';
import { captureIo } from './capture-io.ts';
import { defineCommand } from './command.ts';
import { runTwice } from './run-main.ts';
import { UserError } from './user-error.ts';

/** A command that fails as often as said, after it has written something or not. */
function failing(times: number, { error = new Error('damaged') as Error, writes = false } = {}) {
  let left = times;
  return defineCommand({
    name: 'demo',
    summary: 'Fails.',
    options: {},
    examples: [],
    exitCodes: [],
    run(_, io) {
      if (writes) io.out('half\n');
      if (left-- > 0) throw error;
      io.out('whole\n');
      return 0;
    },
  });
}

async function run(command: ReturnType<typeof failing>, isRepaired = true) {
  const { io, out, err } = captureIo();
  const recovered: unknown[] = [];
  const recover = async (error: unknown) => recovered.push(error) > 0 && isRepaired;
  const program = { name: 'demo', version: '1.0.0', recover };
  const status = await runTwice(command, program, [], io);
  return { status, out: out(), err: err(), recovered: recovered.length };
}

describe('a program that can recover', () => {
  it('runs a command again once the cause of a fault was repaired', async () => {
    expect(await run(failing(1))).toMatchObject({ status: 0, out: 'whole\n', recovered: 1 });
    expect(await run(failing(0))).toMatchObject({ status: 0, out: 'whole\n', recovered: 0 });
  });

  it('fails when nothing could be repaired, or when it fails again', async () => {
    await expect(run(failing(1), false)).rejects.toThrow('damaged');
    await expect(run(failing(2))).rejects.toThrow('damaged');
  });

  it('prints nothing twice', async () => {
    const { status, out, err } = await run(failing(1, { writes: true }));
    expect([status, out]).toEqual([1, 'half\n']);
    expect(err).toContain('Run the command again.');
  });

  it('does not take a mistake of the user for a fault', async () => {
    const error = new UserError('no such day');
    expect(await run(failing(1, { error }))).toMatchObject({ status: 1, recovered: 0 });
  });
});
