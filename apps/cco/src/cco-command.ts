import { auditCommand } from '@cco/audit-command';
import { COMMON, defineCommand } from '@cco/cli';
import { forgetCommand } from '@cco/forget-command';
import { liveCommands } from '@cco/live-command';
import { loggerCommand } from '@cco/logger-command';
import { searchCommand } from '@cco/search-command';
import { statsCommand } from '@cco/stats-command';
import { usageCommand } from '@cco/usage-command';
import manifest from '../package.json' with { type: 'json' };
import { liveContext } from './live-context.ts';

const { worker } = liveContext;
const textWorker = () => new URL('./text.worker.cjs', import.meta.url);

/** All of cco under one name; alone it gives an overview. */
export const ccoCommand = defineCommand({
  name: 'cco',
  summary: 'What Claude Code did, what it cost, and where that conversation was.',
  options: { json: COMMON.json },
  examples: [
    ['$0', 'today, this week, and the latest sessions'],
    ['$0 usage --last 7', 'exact tokens and dollars of the week'],
    ['$0 stats --range week', 'what was done, tool by tool'],
    ['$0 search prisma migration', 'find a session by its words'],
    ['$0 audit --since 7d', 'what of it deserves a look'],
    ['$0 logger install', 'log tool calls from now on'],
  ],
  exitCodes: [
    [0, 'done'],
    [1, 'an option is wrong'],
  ],
  notes: 'Completion: eval "$(cco completion bash)", or zsh.',
  subcommands: [
    usageCommand({ worker, subcommands: liveCommands(liveContext) }),
    statsCommand,
    searchCommand({ worker, textWorker }),
    auditCommand({ version: manifest.version, worker }),
    loggerCommand,
    forgetCommand,
  ],
  async run(options, io) {
    const { runOverview } = await import('./overview.ts');
    return runOverview(options, io);
  },
});
