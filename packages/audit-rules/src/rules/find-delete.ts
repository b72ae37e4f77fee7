import { commands, defineRule } from '../define-rule.ts';
import { lossByFind } from './support/targets.ts';

/** `find -delete`, and `find -exec rm`. */
export const findDelete = defineRule({
  id: 'find-delete',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'find . -type f -delete',
      'find ~ -name "*.jpg" -delete',
      'find /var -mtime +30 -exec rm -f {} \\;',
      'find src -name "*.ts" | xargs rm',
      'find . -type d -name backup -exec sudo rm -rf {} +',
      'fd -e sql -x rm',
    ],
    pass: [
      'find . -name "*.pyc" -delete',
      'find . -name node_modules -type d -prune -exec rm -rf {} +',
      'find . -type d -empty -delete',
      'find . -name "*.ts" -exec grep -l delete {} +',
      'find /tmp/cache -type f -delete',
      'find . -name "*delete*"',
    ],
  },
  judge: commands(['find', 'gfind', 'fd', 'fdfind'], (command, subject) => {
    const texts = command.args.map((word) => word.text);
    const deletes =
      (/find$/.test(command.program) && texts.includes('-delete')) ||
      subject.commands.some(
        (one) =>
          /^(?:rm|unlink|shred|rmdir)$/.test(one.program) &&
          one.program !== 'rmdir' &&
          one.moreArguments &&
          (one.upstream.includes(command) ||
            (one.via.includes(command.program) && one.source === command.source)),
      );
    return deletes ? lossByFind(command, subject) : undefined;
  }),
});
