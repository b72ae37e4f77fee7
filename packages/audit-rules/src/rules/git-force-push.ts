import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { gitCommand } from './support/subcommands.ts';

/** Options of `git push` with a value. */
export const PUSH = {
  short: 'o',
  long: ['push-option', 'receive-pack', 'exec', 'repo', 'recurse-submodules'],
};

/** A push that replaces what others may have pulled. */
export const gitForcePush = defineRule({
  id: 'git-force-push',
  category: 'destructive-git',
  severity: 'high',
  examples: {
    match: [
      'git push --force',
      'git -C ../api push -fu origin main',
      'git push origin +main:main',
      'git -c user.name=x push --mirror backup',
      'git push origin HEAD --force',
      "sh -c 'git push -f'",
    ],
    pass: [
      'git push origin main',
      'git push --force-with-lease',
      'git push -u origin feature',
      'git commit -m "git push --force"',
      'git push --dry-run --force',
      'git fetch --force',
    ],
  },
  judge: commands(['git'], (command) => {
    const { name, rest } = gitCommand(command);
    if (name !== 'push') return undefined;
    const read = readOptions(rest, PUSH);
    if (read.has('dry-run', 'n')) return undefined;
    const lease = read.options.some((one) => /^force-(?:with-lease|if-includes)/.test(one.name));
    return (
      read.has('f', 'mirror') ||
      read.options.some((one) => one.long && /^force?$|^forc$/.test(one.name)) ||
      (!lease && read.operands.some((word) => /^\+./.test(word.text)))
    );
  }),
});
