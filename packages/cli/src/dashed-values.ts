import type { AnyCommand } from './command.ts';
import { aliasesOf, type OptionSpec } from './option-table.ts';

/**
 * Ties values that begin with a dash to their options, so that no parser takes them for options:
 * Claude Code's project folders all begin so. A word that is an option of the command stays one.
 *
 * @example
 * tieDashedValues(['-p', '-home-mira-shop', '--json'], command); // ['--project=-home-mira-shop', '--json']
 */
export function tieDashedValues(argv: readonly string[], { options }: AnyCommand): string[] {
  const byName = new Map<string, string>([
    ['help', 'help'],
    ['h', 'help'],
    ['version', 'version'],
  ]);
  const takesText = new Set<string>();
  for (const [name, spec] of Object.entries(options) as [string, OptionSpec][]) {
    for (const one of [name, ...aliasesOf(spec)]) byName.set(one, name);
    if (spec.type === 'string') takesText.add(name);
  }
  const tied: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word === '--') return [...tied, ...argv.slice(at)];
    const name = optionOf(word, byName);
    const value = argv[at + 1];
    if (name === undefined || !takesText.has(name) || !isDashedValue(value, byName)) {
      tied.push(word);
      continue;
    }
    tied.push(`--${name}=${value}`);
    at++;
  }
  return tied;
}

function optionOf(word: string, byName: ReadonlyMap<string, string>): string | undefined {
  const [, dashes, name = ''] = /^(--?)([^=]+)/.exec(word) ?? [];
  if (dashes === undefined || (dashes === '-') !== (name.length === 1)) return undefined;
  return byName.get(name);
}

/** Several letters behind one dash may be switches that are written together. */
function isDashedValue(
  value: string | undefined,
  byName: ReadonlyMap<string, string>,
): value is string {
  if (value === undefined || !/^-./.test(value) || value === '--') return false;
  if (optionOf(value, byName) !== undefined) return false;
  return value.startsWith('--') || ![...value.slice(1)].every((letter) => byName.has(letter));
}
