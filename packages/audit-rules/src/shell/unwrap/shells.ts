import { inlineCode, shellStringsIn } from '../inline-code.ts';
import { knownInput } from '../input-text.ts';
import type { SimpleCommand, Word } from '../model.ts';
import { powershellArgument } from '../powershell.ts';
import { POWERSHELLS, SHELLS } from '../wrappers.ts';
import { type Inner, joined } from './inner.ts';

/** What a shell runs: its `-c` string, or what is known of its input. */
export function shellScript(command: SimpleCommand): Inner[] {
  if (!SHELLS.has(command.program)) return [];
  const words = command.args;
  let index = 0;
  let script = false;
  for (; index < words.length; index++) {
    const { text } = words[index] as Word;
    if (text === '--') {
      index++;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith('--')) {
      if (text === '--rcfile' || text === '--init-file') index++;
      if (text === '--command') script = true;
      continue;
    }
    if (text.startsWith('-') && text.includes('c')) script = true;
    if (/[oO]$/.test(text)) index++;
  }
  const [first, ...positional] = words.slice(index);
  if (script) {
    return first === undefined ? [] : [{ nesting: 'script', text: first.text, positional }];
  }
  if (first !== undefined && first.text !== '-' && !readsInput(words)) return [];
  const text = knownInput(command);
  return text === undefined ? [] : [{ nesting: 'input', text }];
}

function readsInput(words: readonly Word[]): boolean {
  return words.some((word) => /^-[a-z]*s[a-z]*$/.test(word.text) || word.text === '/dev/stdin');
}

/** Shell commands inside inline code of other languages: `os.system("…")`, `execSync('…')`. */
export function code(command: SimpleCommand): Inner[] {
  const inline = inlineCode(command);
  return inline === undefined
    ? []
    : shellStringsIn(inline.text).map((text) => ({ nesting: 'code', text }));
}

/** `cmd /c …` and `powershell -Command …`; undefined for other programs. */
export function windowsShell(command: SimpleCommand): Inner[] | undefined {
  const program = command.program.toLowerCase();
  if (program === 'cmd') {
    const at = command.args.findIndex((word) => /^\/{1,2}[ck]$/i.test(word.text));
    return at < 0
      ? []
      : [{ nesting: 'script', text: joined(command.args.slice(at + 1)), dialect: 'cmd' }];
  }
  if (!POWERSHELLS.has(program)) return undefined;
  const text = powershellArgument(command.args) ?? knownInput(command);
  return text === undefined ? [] : [{ nesting: 'script', text, dialect: 'powershell' }];
}
