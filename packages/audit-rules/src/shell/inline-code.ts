import { knownInput } from './input-text.ts';
import type { SimpleCommand } from './model.ts';
import { commandsIn } from './model.ts';

/** Code of another language that stands on the command line. */
export interface InlineCode {
  readonly language: 'python' | 'javascript' | 'perl' | 'ruby' | 'php' | 'other';
  readonly text: string;
  /** Commands inside substitutions that the code is made of. */
  readonly from: readonly SimpleCommand[];
}

const LANGUAGES: readonly [RegExp, InlineCode['language'], RegExp][] = [
  [/^(?:python[\d.]*|pypy3?|ipython3?)$/, 'python', /^-[a-zA-Z]*c$/],
  [/^(?:node|nodejs|bun|tsx|ts-node|deno)$/, 'javascript', /^(?:-[a-z]*[ep]|--eval|--print|eval)$/],
  [/^perl[\d.]*$/, 'perl', /^-[a-zA-Z0-9]*[eE]$/],
  [/^(?:ruby[\d.]*|irb)$/, 'ruby', /^-[a-zA-Z]*e$/],
  [/^php[\d.]*$/, 'php', /^-[a-zA-Z]*r$/],
  [
    /^(?:lua[\d.]*|luajit|Rscript|osascript|elixir|groovy|swift|julia|tclsh)$/,
    'other',
    /^-[a-zA-Z]*e$/,
  ],
];

/** Tells whether a program runs code that it gets as text, shells apart. */
export function isInterpreter(program: string): boolean {
  return languageOf(program) !== undefined;
}

const MOST_KNOWN = 1_000;
const known = new Map<string, (typeof LANGUAGES)[number] | undefined>();

/** Many rules ask for every command: the answers are kept by name. */
function languageOf(program: string): (typeof LANGUAGES)[number] | undefined {
  if (known.has(program)) return known.get(program);
  if (known.size >= MOST_KNOWN) known.clear();
  const language = LANGUAGES.find(([name]) => name.test(program));
  known.set(program, language);
  return language;
}

/** Finds the code a command runs, from its option or from its known input. */
export function inlineCode(command: SimpleCommand): InlineCode | undefined {
  const language = languageOf(command.program);
  if (language === undefined) return undefined;
  const [, name, option] = language;
  const at = command.args.findIndex((word) => option.test(word.text));
  const code = at < 0 ? attached(command, option) : command.args[at + 1];
  if (code !== undefined) return { language: name, text: code.text, from: commandsIn(code) };
  if (!runsInput(command)) return undefined;
  const text = knownInput(command);
  return text === undefined ? undefined : { language: name, text, from: [] };
}

/** Tells whether an interpreter runs what it reads from standard input. */
export function runsInput(command: SimpleCommand): boolean {
  let operands = 0;
  for (const { text } of command.args) {
    if (text === '-' || text === '/dev/stdin') return true;
    // An option that names a module or gives code means that input is data.
    if (/^-[a-zA-Z0-9]*[cemrpE]$|^--?(?:eval|print|check|version|help)/.test(text)) return false;
    if (!text.startsWith('-')) operands++;
  }
  return operands === 0;
}

/** `python -c'code'`, `--eval=code`. */
function attached(command: SimpleCommand, option: RegExp) {
  for (const word of command.args) {
    const match = /^(--\w+)=|^(-[ceEr])(?=[^\w-]|\w+[\s(.;])/s.exec(word.text);
    const name = match?.[1] ?? match?.[2];
    if (match === null || name === undefined || !option.test(name)) continue;
    return { ...word, text: word.text.slice(match[0].length) };
  }
  return undefined;
}
