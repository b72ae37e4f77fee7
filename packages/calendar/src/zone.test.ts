import { runs } from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from './day.ts';
import { DAY_MS } from './day-number.ts';
import { formatMinute } from './format-minute.ts';
import { localZone, zoneName } from './machine-zone.ts';
import { dayIn, endOfDayIn, formatMinuteIn, startOfDayIn } from './zone.ts';
import { isZone } from './zone-names.ts';
import { LOCAL_ZONE, offsetSpans } from './zone-offset.ts';

const HOUR = 3_600_000;

/** Kept apart from the code under test: another locale, parts instead of slices, no cache. */
function obvious(zone: string, ms: number): { day: string; minute: string } {
  const parts = new Map(
    new Intl.DateTimeFormat('de-DE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')];
  return {
    day: `${year?.padStart(4, '0')}-${month}-${day}`,
    minute: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

const anyZone = fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'));
const anyMoment = fc.oneof(
  fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }),
  // Around whole hours of recent years, where days and offsets change.
  fc
    .tuple(
      fc.integer({ min: Date.UTC(2020, 0, 1) / HOUR, max: Date.UTC(2030, 0, 1) / HOUR }),
      fc.constantFrom(-HOUR / 2, -HOUR / 4, 0, HOUR / 4, HOUR / 2),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([hour, quarter, edge]) => hour * HOUR + quarter + edge),
);

