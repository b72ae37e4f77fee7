const FIELDS = ['tool', 'file', 'branch', 'model', 'error', 'cost'];

/**
 * Finds a term that looks like a filter by a field that there is not, such as `tools:Bash`: it is
 * searched as text, and when nothing was found that may not be what was meant.
 */
export function unknownField(words: string): { name: string; term: string } | undefined {
  for (const [, term = '', name = ''] of words.matchAll(/(?:^|\s)-?(([a-z]+):[^\s:/\\]\S*)/giu)) {
    if (!FIELDS.includes(name.toLowerCase())) return { name, term };
  }
  return undefined;
}

/** Names the fields that there are, for people. */
export function fieldNames(): string {
  return FIELDS.map((name) => `${name}:`).join(', ');
}
