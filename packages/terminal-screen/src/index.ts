/**
 * A whole terminal for one program: its screen, its keys, and everything given back at the end.
 *
 * @module
 */
export type { Key, KeyName } from './key.ts';
export { createKeyDecoder, type KeyDecoder } from './key-decoder.ts';
export { type OpenTerminal, openTerminal } from './open-terminal.ts';
export {
  type EndSignal,
  runOnScreen,
  type ScreenProgram,
  type Size,
  type Stage,
} from './run-on-screen.ts';
export { enterScreen, type Place, type Screen, type Terminal } from './screen.ts';
