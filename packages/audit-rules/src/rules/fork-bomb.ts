import { defineRule, everyCommand } from '../define-rule.ts';
import type { SimpleCommand } from '../shell/model-api.ts';
import type { Subject } from '../subject.ts';

/** A function that starts itself, more than once, without waiting. */
export const forkBomb = defineRule({
  id: 'fork-bomb',
  category: 'destructive-files',
  severity: 'critical',
  examples: {
    match: [
      ':(){ :|:& };:',
      'bomb() { bomb | bomb & }; bomb',
      "bash -c ':(){ :|:& };:'",
      'f(){ f & f & }; f',
      ': () { : | : & } ; :',
    ],
    pass: [
      'build() { make & }; build',
      'retry() { "$@" || retry "$@"; }; retry curl x',
      "echo ':(){ :|:& };:'",
      'f() { g | h; }; f',
      'walk() { for d in *; do (cd "$d" && walk); done; }',
    ],
  },
  judge: everyCommand(
    (command, subject) =>
      command.functionName !== undefined &&
      command.program === command.functionName &&
      command.background &&
      (command.upstream.some((one) => one.program === command.program) ||
        isStartedTwice(command, subject)),
  ),
});

function isStartedTwice({ program }: SimpleCommand, subject: Subject): boolean {
  let found = 0;
  for (const one of subject.running(program)) {
    if (one.functionName === program && one.background && ++found === 2) return true;
  }
  return false;
}
