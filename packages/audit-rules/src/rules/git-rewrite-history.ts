import { commands, defineRule } from '../define-rule.ts';
import { gitCommand } from './support/subcommands.ts';

/** Rewriting history, and removing what would bring it back. */
export const gitRewriteHistory = defineRule({
  id: 'git-rewrite-history',
  category: 'destructive-git',
  severity: 'high',
  examples: {
    match: [
      'git filter-branch --force --index-filter "git rm --cached x" HEAD',
      'git reflog expire --expire=now --all',
      'git filter-repo --path secrets --invert-paths',
      'git gc --prune=now --aggressive',
      'git -C x reflog delete HEAD@{1}',
      'bfg --delete-files id_rsa',
    ],
    pass: [
      'git reflog',
      'git gc',
      'git reflog show main',
      'git rebase main',
      'git log --all',
      'git prune-packed --dry-run',
    ],
  },
  judge: commands(['git', 'git-filter-repo', 'git-filter-branch', 'bfg'], (command) => {
    if (command.program !== 'git')
      return !command.args.some((word) => /^--(?:help|version|analyze|dry-run)$/.test(word.text));
    const { name, rest } = gitCommand(command);
    const texts = rest.map((word) => word.text);
    switch (name) {
      case 'filter-branch':
        return true;
      case 'filter-repo':
        return !texts.some((text) => text === '--analyze' || text === '--dry-run');
      case 'reflog':
        return (
          /^(?:expire|delete)$/.test(texts[0] ?? '') &&
          !texts.includes('--dry-run') &&
          !texts.includes('-n')
        );
      case 'gc':
        return texts.some((text) => /^--prune=(?:now|all)$/.test(text)) && 'medium';
      case 'prune':
        return !texts.some((text) => text === '-n' || text === '--dry-run') && 'low';
      default:
        return undefined;
    }
  }),
});
