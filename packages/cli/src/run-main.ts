import { adoptTimeZone, zoneProblem } from '@cco/calendar';
import { oneLine, stripControls } from '@cco/terminal';
import type { AnyCommand } from './command.ts';
import { isCompletionStep } from './completion.ts';
import { isCompletionRequest } from './completion-request.ts';
import { readPlainLine } from './fast-path.ts';
import { type Io, processIo } from './io.ts';
import { tellUserError, UserError } from './user-error.ts';

/** A fault of the program, as `sysexits.h` numbers it. */
const FAULT = 70;

/** Runs a command as the program of this process and sets its exit status. */
export async function runMain(
  command: AnyCommand,
  program: { readonly name: string; readonly version: string; readonly argv?: readonly string[] },
): Promise<void> {
  const io = processIo();
  process.on('uncaughtException', (error) => {
    reportFault(error, program, io);
    process.exit(FAULT);
  });
  const argv = program.argv ?? process.argv.slice(2);
  adoptTimeZone();
  if (!isCompletionRequest(argv) && !isCompletionStep(argv)) warnOfZone(io);
  try {
    process.exitCode = await run(command, program, argv, io);
  } catch (error) {
    process.exitCode = FAULT;
    reportFault(error, program, io);
  }
}

async function run(
  command: AnyCommand,
  program: { readonly name: string; readonly version: string },
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

/** Days and times of another zone than the user's look like faults. */
function warnOfZone(io: Io): void {
  const problem = zoneProblem(process.env);
  if (problem !== undefined) io.err(`${io.errStyle.yellow(oneLine(problem))}\n`);
}

function reportFault(
  error: unknown,
  program: { readonly name: string; readonly version: string },
  io: Io,
): void {
  const stack = stripControls((error instanceof Error && error.stack) || String(error));
  io.err(
    `${program.name} ${program.version}: this is a fault of the program, not yours.\n${stack}\n`,
  );
  io.err('Please report it: https://github.com/cco-dev/cco/issues\n');
}
