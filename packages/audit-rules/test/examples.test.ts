import { describe, expect, it } from 'vitest';
import { auditSession, FLOWS, isAlarm, RULES, type ToolCall, WORDING } from '../src/index.ts';
import { alarms, CONTEXT, callOf } from './context.ts';

const label = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example);

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('has at least five examples of each kind', () => {
    expect(rule.examples.match.length).toBeGreaterThanOrEqual(5);
    expect(rule.examples.pass.length).toBeGreaterThanOrEqual(5);
  });

  it.each(rule.examples.match.map((one) => [label(one), one] as const))('matches %s', (_, one) => {
    expect(alarms(callOf(one)).map(({ ruleId }) => ruleId)).toContain(id);
  });

  it.each(rule.examples.pass.map((one) => [label(one), one] as const))('passes %s', (_, one) => {
    expect(alarms(callOf(one)).map(({ ruleId }) => ruleId)).not.toContain(id);
  });
});

describe.each(FLOWS.map((flow) => [flow.id, flow] as const))('%s', (id, flow) => {
  const judge = (session: readonly (string | ToolCall)[]) =>
    auditSession(session.map(callOf), CONTEXT)
      .filter(isAlarm)
      .filter(({ ruleId }) => ruleId === id);

  it('has at least five examples of each kind', () => {
    expect(flow.examples.match.length).toBeGreaterThanOrEqual(5);
    expect(flow.examples.pass.length).toBeGreaterThanOrEqual(5);
  });

  it.each(flow.examples.match.map((one) => [label(one), one] as const))('matches %s', (_, one) => {
    const [finding, ...more] = judge(one);
    expect(finding?.source).toBeDefined();
    expect(finding?.sourceEvidence).not.toBe('');
    expect(more).toEqual([]);
  });

  it.each(flow.examples.pass.map((one) => [label(one), one] as const))('passes %s', (_, one) => {
    expect(judge(one)).toEqual([]);
  });
});

describe('the table of wording', () => {
  it('has one entry for each rule', () => {
    const ids = [...RULES, ...FLOWS].map(({ id }) => id);
    expect(Object.keys(WORDING).sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
