import { commands, defineRule } from '../define-rule.ts';
import { hostOf, isLocalHost } from '../network.ts';
import { readOptions } from '../shell/model-api.ts';

/** A DELETE request to a host that is not this machine. */
export const httpDelete = defineRule({
  id: 'http-delete',
  category: 'destructive-services',
  severity: 'medium',
  examples: {
    match: [
      'curl -X DELETE https://api.acme.io/v1/users/3',
      'curl -XDELETE https://search.acme.io:9200/orders',
      'curl -s --request DELETE -H "A: b" https://api.acme.io/x',
      'http DELETE https://api.acme.io/x',
      "ssh h 'curl -X delete https://api.acme.io/x'",
    ],
    pass: [
      'curl -X DELETE http://localhost:3000/users/3',
      'curl https://api.acme.io/delete',
      'curl -X POST https://api.acme.io/x',
      'echo "curl -X DELETE https://x.io"',
      'curl -XGET https://api.acme.io',
    ],
  },
  judge: commands(['curl', 'http', 'https', 'xh', 'wget'], (command) => {
    const read = readOptions(command.args, {
      short: 'XHdoFTuAbecmwxK',
      long: ['request', 'header', 'data', 'output', 'user', 'url', 'method'],
    });
    const method = [
      ...read.values('X', 'request', 'method'),
      ...(/^(?:https?|xh)$/.test(command.program) ? read.operands.slice(0, 1) : []),
    ];
    if (!method.some((word) => /^delete$/i.test(word.text))) return undefined;
    const hosts = command.args
      .map((word) => hostOf(word.text))
      .filter((host) => host !== undefined);
    return hosts.length > 0 && !hosts.every(isLocalHost);
  }),
});
