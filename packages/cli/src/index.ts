/**
 * What every cco command line shares: options, errors, exit codes, completion.
 *
 * @module
 */
export { type CapturedIo, captureIo } from './capture-io.ts';
export { type AnyCommand, type Command, defineCommand } from './command.ts';
export { COMMON } from './common-options.ts';
export { type PlainCall, readPlainLine, readPlainOptions } from './fast-path.ts';
export { type Io, processIo } from './io.ts';
export type {
  OptionSpec,
  OptionTable,
  OptionValues,
  WordsSpec,
} from './option-table.ts';
export { type ProgramCommand, type ProgramStart, programCommand } from './program-command.ts';
export { type RunContext, runCommand } from './run-command.ts';
export { runMain } from './run-main.ts';
export { UserError } from './user-error.ts';
