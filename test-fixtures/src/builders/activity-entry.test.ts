import { expect, test } from 'vitest';
import { activityEntry, activityText, originalLoggerText } from './activity-entry.ts';
import { guideSampleEntries } from './guide-sample.ts';

test('keys come in the log order, whatever the order of the overrides', () => {
  const entry = activityEntry({
    exit_code: 1,
    command: 'npm test',
    tool: 'Bash',
    file: undefined,
  });
  expect(Object.keys(entry)).toEqual([
    'timestamp',
    'session_id',
    'tool',
    'command',
    'project',
    'tokens',
    'exit_code',
  ]);
});

test('the original logger spreads an entry over lines, ours writes one', () => {
  const entries = [activityEntry(), activityEntry({ tool: 'Read' })];
  expect(activityText(entries).split('\n')).toHaveLength(3);
  const original = originalLoggerText(entries);
  expect(original).toContain('{\n  "timestamp": "2026-01-14T15:30:00Z",\n  "session_id"');
  expect(original).toContain('\n}\n{\n');
});

test('the guide sample has the figures of the sample output', () => {
  const entries = guideSampleEntries({ date: '2026-02-03' });
  const count = (key: 'tool' | 'project') =>
    Object.fromEntries(tally(entries.map((entry) => String(entry[key]))));
  const sum = (key: 'input' | 'output' | 'total') =>
    entries.reduce((total, entry) => total + entry.tokens[key], 0);
  expect(entries).toHaveLength(127);
  expect(new Set(entries.map((entry) => entry.session_id)).size).toBe(3);
  expect(count('tool')).toEqual({ Edit: 45, Read: 38, Bash: 24, Grep: 12, Write: 8 });
  expect(count('project')).toEqual({ 'my-app': 89, 'other-project': 38 });
  expect([sum('input'), sum('output'), sum('total')]).toEqual([45_230, 12_450, 57_680]);
  expect(entries.every((entry) => entry.timestamp.startsWith('2026-02-03T'))).toBe(true);
});

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
