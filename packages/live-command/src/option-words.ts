import type { OptionTable } from '@cco/cli';

/** Writes options that were given as words of a command line. */
export function wordsOf(values: Readonly<Record<string, unknown>>, options: OptionTable): string[] {
  return Object.entries(options).flatMap(([name, { type }]) => {
    const value = values[name];
    if (value === undefined || value === false) return [];
    return type === 'boolean' ? [`--${name}`] : [`--${name}`, String(value)];
  });
}
