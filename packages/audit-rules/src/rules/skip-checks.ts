import { defineRule, everyCommand } from '../define-rule.ts';
import { readOptions, type SimpleCommand } from '../shell/model-api.ts';
import { gitCommand } from './support/subcommands.ts';

/** Going around hooks and checks of the repository. */
export const skipChecks = defineRule({
  id: 'skip-checks',
  category: 'persistence',
  severity: 'medium',
  examples: {
    match: [
      'git commit --no-verify -m x',
      'git commit -nm "x"',
      'git -C api push --no-verify',
      'HUSKY=0 git commit -m x',
      'git -c core.hooksPath=/dev/null commit -m x',
      'git config core.hooksPath /dev/null',
      'SKIP=eslint git commit -m x',
      'git config --global http.sslVerify false',
      'pre-commit uninstall',
      'rm -f .git/hooks/pre-push',
    ],
    pass: [
      'git commit -m "--no-verify is bad"',
      'git commit -am x',
      'git push -n origin main',
      'git config core.hooksPath',
      'git config user.email a@b.c',
      'npm test -- --no-verify',
      'pre-commit run --all-files',
      'rm .git/hooks/pre-commit.sample',
      'git log -n 5',
      'git config --get core.hooksPath',
    ],
  },
  judge: everyCommand((command) => {
    const removed = removesHooks(command);
    if (removed) return true;
    if (command.program !== 'git') {
      return command.program === '' || command.program === 'export'
        ? command.args.some((word) => /^(?:HUSKY=0|HUSKY_SKIP_HOOKS=(?:1|true))$/.test(word.text))
        : undefined;
    }
    const { name, rest, settings } = gitCommand(command);
    if (settings.some((one) => /^core\.hookspath=/i.test(one))) return 'high';
    if (/^(?:commit|push|merge|rebase|am|cherry-pick)$/.test(name)) {
      const read = readOptions(rest, {
        short: name === 'commit' ? 'mFcCtuS' : 'omXsS',
        long: [
          'message',
          'file',
          'author',
          'date',
          'fixup',
          'squash',
          'trailer',
          'template',
          'reuse-message',
          'push-option',
          'cleanup',
        ],
      });
      if (read.options.some((one) => /^no-ver/.test(one.name))) return true;
      if (name === 'commit' && read.has('n')) return true;
      return command.assignments.some(
        (one) =>
          /^(?:HUSKY|HUSKY_SKIP_HOOKS|SKIP|PRE_COMMIT_ALLOW_NO_CONFIG|LEFTHOOK)$/.test(one.name) &&
          !(one.name === 'HUSKY' && one.value.text !== '0'),
      );
    }
    if (name !== 'config') return undefined;
    const words = readOptions(rest, { short: 'f', long: ['file', 'type', 'default'] });
    if (words.has('get', 'list', 'l', 'get-all', 'get-regexp', 'unset', 'show-origin'))
      return words.has('unset') && /hookspath/i.test(words.operands[0]?.text ?? '')
        ? 'low'
        : undefined;
    const [key = '', value] = words.operands
      .filter((word) => !/^(?:set|add)$/.test(word.text))
      .map((word) => word.text);
    if (value === undefined) return undefined;
    if (/^core\.(?:hookspath|sshcommand|fsmonitor|pager|editor)$/i.test(key))
      return /hookspath|sshcommand/i.test(key) ? 'high' : 'low';
    if (/^http\..*sslverify$/i.test(key) || /^http\.sslverify$/i.test(key))
      return value === 'false' && 'high';
    if (/^credential\..*helper$|^credential\.helper$/i.test(key))
      return /store|^!/.test(value) && 'medium';
    return /^alias\./i.test(key) && value.startsWith('!') && 'medium';
  }),
});

function removesHooks({ program, args }: SimpleCommand): boolean {
  const texts = args.map((word) => word.text);
  if (/^(?:pre-commit|husky|lefthook)$/.test(program)) return texts.includes('uninstall');
  return (
    /^(?:rm|mv|unlink)$/.test(program) &&
    texts.some((text) => /(?:^|\/)(?:\.git\/hooks|\.husky)(?:\/[\w-]+)?\/?$/.test(text))
  );
}
