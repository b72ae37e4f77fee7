import { redactSecrets } from '@cco/secrets';
import { field, type Query } from './query.ts';

/** Command lines in the order they were run. */
export const commandsQuery: Query = {
  name: 'commands',
  summary: 'Command lines that were run.',
  example: 'what it ran, in order',
  list(calls, time) {
    const rows = calls.flatMap((call) => {
      const command = field(call.input, 'command');
      if (command === undefined || !/^(?:Bash|PowerShell|Cmd)$/.test(call.tool)) return [];
      return [
        {
          time: time(call.time),
          session: call.source.session,
          agent: call.source.agent,
          outcome: call.outcome,
          exit_code: call.exitCode,
          cwd: call.cwd,
          command: redactSecrets(command),
        },
      ];
    });
    return {
      columns: [
        { key: 'time', title: 'Time' },
        { key: 'session', title: 'Session', hidden: true },
        { key: 'agent', title: 'Agent', hidden: true },
        { key: 'outcome', title: 'Outcome' },
        { key: 'exit_code', title: 'Exit', hidden: true },
        { key: 'cwd', title: 'Folder', hidden: true },
        { key: 'command', title: 'Command', shrink: true },
      ],
      rows,
    };
  },
};
