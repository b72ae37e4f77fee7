import { COMMON, defineCommand } from '@cco/cli';

/** Shows where the hook is registered and what it wrote. */
export const statusCommand = defineCommand({
  name: 'status',
  summary: 'Show where the hook is registered and what it logged.',
  options: { json: COMMON.json },
  examples: [['$0', 'is it installed, and does it log?']],
  exitCodes: [[0, 'shown, whatever the state']],
  async run(options, io) {
    const { runStatus } = await import('./run-status.ts');
    return runStatus(options, io);
  },
});
