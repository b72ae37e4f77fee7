import fs from 'node:fs';
import path from 'node:path';
import { type JsonObject, transcriptRecordSchemas } from '@cco/jsonl-parse';
import {
  createDriftCollector,
  findTranscriptDrift,
  unknownEvents,
  unknownInPayload,
  unknownInRecord,
} from '@cco/schema-drift';
import {
  copySampleHome,
  createTranscript,
  hookPayload,
  makeTemporaryHome,
  runs,
  setTimes,
  textBlock,
  toolUseBlock,
  writeTree,
} from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('unknownInRecord', () => {
  it('knows every type and field that cco reads', () => {
    for (const [type, schema] of Object.entries(transcriptRecordSchemas)) {
      const fields = Object.keys(schema.shape).filter((name) => name !== 'type');
      const record = { ...Object.fromEntries(fields.map((name) => [name, null])), type };
      expect(unknownInRecord(record)).toEqual([]);
    }
  });

  it.each<[JsonObject, string, string]>([
    [{ type: 'colour-change', more: 1 }, 'record-type', 'colour-change'],
    [{ message: 'Hi' }, 'record-type', '(no text)'],
    [{ type: 'toString' }, 'record-type', 'toString'],
    [{ type: 'user', mood: 'good' }, 'field', 'user.mood'],
    [{ type: 'mode', mode: 'normal', since: 1 }, 'field', 'mode.since'],
    [{ type: 'user', message: { tone: 1 } }, 'field', 'user.message.tone'],
    [
      { type: 'assistant', message: { usage: { dream_tokens: 1 } } },
      'field',
      'assistant.message.usage.dream_tokens',
    ],
    [
      { type: 'assistant', message: { usage: { iterations: [{ type: 'message' }, { luck: 1 }] } } },
      'field',
      'assistant.message.usage.iterations.luck',
    ],
    [{ type: 'system', subtype: 'eclipse' }, 'system-subtype', 'eclipse'],
    [
      { type: 'system', subtype: 'turn_duration', pauses: 2 },
      'field',
      'system[turn_duration].pauses',
    ],
    [{ type: 'system', pauses: 2 }, 'field', 'system.pauses'],
    [{ type: 'attachment', attachment: { type: 'weather' } }, 'attachment-type', 'weather'],
    [{ type: 'attachment', attachment: {} }, 'attachment-type', '(no text)'],
    [
      { type: 'attachment', attachment: { type: 'date', moon: 'full' } },
      'field',
      'attachment[date].moon',
    ],
    [
      { type: 'attachment', attachment: { type: 'hook_success', hookEvent: 'PostDream' } },
      'hook-event',
      'PostDream',
    ],
    [{ type: 'user', message: { content: [{ type: 'smell' }] } }, 'content-block', 'smell'],
    [
      { type: 'assistant', message: { content: [{ type: 'text', font: 'bold' }] } },
      'field',
      'assistant.message.content[text].font',
    ],
    [
      {
        type: 'user',
        message: { content: [{ type: 'tool_result', content: [{ type: 'smell' }] }] },
      },
      'content-block',
      'smell',
    ],
  ])('finds in %j a %s', (record, kind, name) => {
    expect(unknownInRecord(record)).toEqual([{ kind, name }]);
  });

  it('does not look into what tools take and give, nor into names of models and files', () => {
    const records = [
      { type: 'user', toolUseResult: { anything: 1 } },
      { type: 'assistant', message: { content: [{ type: 'tool_use', input: { anything: 1 } }] } },
      { type: 'cost-state', modelUsage: { 'some-model': { costUSD: 1 } } },
      { type: 'file-history-snapshot', snapshot: { trackedFileBackups: { 'a b.txt': {} } } },
    ];
    expect(records.flatMap(unknownInRecord)).toEqual([]);
  });

  it.each([
    'sk-ant-api03-1a2b3c4d5e6f',
    'mira@example.org',
    'the password is open sesame',
    '/home/mira/plan.txt',
    '3f6c1d52-8a47-4be0-9c3e-52d1f0a7b914',
    'x'.repeat(60),
    '\u001b[2J',
    '',
  ])('shows no name that could be content: %j', (name) => {
    const records = [
      { type: name },
      { type: 'user', [name]: 1 },
      { type: 'system', subtype: name },
    ];
    const shown = records.flatMap(unknownInRecord).map((one) => one.name);
    expect(shown).toEqual(['(unusual name)', 'user.(unusual name)', '(unusual name)']);
  });

  it('takes any record, and shows no text of its values', () => {
    const type = fc.constantFrom('user', 'assistant', 'system', 'attachment', 'mode', 'other');
    const value = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), type, value, value, (more, kind, a, b) => {
        const planted = { text: 'pl4nted-v4lue-99', a };
        const record = { ...more, type: kind, message: a, attachment: b, extra: planted };
        for (const { name } of [...unknownInRecord(record), ...unknownInPayload(record)]) {
          expect(name).not.toContain('pl4nted');
          expect(name).toMatch(/^[\w$.[\]() -]+$/);
        }
      }),
      { numRuns: runs(300, 20_000) },
    );
  });
});

