import type { AnyCommand } from './command.ts';
import { type Io, processIo } from './io.ts';
import { tellUserError, UserError } from './user-error.ts';

/**
 * Runs a command as the program of this process and sets its exit status. A reader that closes
 * the pipe early (`… | head -1`) ends the program quietly.
 */
export async function runMain(
  command: AnyCommand,
  program: { readonly name: string; readonly version: string; readonly argv?: readonly string[] },
): Promise<void> {
  endQuietlyOnClosedPipe(process.stdout);
  endQuietlyOnClosedPipe(process.stderr);
  const io = processIo();
  const argv = program.argv ?? process.argv.slice(2);
  try {
    process.exitCode = await run(command, program, argv, io);
  } catch (error) {
    process.exitCode = 70;
    reportFault(error, program, io);
  }
}

async function run(
  command: AnyCommand,
  program: { readonly name: string; readonly version: string },
  argv: readonly string[],
  io: Io,
): Promise<number> {
  if (argv.length > 0 || command.defaults === undefined) {
    const { runCommand } = await import('./run-command.ts');
    return runCommand(command, { ...program, argv, io });
  }
  try {
    return await command.run(command.defaults, io);
  } catch (error) {
    if (error instanceof UserError) return tellUserError(error, program.name, io);
    throw error;
  }
}

function endQuietlyOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.exit(74);
  });
}

function reportFault(
  error: unknown,
  program: { readonly name: string; readonly version: string },
  io: Io,
): void {
  const stack = error instanceof Error ? error.stack : String(error);
  io.err(
    `${program.name} ${program.version}: this is a fault of the program, not yours.\n${stack}\n`,
  );
  io.err('Please report it: https://github.com/cco-dev/cco/issues\n');
}
