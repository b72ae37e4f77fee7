import { defineCommand } from '@cco/cli';
import { runHook } from '@cco/hook-logger';
import { installCommand } from './install.ts';
import { pruneCommand } from './prune.ts';
import { statusCommand } from './status.ts';
import { uninstallCommand } from './uninstall.ts';

/**
 * The command behind `session-logger` and `cco logger`. Alone it is the hook: it logs the payload
 * on standard input and gives 0 in any case. On a terminal, where no payload comes, it tells how
 * it is used.
 */
export const loggerCommand = defineCommand({
  name: 'logger',
  summary: 'Log every Claude Code tool call: the hook, and its installer.',
  options: {},
  examples: [
    ['$0 install', 'log all your sessions from now on'],
    ['$0 status', 'is it installed, and does it log?'],
    ['$0 prune --older-than 30d', 'delete old logs'],
    ['$0 < payload.json', 'what Claude Code does after each tool call'],
  ],
  exitCodes: [
    [0, 'the hook: always'],
    [1, 'the subcommands: a wrong option, or something that could not be done'],
  ],
  notes: [
    'Environment:',
    '  CLAUDE_LOG_DIR     where the logs go (~/.claude/logs)',
    '  CLAUDE_LOG_TOKENS  anything but true writes zeros for tokens (true)',
    "  CLAUDE_SESSION_ID  the session's name in the log (Claude Code's own id)",
    '  CLAUDE_PROJECT_DIR the folder that names the project (the working directory)',
  ].join('\n'),
  subcommands: [installCommand, uninstallCommand, statusCommand, pruneCommand],
  run(_options, io) {
    if ((io.stdin as { isTTY?: boolean }).isTTY === true) {
      io.err('This is a hook: Claude Code runs it after each tool call, with a payload.\n');
      io.err('Run it with `install` to register it, or with `--help` to see more.\n');
    } else {
      runHook({ env: io.env, now: io.now() });
    }
    return 0;
  },
});
