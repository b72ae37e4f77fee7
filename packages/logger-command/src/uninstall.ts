import { COMMON, defineCommand } from '@cco/cli';
import { SCOPE_OPTIONS } from '@cco/self-install';

/** Takes the hook out of a settings file. */
export const uninstallCommand = defineCommand({
  name: 'uninstall',
  summary: "Take the hook out of Claude Code's settings; the logs stay.",
  options: {
    ...SCOPE_OPTIONS,
    command: { type: 'string', describe: 'The command it was installed with, if it was your own' },
    'dry-run': COMMON['dry-run'],
    json: COMMON.json,
  },
  examples: [
    ['$0', 'stop logging your sessions'],
    ['$0 --project', "take it out of this folder's shared settings"],
  ],
  exitCodes: [
    [0, 'taken out, or was not there'],
    [1, 'wrong option, or settings that cannot be changed; nothing was written'],
  ],
  async run(options, io) {
    const { runUninstall } = await import('./run-uninstall.ts');
    return runUninstall(options, io);
  },
});
