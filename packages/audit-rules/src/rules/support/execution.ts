import { isInterpreter, runsInput } from '../../shell/inline-code.ts';
import type { SimpleCommand, Word } from '../../shell/model-api.ts';
import { commandsIn } from '../../shell/model-api.ts';
import { SHELLS } from '../../shell/wrappers.ts';

/** Tells whether a command runs as code what it reads from standard input. */
export function executesInput(command: SimpleCommand): boolean {
  const program = command.program.toLowerCase();
  if (command.via.at(-1) === 'xargs') {
    // `xargs bash -c`: the script itself comes from input.
    return SHELLS.has(program) && /^-[a-z]*c$/.test(command.args.at(-1)?.text ?? '');
  }
  if (program === 'iex' || program === 'invoke-expression') return true;
  if (program === 'source' || program === '.') return command.args[0]?.text === '/dev/stdin';
  if (program === 'psql' || program === 'powershell') return false;
  if (SHELLS.has(program)) {
    const texts = command.args.map((word) => word.text);
    if (texts.some((text) => /^-[a-z]*c$|^--(?:version|help)$/.test(text))) return false;
    if (texts.some((text) => /^-[a-z]*s[a-z]*$/.test(text))) return true;
    const operand = texts.find(
      (text, index) => !/^[-+]./.test(text) && !/^[-+]o$/.test(texts[index - 1] ?? ''),
    );
    return operand === undefined || operand === '-' || operand === '/dev/stdin';
  }
  return isInterpreter(program) && runsInput(command);
}

/** Words that a command runs as code, or as a script file. */
export function executedWords(command: SimpleCommand): readonly Word[] {
  const program = command.program.toLowerCase();
  if (command.name?.literal === false) return [command.name];
  if (/^(?:eval|source|\.|iex|invoke-expression)$/.test(program)) return command.args;
  if (SHELLS.has(program) || isInterpreter(program)) {
    return [
      ...command.args,
      ...command.redirects.flatMap((one) =>
        one.operator.startsWith('<') && one.target !== undefined ? [one.target] : [],
      ),
    ];
  }
  return [];
}

/** All commands inside a word, substitutions within substitutions too. */
export function allCommandsIn(word: Word, depth = 8): SimpleCommand[] {
  if (depth === 0) return [];
  return commandsIn(word).flatMap((one) => [
    one,
    ...one.args.flatMap((arg) => allCommandsIn(arg, depth - 1)),
  ]);
}
