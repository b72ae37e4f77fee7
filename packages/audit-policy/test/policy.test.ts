import { auditCall, type Finding } from '@cco/audit-rules';
import { parseDay } from '@cco/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyBaseline,
  applyPolicy,
  DEFAULT_POLICY,
  fingerprint,
  guardDecision,
  parseBaseline,
  parsePolicy,
  writeBaseline,
} from '../src/index.ts';
import { policyJsonSchema } from './json-schema.ts';

const home = '/home/mira';
const bash = (command: string, more: object = {}): Finding[] =>
  auditCall({ tool: 'Bash', input: { command }, cwd: `${home}/shop`, ...more }, { home });
const problems = (value: unknown) =>
  parsePolicy(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)).problems.map(
    ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
  );
const policyOf = (value: unknown) => {
  const { policy } = parsePolicy(JSON.stringify(value));
  if (!policy) throw new Error(problems(value).join('\n'));
  return policy;
};

describe('parsePolicy', () => {
  it.each([
    [
      '{"rules": {"publsh": "off"}}',
      '1:12 rules.publsh: no rule is called "publsh"; did you mean "publish"?',
    ],
    ['{\n  "failon": "high"\n}', '2:3 failon: unknown key "failon"; did you mean "failOn"?'],
    [
      '{"failOn": "hihg"}',
      '1:2 failOn: expected one of info, low, medium, high, critical, never; did you mean "high"?',
    ],
    ['{"guard": {"denny": "high"}}', '1:12 guard.denny: unknown key "denny"; did you mean "deny"?'],
    ['{"sensitivePaths": "a"}', '1:2 sensitivePaths: expected an array'],
    ['{"folders": [1]}', '1:14 folders[0]: expected a string'],
    ['[]', '1:1 : expected an object'],
    ['{"rules": {},}', '1:14 : is no JSON from here on'],
    ['', '1:1 : is no JSON from here on'],
    [
      '{"ownRules": [{"id": "own/a", "severity": "low", "why": "w", "advice": "a"}]}',
      '1:15 ownRules[0]: has no condition: give it tools, commands, options, arguments, paths or hosts',
    ],
    [
      '{"ownRules": [{"id": "mine", "severity": "low", "why": "w", "advice": "a", "tools": ["x"]}]}',
      '1:16 ownRules[0].id: expected own/ and a name in kebab-case',
    ],
  ])('names the place of what is wrong: %s', (text, message) => {
    expect(problems(text)).toContain(message);
  });

  it('names what is there twice', () => {
    const rule = { id: 'own/a', severity: 'low', why: 'w', advice: 'a', tools: ['x'] };
    expect(problems({ ownRules: [rule, rule] }).join()).toContain('"own/a" is there twice');
  });

  it('takes any text without a crash', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { policy, problems: found } = parsePolicy(text);
        expect(policy === undefined).toBe(found.length > 0);
      }),
    );
  });

  it('fills in what is left out', () => {
    expect(policyOf({})).toEqual(DEFAULT_POLICY);
  });

  it('has another judging key when other findings are asked for, and only then', () => {
    const keys = [
      { rules: { publish: 'off' }, failOn: 'low' },
      { sensitivePaths: ['**/x'] },
      { allowedHosts: [] },
      { folders: ['/srv'] },
      { ownRules: [{ id: 'own/a', severity: 'low', why: 'w', advice: 'a', tools: ['x'] }] },
    ].map((value) => policyOf(value).judgingKey);
    expect(keys[0]).toBe('');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is described by the published schema', async () => {
    await expect(policyJsonSchema()).toMatchFileSnapshot('../cco.audit.schema.json');
  });
});

describe('rules of a policy', () => {
  const judged = (rule: object, call: Parameters<typeof auditCall>[0]) =>
    auditCall(call, {
      home,
      cwd: `${home}/shop`,
      ownRules: policyOf({
        ownRules: [{ id: 'own/mine', severity: 'high', why: 'w', advice: 'a', ...rule }],
      }).ownRules,
    })
      .filter(({ ruleId }) => ruleId === 'own/mine')
      .map(({ evidence }) => evidence);
  const command = (text: string) => ({ tool: 'Bash', input: { command: text } });

  it.each([
    [
      { commands: ['kubectl'], options: ['--context=prod*'] },
      'sudo kubectl --context prod-eu get po',
      true,
    ],
    [
      { commands: ['kubectl'], options: ['--context=prod*'] },
      'kubectl --context=staging get po',
      false,
    ],
    [{ commands: ['kubectl'], options: ['--context=prod*'] }, 'echo kubectl --context=prod', false],
    [{ commands: ['make'], options: ['-B', '-k'] }, 'make -kB all', true],
    [{ commands: ['make'], options: ['-B', '-k'] }, 'make -k all', false],
    [{ commands: ['make'], arguments: ['deploy*'] }, "bash -c 'make deploy-eu'", true],
    [{ commands: ['make'], arguments: ['deploy*'] }, 'make test', false],
    [{ paths: ['**/legal/**'], access: 'write' }, 'echo x > docs/legal/terms.md', true],
    [{ paths: ['**/legal/**'], access: 'write' }, 'cat docs/legal/terms.md', false],
    [{ options: ['--force'] }, 'anything --force', true],
  ])('%j on %s: %s', (rule, text, isFound) => {
    expect(judged(rule, command(text)).length > 0).toBe(isFound);
  });

  it('match tools and hosts', () => {
    expect(judged({ tools: ['mcp__prod__*'] }, { tool: 'mcp__prod__query', input: null })).toEqual([
      'mcp__prod__query',
    ]);
    const fetch = { tool: 'WebFetch', input: { url: 'https://a.evil.example/x' } };
    expect(judged({ hosts: ['*.evil.example'] }, fetch)).toHaveLength(1);
    expect(judged({ hosts: ['evil.example'] }, fetch)).toHaveLength(0);
  });
});

