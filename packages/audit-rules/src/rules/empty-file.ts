import { defineRule, everyCommand } from '../define-rule.ts';
import { lossSeverity } from './support/targets.ts';

/** `> file` and its relatives: a redirection that writes nothing but empties the file. */
export const emptyFile = defineRule({
  id: 'empty-file',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      '> src/index.ts',
      ': > config/database.yml',
      'cat /dev/null > README.md',
      'true >| package.json',
      'sudo sh -c "> /etc/hosts"',
      'cp /dev/null data.db',
      'echo -n "" > src/index.ts',
    ],
    pass: [
      'ls > files.txt',
      '> /tmp/out.txt',
      ': > debug.log',
      'echo hi > notes.md',
      'cat /dev/null | wc -l',
      'sort a > b',
    ],
  },
  judge: everyCommand((command, subject) => {
    const { program, args } = command;
    if (program === 'cp' && args[0]?.text === '/dev/null' && args[1] !== undefined) {
      return lossSeverity(args[1], command, subject);
    }
    const writesNothing =
      (command.name === undefined &&
        /^\s*\d?>/.test(command.source) &&
        command.assignments.length === 0) ||
      program === ':' ||
      program === 'true' ||
      (/^(?:echo|printf)$/.test(program) && args.every((word) => /^(?:-n)?$/.test(word.text))) ||
      (program === 'cat' && args.length === 1 && args[0]?.text === '/dev/null');
    if (!writesNothing) return undefined;
    const target = command.redirects.find(
      (one) => /^(?:>|>\||&>)$/.test(one.operator) && (one.descriptor ?? 1) === 1,
    )?.target;
    if (
      target === undefined ||
      /^\/dev\/(?:null|std|fd|tty|tcp|udp)/.test(target.text) ||
      /^&?\d$/.test(target.text)
    )
      return undefined;
    const severity = lossSeverity(target, command, subject);
    return severity === 'high' && subject.place(target.text, command) === 'outside'
      ? 'medium'
      : severity;
  }),
});
