/** How a JSON file is written. */
export interface TextHabits {
  /** One step of indentation: blanks or a tab. */
  readonly indent: string;
  readonly lineEnd: '\n' | '\r\n';
  /** Whether the file has several lines at all. */
  readonly multiline: boolean;
  /** What stands between `:` and a value on one line. */
  readonly gap: '' | ' ';
}

const FIRST_INDENT = /\n([ \t]+)[^\s]/;

/** Detects the habits of a file. A file too short to show any gets two blanks and `\n`. */
export function textHabits(text: string): TextHabits {
  return {
    indent: FIRST_INDENT.exec(text)?.[1] ?? '  ',
    lineEnd: /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n',
    multiline: /\n\s*[^\s]/.test(text),
    gap: /":[^\s]/.test(text) ? '' : ' ',
  };
}
