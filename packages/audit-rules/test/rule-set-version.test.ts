import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  auditCall,
  auditSession,
  FLOWS,
  RULE_SET_VERSION,
  RULES,
  type ToolCall,
} from '../src/index.ts';
import { CONTEXT, callOf } from './context.ts';
import { readCorpus } from './corpus.ts';

/** A change of what rules find, without a new version, would leave old findings standing. */
it('has a version of its own for every behaviour', () => {
  const known = JSON.parse(
    readFileSync(new URL('./golden/rule-sets.json', import.meta.url), 'utf8'),
  );
  const message =
    'The rules find something else than before, or the corpus grew. In the first case raise RULE_SET_VERSION; in both put the hash into test/golden/rule-sets.json.';
  expect(known[RULE_SET_VERSION], message).toBe(hashOfBehaviour());
});

function hashOfBehaviour(): string {
  const hash = createHash('sha256');
  for (const { id, category, severity } of [...RULES, ...FLOWS]) {
    hash.update(`${id} ${category} ${severity}\n`);
  }
  const examples = RULES.flatMap((rule) => [...rule.examples.match, ...rule.examples.pass]);
  const corpus = [...readCorpus('risky'), ...readCorpus('harmless')];
  for (const call of [...examples.map(callOf), ...corpus.map(({ call }) => call)]) {
    const found = auditCall(call, CONTEXT).map(({ ruleId, severity }) => `${ruleId} ${severity}`);
    hash.update(`${found.join(', ')}\n`);
  }
  const sessions = FLOWS.flatMap(({ examples: { match, pass } }): (string | ToolCall)[][] =>
    [...match, ...pass].map((session) => [...session]),
  );
  for (const session of sessions) {
    const found = auditSession(session.map(callOf), CONTEXT);
    hash.update(`${found.map(({ ruleId, severity }) => `${ruleId} ${severity}`).join(', ')}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}
