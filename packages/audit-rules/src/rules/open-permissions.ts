import { commands, defineRule } from '../define-rule.ts';
import type { Severity } from '../finding.ts';
import { readOptions, type SimpleCommand } from '../shell/model-api.ts';
import type { Subject } from '../subject.ts';

/** `chmod 777` and the like, above all over whole trees. */
export const openPermissions = defineRule({
  id: 'open-permissions',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'chmod -R 777 .',
      'sudo chmod 0777 -R /var/www',
      'chmod -R a+rwx src',
      'chmod --recursive o+w /srv',
      'chmod 777 /etc/passwd',
      'find . -exec chmod 777 {} +',
      'sudo chmod -R 000 /etc',
      'setfacl -R -m o::rwx /srv',
    ],
    pass: [
      'chmod +x run.sh',
      'chmod -R 755 dist',
      'chmod 600 ~/.ssh/id_rsa',
      'chmod -R u+rwX,go-w .',
      'chmod 644 777.txt',
      'chmod -R 777 /tmp/share',
      'stat -c %a file',
    ],
  },
  judge: commands(['chmod', 'gchmod', 'setfacl'], (command, subject) => {
    if (command.program === 'setfacl') return accessForOthers(command, subject);
    const read = readOptions(
      command.args.filter((word) => !/^-[rwxXst]/.test(word.text) || /^-R/.test(word.text)),
      { long: ['reference'] },
    );
    const [mode, ...targets] = read.operands;
    if (mode === undefined) return undefined;
    const text = mode.text;
    const open =
      /^[0-7]?[0-7][0-7][2367]$/.test(text) ||
      /(?:^|,)(?:[ugo]*[oa][ugo]*|)[+=][rxXst]*w/.test(text);
    const shut = /^0?000$|^a-rwx|^a=$/.test(text);
    if (!open && !shut) return undefined;
    const recursive = read.has('R', 'recursive');
    const places = targets.map((word) => subject.place(word.text, command));
    if (text.startsWith('+') || (/^o?\+/.test(text) && !/o/.test(text))) return 'info';
    if (places.includes('root')) return recursive ? 'critical' : 'high';
    if (places.length > 0 && places.every((place) => place === 'temporary' || place === 'build'))
      return 'info';
    if (recursive || command.moreArguments)
      return places.includes('home') || places.includes('outside') ? 'high' : 'medium';
    return places.includes('home') || places.includes('outside') ? 'low' : 'info';
  }),
});

function accessForOthers(command: SimpleCommand, subject: Subject): Severity | undefined {
  const read = readOptions(command.args, { short: 'mMxX', long: ['modify', 'set'] });
  const entries = read.values('m', 'modify', 'set').map((word) => word.text);
  if (!entries.some((text) => /(?:^|,)(?:d(?:efault)?:)?o(?:ther)?::?r?w/.test(text)))
    return undefined;
  const places = read.operands.map((word) => subject.place(word.text, command));
  if (places.every((place) => place === 'temporary' || place === 'build')) return 'info';
  return read.has('R', 'recursive') ? 'medium' : 'low';
}
