/**
 * What rules use of the model of commands; apart from the reader, so that they load no parser.
 *
 * @module
 */
export {
  commandsIn,
  plainWord,
  type SimpleCommand,
  type Word,
} from './model.ts';
export { type OptionReading, readOptions } from './options.ts';
