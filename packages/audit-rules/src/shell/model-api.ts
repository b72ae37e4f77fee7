/**
 * What rules use of the model of commands; apart from the reader, so that they load no parser.
 *
 * @module
 */
export {
  type Assignment,
  commandsIn,
  type Piece,
  plainWord,
  type Redirection,
  type SimpleCommand,
  type Word,
} from './model.ts';
export { type OptionReading, type OptionSpec, readOptions } from './options.ts';
