import { inlineCode } from '../inline-code.ts';
import { isTextChanged, knownFile, knownInput } from '../input-text.ts';
import type { SimpleCommand, Word } from '../model.ts';
import { powershellArgument } from '../powershell.ts';
import { shellStringsIn } from '../shell-strings.ts';
import { POWERSHELLS, SHELLS } from '../wrappers.ts';
import { dropDashes, type Inner, joined } from './inner.ts';

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
    return first === undefined ? [] : [{ ...scriptOf(first), positional }];
  }
  if (first !== undefined && first.text !== '-' && !readsInput(words)) return fileScript(first);
  return inputScript(command);
}

/** What `eval` runs. */
export function evaluated(words: readonly Word[]): Inner[] {
  return words.length === 0
    ? []
    : [
        {
          nesting: 'script',
          text: joined(words),
          isSameShell: true,
          isComputed: words.some((word) => scriptOf(word).isComputed),
        },
      ];
}

/** What `source` and `.` run, where the line itself tells. */
export function sourced(command: SimpleCommand): Inner[] {
  const [file] = dropDashes(command.args);
  if (file === undefined) return [];
  const found = file.text === '/dev/stdin' ? inputScript(command) : fileScript(file);
  return found.map((one) => ({ ...one, isSameShell: true }));
}

function scriptOf(word: Word) {
  const isComputed = word.pieces.some(
    (piece) =>
      piece.kind === 'substitution' && piece.known !== true && isTextChanged(piece.commands),
  );
  return { nesting: 'script' as const, text: word.text, isComputed };
}

/** A script in a process substitution. */
function fileScript(file: Word): Inner[] {
  const text = knownFile(file);
  if (text !== undefined) return [{ nesting: 'script', text }];
  const { isComputed } = scriptOf(file);
  return isComputed ? [{ nesting: 'script', text: '', isComputed }] : [];
}

function inputScript(command: SimpleCommand): Inner[] {
  const text = knownInput(command);
  if (text !== undefined) return [{ nesting: 'input', text }];
  return isTextChanged(command.upstream) ? [{ nesting: 'input', text: '', isComputed: true }] : [];
}

function readsInput(words: readonly Word[]): boolean {
  return words.some((word) => /^-[a-z]*s[a-z]*$/.test(word.text) || word.text === '/dev/stdin');
}

/** Shell commands inside inline code of other languages: `os.system("…")`, `execSync('…')`. */
export function code(command: SimpleCommand): Inner[] {
  const inline = inlineCode(command);
  return inline === undefined
    ? []
    : shellStringsIn(inline).map((text) => ({ nesting: 'code', text }));
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
