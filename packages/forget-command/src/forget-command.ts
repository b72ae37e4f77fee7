import { defineCommand } from '@cco/cli';
import { FORGET_OPTIONS } from './forget-options.ts';

/** Removes a folder, a project or a session from everything that cco keeps: `cco forget`. */
export const forgetCommand = defineCommand({
  name: 'forget',
  summary: 'Remove a folder, a project or a session from everything that cco keeps.',
  options: FORGET_OPTIONS,
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
