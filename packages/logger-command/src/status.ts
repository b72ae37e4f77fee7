import { defineCommand } from '@cco/cli';

/** The options of `status`. */
export interface StatusOptions {
  readonly json: boolean;
}

/** Shows where the hook is registered and what it wrote. */
export const statusCommand = defineCommand<StatusOptions>({
  name: 'status',
  summary: 'Show where the hook is registered and what it logged.',
  options: (yargs) =>
    yargs.option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  examples: [['$0', 'is it installed, and does it log?']],
  exitCodes: [[0, 'shown, whatever the state']],
  async run(options, io) {
    const { runStatus } = await import('./run-status.ts');
    return runStatus(options, io);
  },
});
