import { type JsonObject, parseObject } from '@cco/jsonl-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lines } from '../../test/random-lines.ts';
import { addFacts, NO_FACTS } from '../transcript-facts.ts';
import { callsOf } from './call-lines.ts';
import { type MessagePart, mergeParts } from './message-part.ts';
import { createRecordReducer } from './reduced-record.ts';
import { toolResultsOf } from './tool-results.ts';
import { readUsageLine } from './usage-lines.ts';

// Reading only what is wanted must give what parsing gives, whatever a record holds.

/** Collects what the store takes from records, lines of one message merged. */
function collector() {
  const parts = new Map<string, MessagePart>();
  const invalid: string[] = [];
  const calls: unknown[] = [];
  const results: unknown[] = [];
  return {
    all: { parts, invalid, calls, results },
    take(given: JsonObject): void {
      readUsageLine(given, {
        onPart(part) {
          const before = parts.get(part.key);
          parts.set(part.key, before ? mergeParts(before, part) : part);
        },
        otherFolder: (cwd) => (typeof cwd === 'string' ? cwd : null),
        onInvalid: (problem) => invalid.push(problem),
      });
      calls.push(...callsOf(given).map((call) => ({ ...call, input: JSON.parse(call.input) })));
      results.push(...toolResultsOf(given));
    },
  };
}

const SETTLED = { ...NO_FACTS, isConversation: true, prompt: 'p', cwd: '/' };
const UNSETTLED = { ...NO_FACTS, prompt: 'p' };

describe('createRecordReducer', () => {
  it('gives of each line what parsing gives', () => {
    const reducer = createRecordReducer();
    const seen = { parsed: 0, reduced: 0 };
    fc.assert(
      fc.property(lines, (sources) => {
        const [fast, slow] = [collector(), collector()];
        for (const source of sources) {
          const bytes = Buffer.from(`x${source}y`);
          const reduced = reducer.reduce(bytes, 1, bytes.length - 1);
          const parsed = parseObject(source);
          if (parsed) slow.take(parsed);
          if (reduced === undefined) {
            seen.parsed++;
            if (parsed) fast.take(parsed);
            continue;
          }
          seen.reduced++;
          fast.take(reduced);
          expect(parsed).toBeDefined();
          const { type } = reduced;
          const facts = addFacts(UNSETTLED, { type, cwd: reducer.folder() }, '-code-b');
          expect(facts).toEqual(addFacts(UNSETTLED, parsed as JsonObject, '-code-b'));
          expect(addFacts(SETTLED, parsed as JsonObject, '')).toEqual(SETTLED);
          expect(reducer.session()).toEqual(parsed?.['sessionId']);
          expect(reducer.time()).toEqual(parsed?.['timestamp']);
          expect(parsed?.['type']).not.toBe('cost-state');
        }
        expect(fast.all).toEqual(slow.all);
      }),
      { numRuns: 4000 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  it.each([
    [
      'a whole record behind a torn one',
      '{"type":"progress","data":{"type":"bash_progress","output":"ab',
    ],
    ['a whole record behind another', '{"type":"system","content":"done"}'],
  ])('leaves %s to the parser', (_, before) => {
    const bytes = Buffer.from(`${before}{"parentUuid":null,"type":"assistant","message":{}}`);
    expect(createRecordReducer().reduce(bytes, 0, bytes.length)).toBeUndefined();
  });
});
