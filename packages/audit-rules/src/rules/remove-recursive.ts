import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { lossOfFound, lossSeverity, worstOf } from './support/targets.ts';

/** `rm -r` in every spelling, and `rimraf`. */
export const removeRecursive = defineRule({
  id: 'remove-recursive',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'rm -rf src',
      'rm -r -f ./packages/api',
      'rm docs --recursive --force',
      'sudo rm -Rf -- /var/lib/postgresql',
      '\\rm -fr ~/work',
      'bash -c \'rm -rf "$HOME"\'',
      'rm -rf "$PREFIX"/',
      'git ls-files -o | xargs rm -rf',
      'npx rimraf src',
    ],
    pass: [
      'rm -rf node_modules dist',
      'rm notes.txt',
      "echo 'rm -rf /'",
      'rm -rf /tmp/build-1',
      'git rm -r --cached vendor',
      'rm -f package-lock.json',
      'WORK=$(mktemp -d) && rm -rf "$WORK"',
      'grep -rn "rm -rf" scripts',
    ],
  },
  judge: commands(['rm', 'grm', 'unlink', 'rimraf', 'del-cli'], (command, subject) => {
    if (command.dialect === 'powershell' && command.program === 'rm') return undefined;
    const read = readOptions(command.args);
    if (read.has('help', 'version')) return undefined;
    const recursive =
      command.program === 'rimraf' ||
      command.program === 'del-cli' ||
      read.has('r', 'R', 'recursive');
    const { operands } = read;
    if (!recursive) {
      // Without -r: only what takes a whole folder's files, or the root of something.
      const all = operands.filter(
        (word) => /^(?:\.\/|.*\/)?\*(?:\.\*)?$/.test(word.text) && !word.literal,
      );
      if (all.length === 0) return undefined;
      return worstOf(all.map((word) => lossSeverity(word, command, subject)));
    }
    const severities = operands.map((word) => lossSeverity(word, command, subject));
    if (command.moreArguments && operands.length === 0)
      severities.push(lossOfFound(command, subject));
    if (severities.length === 0) return undefined;
    return worstOf(severities);
  }),
});
