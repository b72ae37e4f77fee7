import { field, grouped, type Query, sessionsOf } from './query.ts';

/** What was searched for, in files and on the web. */
export const searchesQuery: Query = {
  name: 'searches',
  summary: 'What was searched for, in files and on the web.',
  example: 'what it looked for again and again',
  list(calls) {
    const found = calls.flatMap((call) => {
      if (!/^(?:Grep|Glob|WebSearch|LS|ToolSearch|web_search)$/.test(call.tool)) return [];
      const pattern = field(call.input, 'pattern', 'query', 'glob', 'path') ?? '';
      const path = field(call.input, 'path') ?? '';
      return [{ call, pattern, path: pattern === path ? '' : path }];
    });
    const groups = grouped(found, ({ call, pattern, path }) => `${call.tool}\0${pattern}\0${path}`);
    const rows = [...groups.values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      return [
        {
          tool: first.call.tool,
          pattern: first.pattern,
          path: first.path,
          count: own.length,
          sessions: sessionsOf(own.map(({ call }) => call)),
        },
      ];
    });
    rows.sort((a, b) => b.count - a.count || (a.pattern < b.pattern ? -1 : 1));
    return {
      columns: [
        { key: 'tool', title: 'Tool' },
        { key: 'pattern', title: 'Pattern', shrink: true },
        { key: 'path', title: 'In', shrink: true, keep: 'end' },
        { key: 'count', title: 'Times' },
        { key: 'sessions', title: 'Sessions' },
      ],
      rows,
    };
  },
};
