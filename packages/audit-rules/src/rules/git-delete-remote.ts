import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { PUSH } from './git-force-push.ts';
import { gitCommand } from './support/subcommands.ts';

/** Deleting branches and tags of a remote. */
export const gitDeleteRemote = defineRule({
  id: 'git-delete-remote',
  category: 'destructive-git',
  severity: 'high',
  examples: {
    match: [
      'git push origin --delete feature',
      'git push -d origin v1.0',
      'git push origin :main',
      'git push --prune origin',
      'env GIT_SSH_COMMAND=ssh git push origin :refs/tags/v1',
    ],
    pass: [
      'git push origin main:main',
      'git branch -d merged',
      'git push origin HEAD:refs/heads/x',
      'git remote prune origin',
      'echo git push origin :main',
    ],
  },
  judge: commands(['git'], (command) => {
    const { name, rest } = gitCommand(command);
    if (name !== 'push') return undefined;
    const read = readOptions(rest, PUSH);
    return (
      !read.has('dry-run', 'n') &&
      (read.has('d', 'delete', 'prune') || read.operands.some((word) => /^:./.test(word.text)))
    );
  }),
});
