import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utcDay } from './utc-day.ts';

describe('utcDay', () => {
  it.each<[unknown, string]>([
    ['2026-03-13T00:00:00Z', '2026-03-13'],
    ['2026-03-12T23:59:59.999999999999Z', '2026-03-12'],
    ['2026-03-12T23:59:60Z', '2026-03-12'],
    ['2026-03-12t23:59z', '2026-03-12'],
    ['2026-03-12 10:00:00', '2026-03-12'],
    ['2026-03-12', '2026-03-12'],
    [' 2026-03-12T10:00:00Z\n', '2026-03-12'],
    ['2026-03-13T01:59:59+02:00', '2026-03-12'],
    ['2026-03-13T02:00:00+0200', '2026-03-13'],
    ['2026-12-31T19:00:00-05:00', '2027-01-01'],
    ['2028-02-29T12:00:00Z', '2028-02-29'],
    [0, '1970-01-01'],
    [Date.UTC(2026, 2, 12, 23, 59), '2026-03-12'],
    [new Date('2026-03-12T23:59:00Z'), '2026-03-12'],
  ])('of %s is %s', (time, day) => {
    expect(utcDay(time)).toBe(day);
  });

  it.each([
    ['', 'yesterday', '2026-02-29', '2026-04-31T00:00:00Z', '2026-13-01', '2026-3-1', '2026-03-00'],
    ['2026-03-12T24:00:00Z', '2026-03-12T10:60:00Z', '0000-01-01T00:00:00+01:00', '2026-03-12T'],
    [null, undefined, true, {}, [], Number.NaN, 1e300, new Date(Number.NaN), Date.UTC(12000, 0)],
  ])('is undefined for what is no time', (...values) => {
    expect(values.filter((value) => utcDay(value) !== undefined)).toEqual([]);
  });

  it('is the day that Date finds', () => {
    const range = { min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true };
    const zone = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(fc.date(range), zone, (date, minutes) => {
        const day = date.toISOString().slice(0, 10);
        expect(utcDay(date.toISOString())).toBe(day);
        expect(utcDay(date.getTime())).toBe(day);
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
        const away = Math.abs(minutes);
        const text = `${local}${minutes < 0 ? '-' : '+'}${two(away / 60)}:${two(away % 60)}`;
        expect(utcDay(text)).toBe(day);
      }),
    );
  });
});