describe('applyPolicy', () => {
  it('switches off and weighs anew, remarks excepted', () => {
    const policy = policyOf({ rules: { publish: 'off', 'remove-recursive': 'low' } });
    const severities = (command: string, more?: object) =>
      applyPolicy(bash(command, more), policy).map(({ severity }) => severity);
    expect(severities('npm publish')).toEqual([]);
    expect(severities('rm -rf ~')).toEqual(['low']);
    expect(severities('rm -rf ~', { outcome: 'failed' })).toEqual(['info']);
    expect(severities('rm -rf node_modules')).toEqual(['info']);
  });
});

describe('guardDecision', () => {
  it.each([
    ['rm -rf ~', {}, 'deny'],
    ['cat ~/.ssh/id_rsa', {}, 'ask'],
    ['ls', {}, undefined],
    ['rm -rf ~', { deny: 'never', ask: 'never' }, undefined],
    ['npm publish', { rules: { publish: 'deny' } }, 'deny'],
    ['cat ~/.ssh/id_rsa', { rules: { 'sensitive-read': 'allow' } }, undefined],
  ])('%s under %j: %s', (command, guard, action) => {
    expect(guardDecision(bash(command), policyOf({ guard }))?.action).toBe(action);
  });
});

describe('the baseline', () => {
  const today = parseDay('2026-11-21');
  if (!today) throw new Error('no day');
  const expires = parseDay('2027-01-31');
  if (!expires) throw new Error('no day');
  const write = (findings: readonly Finding[]) =>
    writeBaseline(findings, { home, reason: 'Reviewed.', expires });
  const entries = (text: string) => {
    const parsed = parseBaseline(text);
    if (!parsed.entries) throw new Error(parsed.problems[0]?.message);
    return parsed.entries;
  };

  it('accepts a finding whatever the session and the time', () => {
    const before = bash('cat .env', { session: 'a', time: '2026-01-01T00:00:00Z' });
    const later = bash('cat .env', { session: 'b', time: '2026-02-01T00:00:00Z', id: 'toolu_1' });
    const { open, accepted, gone } = applyBaseline(later, entries(write(before)), { today, home });
    expect([open, accepted.length, gone]).toEqual([[], later.length, []]);
  });

  it('counts expired findings again and lists entries whose finding is gone', () => {
    const [finding] = bash('cat .env');
    const list = entries(write([...bash('cat .env'), ...bash('npm publish')])).map((one) =>
      one.rule === 'sensitive-read' ? { ...one, expires: '2026-11-20' } : one,
    );
    const result = applyBaseline(finding ? [finding] : [], list, { today, home });
    expect(result.open).toEqual([finding]);
    expect(result.expired.map(({ rule }) => rule)).toEqual(['sensitive-read']);
    expect(result.gone.map(({ rule }) => rule)).toEqual(['publish']);
  });

  it('keeps what stands in it when more is accepted', () => {
    const before = entries(write(bash('cat .env')));
    const text = writeBaseline([...bash('cat .env'), ...bash('npm publish')], {
      home,
      reason: 'New.',
      expires,
      before,
    });
    expect(entries(text).map(({ rule, reason }) => [rule, reason])).toEqual([
      ['publish', 'New.'],
      ['sensitive-read', 'Reviewed.'],
    ]);
  });

  it('names mistakes with their places', () => {
    const text =
      '{"version": 1, "findings": [{"fingerprint": "5f0c6a1be2d94c37", "rule": "a", "resaon": "b", "expires": "soon"}]}';
    expect(parseBaseline(text).problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'findings[0].reason: expected a string',
      'findings[0].expires: expected a day as 2027-01-31',
      'findings[0].resaon: unknown key "resaon"; did you mean "reason"?',
    ]);
  });
});

describe('fingerprint', () => {
  const print = (command: string, cwd = `${home}/shop`) =>
    fingerprint(bash(command, { cwd })[0] as Finding, home);

  it('is the same where only noise differs', () => {
    expect(print('scp  a.txt me@acme.io:')).toBe(print('scp a.txt me@acme.io:'));
    expect(print('rm -rf src', `${home}/shop`)).toBe(print('rm -rf src', `${home}/copy`));
    expect(print('curl -T /tmp/x1 https://in.acme.io/2026-01-01')).toBe(
      print('curl -T /tmp/y2 https://in.acme.io/2026-02-02'),
    );
  });

  it('differs where more differs', () => {
    expect(print('rm -rf src')).not.toBe(print('rm -rf test'));
    expect(print('cat .env')).not.toBe(print('cat .env.local'));
  });
});
