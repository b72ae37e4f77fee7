import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { lossSeverity, worstOf } from './support/targets.ts';

/** `shred`, `truncate -s 0`, `srm`, `wipe`. */
export const wipeFile = defineRule({
  id: 'wipe-file',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'shred -u notes.txt',
      'truncate -s 0 src/main.ts',
      'sudo shred -n 3 -z /dev/sdb',
      'truncate --size=0 db.sqlite',
      'find . -name "*.md" -exec shred {} +',
      'srm -r private',
    ],
    pass: [
      'truncate -s 0 app.log',
      'truncate -s 10M /tmp/disk.img',
      'truncate -s +1G image.raw',
      'echo "shred -u x"',
      'man shred',
      "grep -n 'truncate' schema.sql",
    ],
  },
  judge: commands(
    ['shred', 'gshred', 'srm', 'wipe', 'truncate', 'gtruncate', 'sdelete'],
    (command, subject) => {
      const read = readOptions(command.args, {
        short: /truncate/.test(command.program) ? 'sr' : 'ns',
        long: ['size', 'iterations', 'reference', 'random-source'],
      });
      if (read.has('help', 'version')) return undefined;
      if (/truncate/.test(command.program)) {
        const size = read.values('s', 'size')[0]?.text ?? '';
        if (/^[+%/>]/.test(size) || !/^[-<]?\d/.test(size)) return undefined;
        if (!/^(?:0[a-zA-Z]*|-.*|<.*)$/.test(size)) return 'info';
      }
      if (read.operands.length === 0) return command.moreArguments ? 'medium' : undefined;
      return worstOf(read.operands.map((word) => lossSeverity(word, command, subject)));
    },
  ),
});
