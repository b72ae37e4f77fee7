import type { Day } from '@cco/calendar';
import { describe, expect, it } from 'vitest';
import { activityFileName, dayOfActivityFile } from './activity-file-name.ts';

describe('dayOfActivityFile', () => {
  it('reads what activityFileName writes', () => {
    expect(activityFileName('2026-01-14' as Day)).toBe('activity-2026-01-14.jsonl');
    expect(dayOfActivityFile('activity-2026-01-14.jsonl')).toBe('2026-01-14');
  });

  it.each([
    'activity-2026-02-30.jsonl',
    'activity-2026-13-45.jsonl',
    'activity-2026-1-14.jsonl',
    'activity-2026-01-14.jsonl.gz',
    'activity-2026-01-14.json',
    'old-activity-2026-01-14.jsonl',
    'activity-2026-01-14.jsonl\n',
    'Activity-2026-01-14.jsonl',
    'activity-.jsonl',
  ])('does not take %j for a log', (name) => {
    expect(dayOfActivityFile(name)).toBeUndefined();
  });
});
