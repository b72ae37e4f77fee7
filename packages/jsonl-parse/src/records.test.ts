import { describe, expect, it } from 'vitest';
import { parseActivityEntry } from './activity-entry.ts';
import { contentBlocks } from './content-blocks.ts';
import { isKnownRecord, parseTranscriptRecord } from './transcript-record.ts';

describe('parseActivityEntry', () => {
  const entry = {
    timestamp: '2026-01-14T15:30:00Z',
    tool: 'Edit',
    tokens: { input: 1, output: 2, total: 3 },
  };

  it('keeps fields it does not know', () => {
    const more = { ...entry, colour: 'red', tokens: { ...entry.tokens, cached: 1 } };
    expect(parseActivityEntry(more)).toEqual({ ok: true, value: more });
  });
  it('takes null for an absent field', () => {
    expect(parseActivityEntry({ ...entry, file: null })).toEqual({ ok: true, value: entry });
  });
  it.each([
    [{}, 'timestamp: expected string'],
    [{ ...entry, tool: 7 }, 'tool: expected string'],
    [{ ...entry, tokens: { input: -1, output: 0, total: 0 } }, 'tokens.input: expected at least 0'],
    [{ ...entry, tokens: 'many' }, 'tokens: expected object'],
  ])('says what is wrong with %j', (record, message) => {
    expect(parseActivityEntry(record)).toEqual({ ok: false, message });
  });
});

describe('parseTranscriptRecord', () => {
  it.each([
    { type: 'user', message: { role: 'user', content: 'Hi' }, uuid: 'u', novelty: 1 },
    {
      type: 'assistant',
      message: { id: null, usage: null, content: ['lone text'] },
      requestId: null,
    },
    { type: 'assistant' },
    { type: 'never-heard-of', anything: [1] },
    { type: 'custom-title', customTitle: 'x' },
    { type: 'summary', summary: 'x', leafUuid: 'y' },
    { type: 'cost-state', totalCostUSD: 0.5, modelUsage: {} },
  ])('accepts %j as it is', (record) => {
    expect(parseTranscriptRecord(record)).toEqual({ ok: true, value: record });
  });
  it.each([
    [{}, 'type: expected string'],
    [{ type: 'user', message: 'Hi' }, 'message: expected object'],
    [{ type: 'assistant', timestamp: 5 }, 'timestamp: expected string'],
    [{ type: 'constructor', uuid: 5 }, 'uuid: expected string'],
  ])('says what is wrong with %j', (record, message) => {
    expect(parseTranscriptRecord(record)).toEqual({ ok: false, message });
  });
  it('tells known types from others', () => {
    expect(isKnownRecord({ type: 'relocated' })).toBe(true);
    expect(isKnownRecord({ type: 'toString' })).toBe(false);
  });
});

describe('contentBlocks', () => {
  it.each([
    [{ content: 'Hi' }, [{ type: 'text', text: 'Hi' }]],
    [{ content: ['Hi', { type: 'image' }] }, [{ type: 'text', text: 'Hi' }, { type: 'image' }]],
    [{ content: [null, 5, {}, { type: 5 }] }, []],
    [{ content: null }, []],
    [null, []],
    ['text', []],
  ])('of %j', (message, blocks) => {
    expect(contentBlocks(message)).toEqual(blocks);
  });
});
