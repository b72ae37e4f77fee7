import { expect, test } from 'vitest';
import { textBlock, thinkingBlock, toolUseBlock } from './content-blocks.ts';
import { hookPayload } from './hook-payload.ts';
import { createTranscript } from './transcript.ts';

const SESSION = '11111111-1111-4111-8111-111111111111';

function sample(agentId?: string): string {
  const transcript = createTranscript({
    sessionId: SESSION,
    cwd: '/home/mira/web-shop',
    startedAt: '2026-03-02T09:00:00Z',
    agentId,
  });
  transcript.aiTitle('Cart total');
  transcript.user('Why is the total wrong?');
  const { toolUseIds } = transcript.assistant({
    blocks: [thinkingBlock(''), textBlock('I look.'), toolUseBlock('Bash', { command: 'ls' })],
    outputs: [1, 40],
  });
  transcript.toolResult({ toolUseId: toolUseIds[0] ?? '', content: 'cart.ts', isError: false });
  return transcript.text();
}

function records(text: string) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('a message stands on one line per block with the same ids and the last line complete', () => {
  const lines = records(sample()).filter((record) => record.type === 'assistant');
  expect(lines.map((line) => line.message.content[0].type)).toEqual([
    'thinking',
    'text',
    'tool_use',
  ]);
  expect(new Set(lines.map((line) => `${line.message.id} ${line.requestId}`)).size).toBe(1);
  expect(lines.map((line) => line.message.usage.output_tokens)).toEqual([1, 40, 40]);
  expect(lines.map((line) => line.message.stop_reason)).toEqual([null, null, 'tool_use']);
});

test('chain records name their parent and carry rising times; results name their call', () => {
  const chain = records(sample()).slice(1);
  expect(chain.map((record) => record.parentUuid)).toEqual([
    null,
    ...chain.slice(0, -1).map((record) => record.uuid),
  ]);
  expect(chain.map((record) => record.timestamp.slice(17, 19))).toEqual([
    '00',
    '02',
    '04',
    '06',
    '08',
  ]);
  expect(chain[4].message.content[0].tool_use_id).toBe(chain[3].message.content[0].id);
});

test('the same calls give the same text, another agent other ids', () => {
  expect(sample()).toBe(sample());
  const [title, first] = records(sample('a0123456789abcdef'));
  expect(title).not.toHaveProperty('uuid');
  expect(first).toMatchObject({ isSidechain: true, agentId: 'a0123456789abcdef' });
  expect(first.uuid).not.toBe(records(sample())[1].uuid);
});

test('hook payloads fit their tool and their event', () => {
  expect(hookPayload({ tool_name: 'NotebookEdit' })).toMatchObject({
    hook_event_name: 'PostToolUse',
    tool_input: { notebook_path: '/home/mira/web-shop/analysis/sales.ipynb' },
  });
  const failure = hookPayload({ hook_event_name: 'PostToolUseFailure' });
  expect(failure.error).toMatch(/^Exit code 128\n/);
  expect(failure).not.toHaveProperty('tool_response');
  expect(hookPayload({ tool_name: 'mcp__tracker__search' }).tool_response).toHaveLength(1);
});

test('records about requests refer to each other', () => {
  const transcript = createTranscript({
    sessionId: 's',
    cwd: '/x',
    startedAt: '2026-12-01T09:00:00Z',
    version: '2.1.332',
  });
  const blob = transcript.apiRequestBlob({ role: 'user', content: 'Hi' });
  const shapeHash = transcript.apiRequestShape();
  const id = transcript.apiRequest({ tail: [blob], shapeHash });
  transcript.assistant({ blocks: [textBlock('Hello')], fields: { requestRef: id } });
  const [first, shape, request, answer] = records(transcript.text());
  expect(first).toMatchObject({ type: 'api-request-blob', hash: blob, sessionId: 's' });
  expect(shape).toMatchObject({ type: 'api-request-shape', shapeHash, version: '2.1.332' });
  expect(request).toMatchObject({ type: 'api-request', id, tail: [blob], shapeHash });
  expect(answer.requestRef).toBe(id);
});
