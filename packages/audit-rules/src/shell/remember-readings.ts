import type { ShellReading } from './model.ts';
import { type ReadOptions, readCommand } from './read-command.ts';

const MOST_READINGS = 2_000;
/** Longer ones are seldom run twice. */
const LONGEST_TEXT = 300;

/** Makes a {@link readCommand} that reads what it has just read only once: agents repeat themselves. */
export function rememberReadings(): typeof readCommand {
  const known = new Map<string, ShellReading>();
  return (text, options: ReadOptions = {}) => {
    if (text.length > LONGEST_TEXT) return readCommand(text, options);
    const { dialect = 'sh', cwd = '', home = '' } = options;
    const key = [dialect, cwd, home, text].join('\0');
    const before = known.get(key);
    if (before !== undefined) return before;
    const reading = readCommand(text, options);
    if (known.size >= MOST_READINGS) known.clear();
    known.set(key, reading);
    return reading;
  };
}
