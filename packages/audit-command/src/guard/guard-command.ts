import { defineCommand } from '@cco/cli';

/** The PreToolUse hook. */
export const guardCommand = defineCommand({
  name: 'guard',
  summary: 'The PreToolUse hook: denies or asks before a call is made.',
  options: {
    'on-error': {
      type: 'string',
      choices: ['ask', 'pass'],
      default: 'ask',
      describe: 'What happens to a call that cannot be judged',
    },
  },
  examples: [['$0 < payload.json', 'what Claude Code does before each tool call']],
  exitCodes: [
    [0, 'always; the decision is the JSON on standard output, nothing means nothing against'],
  ],
  notes: [
    'Denies what is critical and asks about what is high, unless the policy says else:',
    'cco.audit.json in the config folder, or in the project. A call that it cannot judge is asked',
    'about, and leaves a line in audit-guard.log in the log folder. In the permission modes auto,',
    'bypassPermissions and dontAsk, asking becomes denying, unless the policy says else.',
  ].join('\n'),
  async run(options, io) {
    if ((io.stdin as { isTTY?: boolean }).isTTY === true) {
      io.err('This is a hook: Claude Code runs it before each tool call, with a payload.\n');
      io.err('Run `install-guard` to register it.\n');
      return 0;
    }
    const { runGuard } = await import('./run-guard.ts');
    await runGuard({ env: io.env, now: io.now(), write: io.out, onError: options['on-error'] });
    return 0;
  },
});
