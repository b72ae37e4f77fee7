import { commands, defineRule } from '../define-rule.ts';
import type { SimpleCommand } from '../shell/model-api.ts';
import type { Subject } from '../subject.ts';
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
      command.downstream.some(isDeleter) ||
      startedDeleters(subject).has(`${command.program} ${command.source}`);
    return deletes ? lossByFind(command, subject) : undefined;
  }),
});

const DELETERS = ['rm', 'unlink', 'shred'];

function isDeleter({ program, moreArguments }: SimpleCommand): boolean {
  return moreArguments && DELETERS.includes(program);
}

const known = new WeakMap<Subject, ReadonlySet<string>>();

/** What started deleters, and as part of which text: worked out once for all commands of a call. */
function startedDeleters(subject: Subject): ReadonlySet<string> {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const started = new Set<string>();
  for (const one of DELETERS.flatMap((program) => subject.running(program))) {
    if (isDeleter(one)) for (const program of one.via) started.add(`${program} ${one.source}`);
  }
  known.set(subject, started);
  return started;
}
