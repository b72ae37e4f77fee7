import { describe, expect, it } from 'vitest';
import { parseActivityEntry } from './activity-entry.ts';
import { contentBlocks } from './content-blocks.ts';
import { parseCustomTitleFile } from './custom-title-file.ts';
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
    { type: 'api-request', id: 'r2', base: 'r1', keep: 2, tail: ['h'], params: { model: 'm' } },
    { type: 'api-request', id: 'r1', base: null, thread: { type: 'none' }, novelty: 1 },
    { type: 'api-request-blob', hash: 'h', message: { role: 'user', content: 'Hi' } },
    { type: 'api-request-shape', shapeHash: 's', shape: { system: [], tools: [] } },
    { type: 'atis-latch', atis: '' },
    { type: 'tools-used', tools: ['Bash', 5] },
    { type: 'attachment', attachment: { type: 'prompt_snapshot', systemPrompt: ['You are'] } },
    { type: 'assistant', requestRef: 'r1' },
  ])('accepts %j as it is', (record) => {
    expect(parseTranscriptRecord(record)).toEqual({ ok: true, value: record });
  });
  it.each([
    [{}, 'type: expected string'],
    [{ type: 'user', message: 'Hi' }, 'message: expected object'],
    [{ type: 'assistant', timestamp: 5 }, 'timestamp: expected string'],
    [{ type: 'constructor', uuid: 5 }, 'uuid: expected string'],
    [{ type: 'api-request', id: 7 }, 'id: expected string'],
    [{ type: 'api-request', params: { model: 7 } }, 'params.model: expected string'],
    [{ type: 'api-request-blob', message: 'Hi' }, 'message: expected object'],
    [{ type: 'tools-used', tools: 'Bash' }, 'tools: expected array'],
    [{ type: 'attachment', attachment: { type: 7 } }, 'attachment.type: expected string'],
  ])('says what is wrong with %j', (record, message) => {
    expect(parseTranscriptRecord(record)).toEqual({ ok: false, message });
  });
  it('tells known types from others', () => {
    expect(isKnownRecord({ type: 'relocated' })).toBe(true);
    expect(isKnownRecord({ type: 'toString' })).toBe(false);
    for (const type of ['api-request', 'api-request-blob', 'api-request-shape', 'tools-used']) {
      expect(isKnownRecord({ type })).toBe(true);
    }
  });
});

describe('parseCustomTitleFile', () => {
  it('gives the title, and keeps fields it does not know', () => {
    const file = { customTitle: 'Cart', by: 'user', at: '2026-12-01T09:00:00.000Z', colour: 'red' };
    expect(parseCustomTitleFile(JSON.stringify(file))).toEqual({ ok: true, value: file });
  });
  it.each([
    ['', 'not a JSON object'],
    ['["Cart"]', 'not a JSON object'],
    ['{"by":"user"}', 'customTitle: expected string'],
    ['{"customTitle":"Cart","at":5}', 'at: expected string'],
  ])('says what is wrong with %j', (content, message) => {
    expect(parseCustomTitleFile(content)).toEqual({ ok: false, message });
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
