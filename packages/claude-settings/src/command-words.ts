/** A command line as far as it matters for telling which program it runs. */
export interface CommandWords {
  readonly words: readonly string[];
  /** Whether it does more than to run one program: `&&`, `|`, `;`, a second line, `$(…)`. */
  readonly compound: boolean;
}

/**
 * Splits a command line as POSIX shells do, but for a backslash before a letter, which stays:
 * there it belongs to a Windows path.
 *
 * @example
 * commandWords('"C:\\Program Files\\node.exe" main.cjs');
 * // { words: ['C:\\Program Files\\node.exe', 'main.cjs'], compound: false }
 */
export function commandWords(command: string): CommandWords {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  let compound = false;
  for (let i = 0; i < command.length; i++) {
    const character = command.charAt(i);
    const next = command.charAt(i + 1);
    if (character === '\\' && quote !== "'" && /[\s"'\\$`]/.test(next)) {
      word = (word ?? '') + next;
      i++;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (character === '\n' && command.slice(i).trim() !== '') compound = true;
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (isOperator(command, i)) {
      compound = true;
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return { words, compound };
}

/** `2>&1` and `&>file` redirect; every other operator starts something else. */
function isOperator(command: string, at: number): boolean {
  const character = command.charAt(at);
  if (character === '&') return command[at - 1] !== '>' && command[at + 1] !== '>';
  return /[;|`(]/.test(character);
}
