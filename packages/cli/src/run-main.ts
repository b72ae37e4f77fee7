import { stripControls } from '@cco/terminal';
import type { AnyCommand } from './command.ts';
import { readPlainLine } from './fast-path.ts';
import { type Io, processIo } from './io.ts';
import { tellUserError, UserError } from './user-error.ts';

/** A fault of the program, as `sysexits.h` numbers it. */
const FAULT = 70;

/** A program that runs a command. */
export interface Program {
  readonly name: string;
  readonly version: string;
  /** @default the words of the process */
  readonly argv?: readonly string[] | undefined;
  /**
   * Repairs what may have caused an error that nobody expected.
   *
   * @returns Whether the command should run again, once.
   */
  readonly recover?: ((error: unknown, io: Io) => Promise<boolean>) | undefined;
}

/** Runs a command as the program of this process and sets its exit status. */
export async function runMain(command: AnyCommand, program: Program): Promise<void> {
  const io = processIo();
  process.on('uncaughtException', (error) => {
    reportFault(error, program, io);
    process.exit(FAULT);
  });
  const argv = program.argv ?? process.argv.slice(2);
  try {
    if (io.env['TZ'] !== undefined) {
      const { adoptZone } = await import('./adopt-zone.ts');
      adoptZone(argv, io);
    }
    process.exitCode = await runTwice(command, program, argv, io);
  } catch (error) {
    process.exitCode = FAULT;
    reportFault(error, program, io);
  }
}

/** Runs a command, and runs it again when the cause of a fault could be repaired. */
export async function runTwice(
  command: AnyCommand,
  program: Program,
  argv: readonly string[],
  io: Io,
): Promise<number> {
  let hasWritten = false;
  const watched: Io = Object.create(io, {
    out: {
      value(text: string) {
        hasWritten = true;
        io.out(text);
      },
    },
  });
  try {
    return await run(command, program, argv, watched);
  } catch (error) {
    if (!(await program.recover?.(error, io))) throw error;
    if (!hasWritten) return run(command, program, argv, io);
    // Nobody wants the same lines twice.
    return tellUserError(
      new UserError('the output is not complete', { hint: AGAIN }),
      program.name,
      io,
    );
  }
}

const AGAIN = 'The cause was repaired. Run the command again.';

async function run(
  command: AnyCommand,
  program: Program,
  argv: readonly string[],
  io: Io,
): Promise<number> {
  const call = io.env['CCO_FAST_PATH'] === '0' ? undefined : readPlainLine(command, argv);
  if (call === undefined) {
    const { runCommand } = await import('./run-command.ts');
    return runCommand(command, { ...program, argv, io });
  }
  try {
    return await call.command.run(call.options, io);
  } catch (error) {
    if (error instanceof UserError) return tellUserError(error, program.name, io);
    throw error;
  }
}

function reportFault(error: unknown, program: Program, io: Io): void {
  const stack = stripControls((error instanceof Error && error.stack) || String(error));
  io.err(
    `${program.name} ${program.version}: this is a fault of the program, not yours.\n${stack}\n`,
  );
  io.err('Please report it: https://github.com/cco-dev/cco/issues\n');
}
