import { type JsonObject, parseActivityEntry } from '@cco/jsonl-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasUsualShape } from './usual-shape.ts';

const KEYS = [
  'timestamp',
  'session_id',
  'tool',
  'file',
  'command',
  'project',
  'error',
  'url',
  'agent_id',
  'tool_use_id',
  'exit_code',
  'duration_ms',
  'tokens',
];
const entry = {
  timestamp: '2026-01-14T15:30:00Z',
  session_id: 's',
  tool: 'Edit',
  tokens: { input: 1, output: 2, total: 3 },
};
const anyValue = fc.oneof(
  fc.string(),
  fc.double(),
  fc.constantFrom(null, true, [], {}, Number.POSITIVE_INFINITY, -1, 0),
  fc.record({ input: fc.double(), output: fc.nat(), total: fc.nat() }, { requiredKeys: [] }),
);

describe('hasUsualShape', () => {
  it('accepts what the logger writes', () => {
    expect(hasUsualShape(entry)).toBe(true);
    expect(hasUsualShape({ ...entry, exit_code: 1, more: null })).toBe(true);
  });

  it.each(KEYS)('refuses a wrong %s', (key) => {
    expect(hasUsualShape({ ...entry, [key]: ['x'] })).toBe(false);
    expect(hasUsualShape({ ...entry, [key]: null })).toBe(false);
  });

  it('accepts nothing that the schema refuses', () => {
    const record = fc
      .dictionary(fc.constantFrom(...KEYS), anyValue, { maxKeys: 3 })
      .map((fields) => ({ ...entry, ...fields }) as JsonObject);
    fc.assert(
      fc.property(record, (one) => {
        fc.pre(hasUsualShape(one));
        expect(parseActivityEntry(one)).toMatchObject({ ok: true });
      }),
    );
  });
});
