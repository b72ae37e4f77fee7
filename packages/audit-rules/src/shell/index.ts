/**
 * Reads command lines as shells do: the programs they start, behind wrappers and inside strings.
 *
 * @module
 */
export type {
  Assignment,
  Dialect,
  Nesting,
  Piece,
  Redirection,
  ShellReading,
  SimpleCommand,
  Word,
} from './model.ts';
export { type ReadOptions, readCommand } from './read-command.ts';
