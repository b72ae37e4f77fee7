import { describe, expect, it } from 'vitest';
import type { Day } from './day.ts';
import { formatMinute } from './format-minute.ts';
import { parseDate } from './parse-date.ts';

const today = '2026-03-01' as Day;

describe('parseDate', () => {
  it.each([
    ['today', '2026-03-01'],
    ['Yesterday', '2026-02-28'],
    ['7d', '2026-02-22'],
    ['0d', '2026-03-01'],
    ['2026-01-14', '2026-01-14'],
    ['20260114', '2026-01-14'],
    ['999999d', '0001-01-01'],
    ['0000-01-01', '0000-01-01'],
    ['9999-12-31', '9999-12-31'],
  ])('reads %s as %s', (text, day) => {
    expect(parseDate(text, today)).toEqual({ ok: true, day });
  });

  it('says what is wrong and how to do it right', () => {
    expect(parseDate('2026-13-45', today)).toEqual({
      ok: false,
      message: '2026-13-45 is not a day of the calendar',
    });
    expect(parseDate('20261345', today).ok).toBe(false);
    expect(parseDate('202601', today).ok).toBe(false);
    expect(parseDate('last week', today)).toEqual({
      ok: false,
      message: '"last week" is not a date: use today, yesterday, 7d, or YYYY-MM-DD',
    });
  });
});

describe('formatMinute', () => {
  it('writes local time with leading zeros', () => {
    expect(formatMinute(new Date(2026, 0, 5, 8, 3))).toBe('2026-01-05 08:03');
  });
  it.each([Number.NaN, 8.64e15, -8.64e15])('gives %d no date', (ms) => {
    expect(formatMinute(new Date(ms))).toBe('no date');
  });
});
