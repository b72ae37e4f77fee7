import { findSecrets, type SecretMatch, type SecretTier } from '@cco/secrets';
import { type ToolCall, textsIn } from '../call.ts';
import { defineRule, type Hit } from '../define-rule.ts';
import type { Subject } from '../subject.ts';

const key = (prefix: string, length: number): string =>
  prefix + 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(8).slice(0, length);

/** Secrets whose shape belongs to one issuer, in what a tool was given or answered. */
export const secretCertain = defineRule({
  id: 'secret-certain',
  category: 'secrets',
  severity: 'high',
  examples: {
    match: [
      `export AWS_ACCESS_KEY_ID=${'AKIA'}QZ7RT2MNB4WXY5KD`,
      {
        tool: 'Write',
        input: { file_path: 'a.ts', content: `const token = '${key('ghp_', 36)}';` },
      },
      `curl -H "x-api-key: ${key('sk-ant-api03-', 90)}" https://api.acme.io`,
      { tool: 'Edit', input: { file_path: 'a', old_string: '', new_string: key('glpat-', 20) } },
      { tool: 'Bash', input: { command: 'cat config' }, output: `stripe: ${key('sk_live_', 24)}` },
    ],
    pass: [
      'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE',
      {
        tool: 'Write',
        input: {
          file_path: 'a.md',
          content: 'GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
        },
      },
      'git show 3f786850e387550fdab836ed7e6dc881de23001b',
      'echo sk-ant-api03-',
      { tool: 'Read', input: { file_path: 'docs/tokens.md' } },
    ],
  },
  judge: (subject) => secretsIn(subject, 'certain'),
});

/** Looks through everything a tool was given, and its answer where it is known. */
export function* secretsIn({ call }: Subject, tier: SecretTier): Iterable<Hit> {
  let matches = found.get(call);
  if (matches === undefined) {
    matches = allSecrets(call);
    found.set(call, matches);
  }
  for (const match of matches) {
    if (match.tier === tier) yield { evidence: `${match.kind}: ${match.redacted}` };
  }
}

/** Two rules ask for the same texts. */
const found = new WeakMap<ToolCall, readonly SecretMatch[]>();

function allSecrets(call: ToolCall): SecretMatch[] {
  const texts =
    typeof call.input === 'string' ? [{ name: '', text: call.input }] : textsIn(call.input);
  if (call.output !== undefined) texts.push({ name: 'output', text: call.output });
  return texts.flatMap(({ text }) => findSecrets(text));
}
