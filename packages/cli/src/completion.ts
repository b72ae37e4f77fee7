import type { Argv } from 'yargs';

/** Tells whether the shell asks, by way of the script, how a line could go on. */
export function isCompletionStep(argv: readonly string[]): boolean {
  return argv[0] === '--get-yargs-completions';
}

/**
 * Gets the script from yargs, which learns the shell from the environment and prints the script.
 *
 * @param name - What the program was called as.
 */
export function completionScript(makeParser: () => Argv, shell: string, name: string): string {
  const { SHELL, ZSH_NAME } = process.env;
  const log = console.log;
  let script = '';
  process.env['SHELL'] = `/bin/${shell}`;
  delete process.env['ZSH_NAME'];
  console.log = (text: string) => {
    script += `${text}\n`;
  };
  try {
    makeParser().showCompletionScript();
  } finally {
    console.log = log;
    restore('SHELL', SHELL);
    restore('ZSH_NAME', ZSH_NAME);
  }
  // yargs tells to append the output to a start-up file, for a command that we do not have.
  return script.replace(
    /^# Installation:.*\n(?:#.*\n)*/m,
    `# Put this into ~/.${shell}rc:  eval "$(${name} completion ${shell})"\n`,
  );
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