describe('unknownInPayload', () => {
  it('knows what hooks are sent', () => {
    const failure = hookPayload({ hook_event_name: 'PostToolUseFailure', agent_id: 'a1' });
    expect([hookPayload(), failure].flatMap(unknownInPayload)).toEqual([]);
  });
  it.each([
    [hookPayload({ hook_event_name: 'PostDream' }), 'hook-event', 'PostDream'],
    [hookPayload({ hook_event_name: 'constructor' }), 'hook-event', 'constructor'],
    [hookPayload({ weather: 'fine' }), 'field', 'PostToolUse.weather'],
    [{ ...hookPayload(), effort: { level: 'low', why: 1 } }, 'field', 'PostToolUse.effort.why'],
    [{}, 'hook-event', '(unusual name)'],
  ])('finds in %j a %s', (payload, kind, name) => {
    expect(unknownInPayload(payload)).toEqual([{ kind, name }]);
  });
  it('finds events that a client has besides', () => {
    expect(unknownEvents(['PreToolUse', 'PostDream', 'Stop'])).toEqual([
      { kind: 'hook-event', name: 'PostDream' },
    ]);
  });
});

describe('createDriftCollector', () => {
  it('counts, and keeps the place in the oldest version', () => {
    const collector = createDriftCollector();
    const versions = ['2.1.400', '2.1.99', undefined, '2.1.332'];
    for (const [at, version] of versions.entries()) {
      collector.addPayload(hookPayload({ mood: 1 }), { file: 'hooks', line: at + 1 }, version);
    }
    expect(collector.drifts()).toEqual([
      {
        kind: 'field',
        name: 'PostToolUse.mood',
        count: 4,
        firstVersion: '2.1.99',
        example: { file: 'hooks', line: 2 },
      },
    ]);
  });
});

describe('findTranscriptDrift', () => {
  it('finds nothing in the sample home', async () => {
    const temporary = await makeTemporaryHome();
    await copySampleHome(temporary.home);
    const report = await findTranscriptDrift(transcriptsBelow(temporary.configDir));
    expect(report).toMatchObject({ drifts: [], unreadableFiles: 0, filesLeftOut: 0 });
    expect(report.records).toBeGreaterThan(300);
    await temporary.remove();
  });

  it('says where, how often and since which version, and what it could not look at', async () => {
    const temporary = await makeTemporaryHome();
    const transcript = createTranscript({
      sessionId: 's',
      cwd: '/x',
      startedAt: '2026-12-01T09:00:00Z',
      version: '2.1.400',
    });
    transcript.user('Hi', { mood: 'good' });
    transcript.record({ type: 'colour-change', colour: 'red' });
    transcript.assistant({ blocks: [textBlock('Yes'), toolUseBlock('Bash', { command: 'ls' })] });
    transcript.user('Bye', { mood: 'bad' });
    const [file = '', torn = ''] = await writeTree(temporary.home, {
      's.jsonl': transcript.text(),
      't.jsonl': `{"type":"mode","mode":"normal","since":5}\n{"type":"us\n{"type":"mode"}\n`,
    });
    await setTimes(temporary.home, { 's.jsonl': '2026-12-02', 't.jsonl': '2026-12-01' });
    const missing = path.join(temporary.home, 'gone.jsonl');
    const report = await findTranscriptDrift([torn, missing, temporary.home, file]);
    expect(report).toEqual({
      drifts: [
        {
          kind: 'field',
          name: 'mode.since',
          count: 1,
          firstVersion: null,
          example: { file: torn, line: 1 },
        },
        {
          kind: 'field',
          name: 'user.mood',
          count: 2,
          firstVersion: '2.1.400',
          example: { file, line: 1 },
        },
        {
          kind: 'record-type',
          name: 'colour-change',
          count: 1,
          firstVersion: '2.1.400',
          example: { file, line: 2 },
        },
      ],
      files: 2,
      records: 7,
      skippedPieces: 1,
      unreadableFiles: 2,
      filesLeftOut: 0,
    });
    const maxBytes = fs.statSync(file).size + 10;
    const newest = await findTranscriptDrift([torn, file], { maxBytes });
    expect(newest).toMatchObject({ files: 1, filesLeftOut: 1, records: 5 });
    await temporary.remove();
  });
});

function transcriptsBelow(folder: string): string[] {
  const found = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = found.filter((name) => name.endsWith('.jsonl') && name.includes('projects'));
  return files.map((name) => path.join(folder, name));
}
