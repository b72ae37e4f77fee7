import { describe, expect, it } from 'vitest';
import { humanPrompt, previewOf } from './human-prompt.ts';

const user = (content: unknown, more = {}) => ({
  type: 'user',
  message: { role: 'user', content },
  ...more,
});

describe('humanPrompt', () => {
  it.each([
    ['a text', user('Fix it'), 'Fix it'],
    ['blocks', user([{ type: 'image' }, { type: 'text', text: 'Fix it' }]), 'Fix it'],
    ['a typed origin', user('Fix it', { origin: { kind: 'human' } }), 'Fix it'],
    [
      'text behind what the editor adds',
      user([
        { type: 'text', text: '<ide_opened_file>x</ide_opened_file>' },
        { type: 'text', text: 'Fix it' },
      ]),
      'Fix it',
    ],
  ])('finds %s', (_, record, prompt) => {
    expect(humanPrompt(record)).toBe(prompt);
  });

  it.each([
    ['meta records', user('x', { isMeta: true })],
    ['sidechains', user('x', { isSidechain: true })],
    ['compaction summaries', user('x', { isCompactSummary: true })],
    ['team mates', user('x', { teamName: 't' })],
    ['notifications', user('x', { origin: { kind: 'task-notification' } })],
    [
      'tool results',
      user([
        { type: 'tool_result', content: 'x' },
        { type: 'text', text: 'x' },
      ]),
    ],
    ['slash commands', user('<command-name>/clear</command-name>')],
    ['interruptions', user('[Request interrupted by user for tool use]')],
    ['caveats', user(' Caveat: The messages below')],
    ['the assistant', { type: 'assistant', message: { content: 'x' } }],
    ['nothing', user(null)],
  ])('leaves out %s', (_, record) => {
    expect(humanPrompt(record)).toBeUndefined();
  });
});

describe('previewOf', () => {
  it.each([
    ['Look at @src/a.ts\n<b>please</b>', 'Look at please'],
    ['\x1b]0;evil\x07Title\x1b[31m red', 'Title red'],
    ['mail me@example.org if a < b', 'mail me@example.org if a < b'],
    ['a\tb\u2028c', 'a b c'],
    ['@only/mention', ''],
  ])('of %j', (text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
  it('is at most 200 characters and cuts none in half', () => {
    const preview = previewOf('😀'.repeat(300));
    expect([...preview]).toHaveLength(200);
    expect(preview).toBe('😀'.repeat(200));
  });
});
