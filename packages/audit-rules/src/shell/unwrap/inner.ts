import type { Assignment, Dialect, Nesting, Word } from '../model.ts';

/** Something that a command starts: a script, or the words of another command. */
export interface Inner {
  readonly nesting: Nesting;
  readonly text?: string | undefined;
  readonly words?: readonly Word[] | undefined;
  readonly assignments?: readonly Assignment[] | undefined;
  readonly dialect?: Dialect | undefined;
  /** Values of `$0`, `$1`, … */
  readonly positional?: readonly Word[] | undefined;
  readonly remote?: boolean | undefined;
  readonly moreArguments?: boolean | undefined;
  /** Whether it changes variables of the shell that starts it, as `eval` does. */
  readonly isSameShell?: boolean | undefined;
  /** Whether the line changes its text in a way that cannot be followed. */
  readonly isComputed?: boolean | undefined;
}

/** The words of another command, behind a `--` if there is one. */
export function commandWords(words: readonly Word[]): Inner[] {
  const rest = dropDashes(words);
  return rest.length === 0 ? [] : [{ nesting: 'argument', words: rest }];
}

/** Leaves out the `--` in front of operands. */
export function dropDashes(words: readonly Word[]): readonly Word[] {
  return words[0]?.text === '--' ? words.slice(1) : words;
}

/** What a program makes of its words that passes them on as one script. */
export function joined(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
