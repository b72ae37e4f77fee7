import { expect, it } from 'vitest';
import { failureAnswer } from './failure-answer.ts';

const claim = () => true;

it.each([
  ['PreToolUse', true, 'ask'],
  [undefined, true, 'ask'],
  ['UserPromptSubmit', true, 'warn'],
  ['PreToolUse', false, 'warn'],
  ['UserPromptSubmit', false, 'warn'],
  [undefined, false, 'allow'],
] as const)('before %s, when it may ask: %s, answers %s', (event, ask, expected) => {
  const { decision, output } = failureAnswer('no store', { event, ask, claim });
  expect(decision).toBe(expected);
  if (expected === 'ask') {
    expect(JSON.parse(output).hookSpecificOutput).toEqual({
      hookEventName: 'PreToolUse',
      permissionDecision: 'ask',
      permissionDecisionReason: 'The budget guard does not work: no store',
    });
  } else if (expected === 'warn') {
    expect(JSON.parse(output)).toEqual({
      systemMessage: 'The budget guard does not work: no store',
    });
  } else expect(output).toBe('');
});

it('warns once', () => {
  const options = { event: 'PreToolUse', ask: false, claim: () => false } as const;
  expect(failureAnswer('no store', options)).toEqual({ decision: 'allow', output: '' });
});
