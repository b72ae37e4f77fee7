import { commands, defineRule } from '../define-rule.ts';
import { readOptions, type Word } from '../shell/model-api.ts';
import { gitCommand } from './support/subcommands.ts';

/** What a path names without a dot in its last part, as folders do and few files. */
const FOLDER =
  /\/$|(?:^|\/)(?!(?:Makefile|Dockerfile|LICENSE|Gemfile|Rakefile|Procfile|README|CHANGELOG|Vagrantfile|Jenkinsfile|Brewfile|Justfile|CODEOWNERS|VERSION)$)[^./]+$/i;

const WHOLE = /^(?::\/|:|\.|\.\/|\*|\.\.|\.\/\*)$/;

/** Throwing away changes that no commit holds. */
export const gitDiscard = defineRule({
  id: 'git-discard',
  category: 'destructive-git',
  severity: 'high',
  examples: {
    match: [
      'git reset --hard',
      'git reset --hard origin/main',
      'git checkout -- .',
      'git checkout .',
      'git restore .',
      'git clean -fd',
      'git -C api clean -xdff',
      'git checkout -f main',
      'git switch --discard-changes main',
      'git restore src/components',
      'git checkout HEAD~1 -- src/',
    ],
    pass: [
      'git reset --soft HEAD~1',
      'git checkout main',
      'git restore --staged .',
      'git clean -n',
      'git clean -nfd',
      'git checkout -b fix/restore',
      'git reset HEAD file.ts',
      'git restore src/a.ts Makefile',
      'git checkout -- src/a.ts',
      'git commit -m "git reset --hard"',
    ],
  },
  judge: commands(['git'], (command) => {
    const { name, rest } = gitCommand(command);
    const texts = rest.map((word) => word.text);
    switch (name) {
      case 'reset':
        return (
          texts.some((text) => /^--h(?:a|ar|ard)?$/.test(text) && text !== '--h') ||
          (texts.includes('--merge') && 'medium')
        );
      case 'clean': {
        const read = readOptions(rest, { short: 'e', long: ['exclude'] });
        return !read.has('n', 'dry-run', 'i', 'interactive') && read.has('f', 'force');
      }
      case 'checkout': {
        const read = readOptions(rest, {
          short: 'bB',
          long: ['orphan', 'pathspec-from-file', 'conflict'],
        });
        if (
          read.operands.some(
            (word) => WHOLE.test(word.text) || (word.text.includes('*') && read.dashes),
          )
        )
          return 'high';
        if (read.options.some((one) => one.name === 'f' || one.name === 'force')) return 'medium';
        if (!read.dashes || read.operands.length === 0) return undefined;
        return behindDashes(rest).some((text) => FOLDER.test(text)) ? 'medium' : 'info';
      }
      case 'switch':
        return readOptions(rest, { short: 'cC' }).has('f', 'force', 'discard-changes') && 'medium';
      case 'restore': {
        const read = readOptions(rest, { short: 's', long: ['source', 'pathspec-from-file'] });
        const worktree = !read.has('S', 'staged') || read.has('W', 'worktree');
        if (!worktree || read.operands.length === 0) return undefined;
        return read.operands.some((word) => WHOLE.test(word.text) || word.text.includes('*'))
          ? 'high'
          : read.operands.some((word) => FOLDER.test(word.text))
            ? 'medium'
            : 'info';
      }
      default:
        return undefined;
    }
  }),
});

function behindDashes(words: readonly Word[]): string[] {
  const at = words.findIndex((word) => word.text === '--');
  return words.slice(at + 1).map((word) => word.text);
}
