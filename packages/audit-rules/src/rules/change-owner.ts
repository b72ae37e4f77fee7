import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';

/** `chown -R` and `chgrp -R`. */
export const changeOwner = defineRule({
  id: 'change-owner',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'sudo chown -R root:root /usr',
      'chown -R nobody .',
      'chown --recursive www-data:www-data /var/www',
      'sudo chgrp -hR staff ~/work',
      "ssh web 'chown -R deploy /srv'",
    ],
    pass: [
      'chown user file.txt',
      'sudo chown -R $USER node_modules',
      'chown --reference=a b',
      'chown -R me /tmp/x',
      "grep -r 'chown -R' Dockerfile",
      'ls -lR',
    ],
  },
  judge: commands(['chown', 'chgrp', 'gchown'], (command, subject) => {
    const read = readOptions(command.args, { long: ['from', 'reference'] });
    if (!read.has('R', 'recursive')) return undefined;
    const targets = read.has('reference') ? read.operands : read.operands.slice(1);
    const places = targets.map((word) => subject.place(word.text, command));
    if (places.includes('root')) return 'critical';
    if (places.includes('home') || places.includes('outside')) return 'high';
    return places.every((place) => place === 'temporary' || place === 'build') ? 'info' : 'low';
  }),
});
