import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { gitCommand } from './support/subcommands.ts';

/** Deleting local branches, stashes and worktrees that may hold the only copy. */
export const gitDeleteLocal = defineRule({
  id: 'git-delete-local',
  category: 'destructive-git',
  severity: 'medium',
  examples: {
    match: [
      'git branch -D feature',
      'git branch --delete --force old',
      'git stash drop',
      'git stash clear',
      'git branch | grep -v main | xargs git branch -D',
      'git worktree remove --force ../wt',
      'git update-ref -d refs/heads/x',
    ],
    pass: [
      'git branch -d merged',
      'git stash pop',
      'git stash list',
      'git branch --list "*-D*"',
      'git worktree remove ../wt',
      'git stash push -m "drop table"',
    ],
  },
  judge: commands(['git'], (command) => {
    const { name, rest } = gitCommand(command);
    const read = readOptions(rest, { short: 'um' });
    const [first] = read.operands;
    switch (name) {
      case 'branch':
        return read.has('D') || (read.has('d', 'delete') && read.has('f', 'force'));
      case 'stash':
        return first?.text === 'drop' || (first?.text === 'clear' && 'high');
      case 'worktree':
        return first?.text === 'remove' && read.has('f', 'force');
      case 'update-ref':
        return read.has('d', 'delete');
      default:
        return undefined;
    }
  }),
});
