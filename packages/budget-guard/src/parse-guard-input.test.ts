import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseGuardInput } from './parse-guard-input.ts';

it('reads what a hook is told', () => {
  const payload = { session_id: 'abc', transcript_path: '/t/abc.jsonl', cwd: '/', prompt: 'x' };
  for (const event of ['UserPromptSubmit', 'PreToolUse'] as const) {
    const json = JSON.stringify({ ...payload, hook_event_name: event });
    const input = { event, sessionId: 'abc', transcriptPath: '/t/abc.jsonl' };
    expect(parseGuardInput(json)).toEqual({ ok: true, input });
    expect(parseGuardInput(`\ufeff${json}`)).toEqual({ ok: true, input });
  }
});

it('takes what has a wrong type for missing', () => {
  const json = '{"hook_event_name":"PreToolUse","session_id":5,"transcript_path":""}';
  expect(parseGuardInput(json)).toEqual({
    ok: true,
    input: { event: 'PreToolUse', sessionId: undefined, transcriptPath: undefined },
  });
});

it.each([
  ['', 'the payload is not JSON', false],
  ['null', 'the payload is not a JSON object', false],
  ['[]', 'the guard does not answer the event null', false],
  ['{"hook_event_name":7}', 'the guard does not answer the event 7', false],
  ['{"hook_event_name":"Stop\\u001b"}', 'the guard does not answer the event "Stop\\u001b"', true],
])('says why %j has no answer', (json, problem, isOther) => {
  expect(parseGuardInput(json)).toEqual({ ok: false, problem, isOther });
});

it('takes any text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(parseGuardInput(text).ok).toBe(false);
    }),
  );
});
