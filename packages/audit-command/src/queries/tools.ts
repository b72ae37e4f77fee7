import { ended, grouped, type Query, sessionsOf } from './query.ts';

/** Tools with how often they were used, and how that ended. */
export const toolsQuery: Query = {
  name: 'tools',
  summary: 'Tools, with how often they were used.',
  example: 'which tools it used',
  list(calls) {
    const rows = [...grouped(calls, ({ tool }) => tool)].map(([tool, own]) => ({
      tool,
      count: own.length,
      failed: ended(own, 'failed'),
      denied: ended(own, 'denied'),
      sessions: sessionsOf(own),
    }));
    rows.sort((a, b) => b.count - a.count || (a.tool < b.tool ? -1 : 1));
    return {
      columns: [
        { key: 'tool', title: 'Tool', shrink: true },
        { key: 'count', title: 'Calls' },
        { key: 'failed', title: 'Failed' },
        { key: 'denied', title: 'Denied' },
        { key: 'sessions', title: 'Sessions' },
      ],
      rows,
    };
  },
};
