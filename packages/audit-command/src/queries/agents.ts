import { redactSecrets } from '@cco/secrets';
import { field, type Query } from './query.ts';

/** Subagents that were started, with what they were told. */
export const agentsQuery: Query = {
  name: 'agents',
  summary: 'Subagents that were started, with their prompts.',
  example: 'what it delegated',
  list(calls, time) {
    const rows = calls
      .filter(({ tool }) => tool === 'Task' || tool === 'Agent')
      .map(({ time: ms, source, outcome, input }) => ({
        time: time(ms),
        session: source.session,
        type: field(input, 'subagent_type') ?? 'general-purpose',
        description: field(input, 'description'),
        outcome,
        prompt: redactSecrets(field(input, 'prompt') ?? ''),
      }));
    return {
      columns: [
        { key: 'time', title: 'Time' },
        { key: 'session', title: 'Session', hidden: true },
        { key: 'type', title: 'Type' },
        { key: 'description', title: 'Task', shrink: true },
        { key: 'outcome', title: 'Outcome' },
        { key: 'prompt', title: 'Prompt', shrink: true },
      ],
      rows,
    };
  },
};
