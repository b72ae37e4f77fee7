import { redactSecrets } from '@cco/secrets';
import type { StoredCall } from '@cco/session-index/store';
import { field, grouped, type Query, sessionsOf } from './query.ts';

const URLS = /\bhttps?:\/\/[^\s"'`<>|;&)\\]+/g;

/** Addresses that were fetched, or that stand on command lines. */
export const urlsQuery: Query = {
  name: 'urls',
  summary: 'Addresses that were fetched or stand on command lines.',
  example: 'which hosts it talked to',
  list(calls) {
    const found = calls.flatMap((call) => urlsOf(call).map((url) => ({ url, call })));
    const rows = [...grouped(found, ({ url }) => url)].map(([url, own]) => ({
      url: redactSecrets(url),
      host: URL.canParse(url) ? new URL(url).host : '',
      tools: [...new Set(own.map(({ call }) => call.tool))].sort().join(', '),
      count: own.length,
      sessions: sessionsOf(own.map(({ call }) => call)),
    }));
    rows.sort((a, b) => b.count - a.count || (a.url < b.url ? -1 : 1));
    return {
      columns: [
        { key: 'url', title: 'Address', shrink: true },
        { key: 'host', title: 'Host', hidden: true },
        { key: 'tools', title: 'Tools' },
        { key: 'count', title: 'Times' },
        { key: 'sessions', title: 'Sessions' },
      ],
      rows,
    };
  },
};

function urlsOf({ tool, input }: StoredCall): string[] {
  const url = field(input, 'url', 'uri');
  if (url !== undefined && (tool === 'WebFetch' || tool.startsWith('mcp__'))) return [url];
  const command = /^(?:Bash|PowerShell|Cmd)$/.test(tool) ? field(input, 'command') : undefined;
  return command === undefined ? [] : [...command.matchAll(URLS)].map(([one]) => one);
}