describe('dayIn and formatMinuteIn', () => {
  it('agree with a fresh formatter for every moment', () => {
    fc.assert(
      fc.property(anyZone, fc.array(anyMoment, { minLength: 1, maxLength: 5 }), (zone, moments) => {
        // Twice: the second time from what was kept.
        for (const ms of [...moments, ...moments]) {
          const { day, minute } = obvious(zone, ms);
          expect(dayIn(zone, ms)).toBe(day);
          expect(formatMinuteIn(zone, ms)).toBe(`${day} ${minute}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['half an hour', 'Asia/Kolkata', '2026-01-14T18:29:59.999Z', '2026-01-14'],
    ['half an hour', 'Asia/Kolkata', '2026-01-14T18:30:00.000Z', '2026-01-15'],
    ['three quarters', 'Asia/Kathmandu', '2026-01-14T18:14:59.999Z', '2026-01-14'],
    ['three quarters', 'Asia/Kathmandu', '2026-01-14T18:15:00.000Z', '2026-01-15'],
    ['clocks that skip midnight', 'America/Havana', '2026-03-08T04:59:59.999Z', '2026-03-07'],
    ['clocks that skip midnight', 'America/Havana', '2026-03-08T05:00:00.000Z', '2026-03-08'],
    ['clocks that repeat 23:00', 'America/Asuncion', '2024-03-24T03:30:00.000Z', '2024-03-23'],
    ['clocks that repeat 23:00', 'America/Asuncion', '2024-03-24T04:00:00.000Z', '2024-03-24'],
    ['a day that was left out', 'Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29'],
    ['a day that was left out', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31'],
    ['a change at 00:01', 'America/St_Johns', '2010-11-07T02:30:30.000Z', '2010-11-07'],
    ['a change at 00:01', 'America/St_Johns', '2010-11-07T02:31:30.000Z', '2010-11-06'],
    ['an offset with seconds', 'Africa/Monrovia', '1971-01-02T00:44:29.000Z', '1971-01-01'],
    ['an offset with seconds', 'Africa/Monrovia', '1971-01-02T00:44:30.000Z', '1971-01-02'],
  ])('know %s: %s, %s', (_, zone, moment, day) => {
    expect(dayIn(zone, Date.parse(moment))).toBe(day);
  });

  it('refuse unknown zones and moments without a day', () => {
    expect(() => dayIn('Mars/Olympus', 0)).toThrow(RangeError);
    expect(() => dayIn('UTC', Number.NaN)).toThrow(RangeError);
    expect(() => dayIn('UTC', Date.UTC(10_000, 0, 1))).toThrow('years 1 to 9999');
    expect(() => dayIn('UTC', Date.parse('-000100-01-01T00:00:00Z'))).toThrow('years 1 to 9999');
  });
});

describe('startOfDayIn and endOfDayIn', () => {
  it('are the edges of the day', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (zone, ms) => {
        const day = dayIn(zone, ms);
        const start = startOfDayIn(zone, day);
        expect(start).toBeLessThanOrEqual(ms);
        expect(obvious(zone, start).day).toBe(day);
        expect(obvious(zone, start - 1).day < day).toBe(true);
        expect(startOfDayIn(zone, dayIn(zone, endOfDayIn(zone, day) + 1))).toBe(
          endOfDayIn(zone, day) + 1,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('take the next moment there is when clocks skip it', () => {
    const start = (zone: string, day: string) =>
      new Date(startOfDayIn(zone, day as Day)).toISOString();
    expect(start('America/Havana', '2026-03-08')).toBe('2026-03-08T05:00:00.000Z');
    expect(start('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00.000Z');
    expect(start('Pacific/Kiritimati', '2026-01-01')).toBe('2025-12-31T10:00:00.000Z');
  });
});

describe('the ends of the calendar', () => {
  it('have a first and a last moment in every zone', () => {
    fc.assert(
      fc.property(
        anyZone,
        fc.constantFrom('0000-01-01', '0001-01-01', '9999-12-31'),
        (zone, day) => {
          const [start, end] = [startOfDayIn(zone, day as Day), endOfDayIn(zone, day as Day)];
          const hours = (end - start) / HOUR;
          expect(hours).toBeGreaterThan(23);
          expect(hours).toBeLessThan(25);
          expect(Math.abs(start - Date.parse(`${day}T00:00:00Z`))).toBeLessThan(16 * HOUR);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('let any number be formatted', () => {
    const anyNumber = fc.oneof(
      fc.double(),
      fc.integer({ min: -8.64e15, max: 8.64e15 }),
      fc.constantFrom(Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(LOCAL_ZONE, 'UTC', 'Asia/Kathmandu', 'America/St_Johns'),
        anyNumber,
        (zone, ms) => {
          expect(formatMinuteIn(zone, ms)).toMatch(/^(?:\d{4}-\d\d-\d\d \d\d:\d\d|no date)$/);
          expect(formatMinute(new Date(ms))).toMatch(/^(?:\d{4}-\d\d-\d\d \d\d:\d\d|no date)$/);
        },
      ),
      { numRuns: runs(300, 20_000) },
    );
  });
});

describe('offsetSpans', () => {
  it('tell the day of every moment of their days', () => {
    const anyDay = fc.integer({ min: Date.UTC(1900) / DAY_MS, max: Date.UTC(2100) / DAY_MS });
    const anyDays = fc.uniqueArray(anyDay, { minLength: 1, maxLength: 4 });
    const anyTime = fc.integer({ min: 0, max: DAY_MS - 1 });
    fc.assert(
      fc.property(anyZone, anyDays, anyTime, (zone, days, time) => {
        days.sort((a, b) => a - b);
        const spans = offsetSpans(zone, days);
        for (const day of days) {
          const ms = day * DAY_MS + time;
          const { offset = 0 } = spans.findLast(({ from }) => from <= ms) ?? {};
          expect(new Date(ms + offset).toISOString().slice(0, 10)).toBe(obvious(zone, ms).day);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('begin at the very moment of a change', () => {
    const days = ['2026-03-07', '2026-03-08', '2026-03-09', '2026-11-01'];
    const numbers = days.map((day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS);
    expect(
      offsetSpans('America/Havana', numbers).map(({ from, offset }) => [
        new Date(from).toISOString(),
        offset / HOUR,
      ]),
    ).toEqual([
      ['2026-03-07T00:00:00.000Z', -5],
      ['2026-03-08T05:00:00.000Z', -4],
      ['2026-11-01T05:00:00.000Z', -5],
    ]);
  });
});

describe('the zone of this machine', () => {
  it('is the one that has its name', () => {
    expect(zoneName(LOCAL_ZONE)).toBe(localZone());
    expect(zoneName('Asia/Kolkata')).toBe('Asia/Kolkata');
    fc.assert(
      fc.property(anyMoment, (ms) => {
        expect(formatMinuteIn(LOCAL_ZONE, ms)).toBe(formatMinuteIn(localZone(), ms));
      }),
    );
  });
});

describe('zones', () => {
  it('are known or not', () => {
    expect(isZone(localZone())).toBe(true);
    expect(isZone(LOCAL_ZONE)).toBe(true);
    expect(isZone('America/Argentina/Buenos_Aires')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
    expect(isZone('')).toBe(false);
  });
});
