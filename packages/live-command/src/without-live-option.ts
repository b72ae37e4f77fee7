/**
 * Turns `--live`, alone or behind `blocks` as in older versions of ccusage, into the command `live`.
 *
 * @param words - Words of the command line behind the name of the command.
 *
 * @example
 * withoutLiveOption(['blocks', '--live', '--timezone', 'UTC']); // ['live', '--timezone', 'UTC']
 */
export function withoutLiveOption(words: readonly string[]): readonly string[] {
  if (!words.includes('--live')) return words;
  const [first = ''] = words;
  const isBare = first.startsWith('-');
  if (!isBare && !['blocks', 'daily'].includes(first)) return words;
  const rest = (isBare ? words : words.slice(1)).filter((word) => word !== '--live');
  return ['live', ...rest];
}
