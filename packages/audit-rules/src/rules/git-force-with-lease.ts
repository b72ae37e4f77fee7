import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { PUSH } from './git-force-push.ts';
import { gitCommand } from './support/subcommands.ts';

/** The careful forced push. */
export const gitForceWithLease = defineRule({
  id: 'git-force-with-lease',
  category: 'destructive-git',
  severity: 'low',
  examples: {
    match: [
      'git push --force-with-lease',
      'git push origin topic --force-with-lease=topic:abc123',
      'git -C x push --force-with-lease --force-if-includes',
      'sudo -u deploy git push --force-with-lease',
      'git push --force-if-includes --force-with-lease origin x',
    ],
    pass: [
      'git push',
      'git push origin main',
      'echo "use --force-with-lease"',
      'git log --grep="--force-with-lease"',
      'git push --dry-run --force-with-lease',
    ],
  },
  judge: commands(['git'], (command) => {
    const { name, rest } = gitCommand(command);
    const read = readOptions(rest, PUSH);
    return (
      name === 'push' &&
      !read.has('dry-run', 'n') &&
      read.options.some((one) => one.name.startsWith('force-with'))
    );
  }),
});
