import { commands, defineRule } from '../define-rule.ts';
import { readOptions } from '../shell/model-api.ts';
import { lossSeverity } from './support/targets.ts';

/** Copies that delete what the source does not have: `rsync --delete`, `robocopy /mir`. */
export const syncDelete = defineRule({
  id: 'sync-delete',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      'rsync -a --delete empty/ src/',
      'sudo rsync -aHx --delete-after /mnt/old/ /home/user/mirror/',
      'rsync --del -r a/ ../backend/',
      'rsync -av --delete-excluded --exclude .git ./ ~/mirror/',
      { tool: 'Cmd', input: { command: 'robocopy C:\\empty C:\\work /MIR' } },
    ],
    pass: [
      'rsync -a src/ backup/',
      'rsync -a --delete src/ dist/',
      'rsync -an --delete src/ docs/',
      'rsync --dry-run --delete a/ b/',
      'echo "rsync -a --delete empty/ src/"',
      'rsync -a --delete src/ /tmp/copy/',
    ],
  },
  judge: commands(['rsync', 'robocopy'], (command, subject) => {
    if (command.program.toLowerCase() === 'robocopy') {
      const words = command.args.map((word) => word.text);
      const mirrors = words.some((text) => /^\/{1,2}(?:mir|purge)$/i.test(text));
      const target = command.args.filter((word) => !word.text.startsWith('/'))[1];
      if (!mirrors || words.some((text) => /^\/{1,2}l$/i.test(text)) || !target) return undefined;
      return lossSeverity(target, command, subject);
    }
    const read = readOptions(command.args, { short: 'eBTMf', long: VALUED });
    if (read.has('n', 'dry-run', 'list-only')) return undefined;
    if (!read.options.some(({ name, long }) => long && /^del(?:ete|$)/.test(name)))
      return undefined;
    const target = read.operands.at(-1);
    if (target === undefined || read.operands.length < 2) return undefined;
    // On another machine it is a copy out, which has a rule of its own.
    if (/^(?:[\w.-]+@)?[\w.-]{2,}:|^rsync:/.test(target.text)) return undefined;
    return lossSeverity(target, command, subject);
  }),
});

const VALUED = [
  'rsh',
  'exclude',
  'include',
  'exclude-from',
  'include-from',
  'files-from',
  'filter',
  'backup-dir',
  'suffix',
  'bwlimit',
  'timeout',
  'max-size',
  'min-size',
  'partial-dir',
  'temp-dir',
  'compare-dest',
  'copy-dest',
  'link-dest',
  'out-format',
  'log-file',
  'chmod',
  'chown',
];
