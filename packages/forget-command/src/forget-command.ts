import { defineCommand } from '@cco/cli';

/** The options of `cco forget`. */
export interface ForgetOptions {
  readonly folder: string | undefined;
  readonly project: string | undefined;
  readonly session: string | undefined;
  readonly 'dry-run': boolean;
  readonly yes: boolean;
  readonly again: boolean;
  readonly json: boolean;
}

/** Removes a folder, a project or a session from everything that cco keeps: `cco forget`. */
export const forgetCommand = defineCommand<ForgetOptions>({
  name: 'forget',
  summary: 'Remove a folder, a project or a session from everything that cco keeps.',
  options: (yargs) =>
    yargs
      .option('session', { type: 'string', requiresArg: true, describe: 'A session, by its id' })
      .option('project', {
        type: 'string',
        requiresArg: true,
        describe: 'A project, by its name, its working directory or its project folder',
      })
      .option('folder', {
        type: 'string',
        requiresArg: true,
        describe: 'All that was read from a config folder',
      })
      .option('dry-run', {
        type: 'boolean',
        default: false,
        describe: 'Say what would be removed, and remove nothing',
      })
      .option('yes', { type: 'boolean', default: false, describe: 'Do not ask' })
      .option('again', {
        type: 'boolean',
        default: false,
        describe: 'Take it back: read again what is still there',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  examples: [
    ['$0 --session 84f6a1d3-c25b-4079-8e34-7d90c3b5f107', 'one session'],
    ['$0 --project web-shop --dry-run', 'what would be removed of a project'],
    ['$0 --folder /tmp/other/.claude --yes', 'all that was read from a config folder'],
    ['$0 --project web-shop --again', 'take it back'],
  ],
  exitCodes: [
    [0, 'done, or nothing is kept of it'],
    [1, 'an option is wrong, or nobody agreed'],
  ],
  notes:
    'Transcripts are never deleted. Those that are still there are left out from now on, until --again.',
  async run(options, io) {
    const { runForget } = await import('./run-forget.ts');
    return runForget(options, io);
  },
});
