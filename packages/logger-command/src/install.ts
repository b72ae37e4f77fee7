import { COMMON, defineCommand } from '@cco/cli';
import { LOGGED_EVENTS } from '@cco/hook-logger';
import { SCOPE_OPTIONS } from '@cco/self-install';

/** Registers the hook in a settings file. */
export const installCommand = defineCommand({
  name: 'install',
  summary: "Register the hook in Claude Code's settings.",
  options: {
    ...SCOPE_OPTIONS,
    events: {
      type: 'string',
      default: LOGGED_EVENTS.join(','),
      describe: 'Calls to log: those that succeed, those that fail',
    },
    command: {
      type: 'string',
      describe: 'The command that Claude Code runs',
      defaultText: 'this program',
    },
    replace: { type: 'boolean', describe: 'Take out session-logger.sh' },
    'dry-run': COMMON['dry-run'],
    json: COMMON.json,
  },
  examples: [
    ['$0', 'log all your sessions'],
    ['$0 --local --dry-run', "show what would change in this folder's settings"],
    ['$0 --replace', 'take the place of session-logger.sh'],
  ],
  exitCodes: [
    [0, 'registered, or was already'],
    [1, 'wrong option, or settings that cannot be changed; nothing was written'],
  ],
  async run(options, io) {
    const { runInstall } = await import('./run-install.ts');
    return runInstall(options, io);
  },
});
