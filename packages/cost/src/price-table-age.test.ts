import { describe, expect, it } from 'vitest';
import { PRICE_TABLE } from './price-table.ts';
import { priceTableAge } from './price-table-age.ts';

describe('priceTableAge', () => {
  it.each<[string | number | Date, number]>([
    ['2026-11-20', 0],
    ['2026-11-20T23:59:59Z', 0],
    ['2026-11-21T00:00:00Z', 1],
    ['2027-11-20', 365],
    [Date.UTC(2026, 11, 1), 11],
    [new Date('2026-11-19T12:00:00Z'), -1],
  ])('on %s is %i days', (on, days) => {
    expect(priceTableAge(on)).toBe(days);
  });

  it('counts from the date of the table it is given', () => {
    expect(priceTableAge('2027-03-01', { ...PRICE_TABLE, date: '2027-02-27' })).toBe(2);
  });

  it.each(['soon', Number.NaN, new Date('never')])('refuses %s', (on) => {
    expect(() => priceTableAge(on)).toThrow(RangeError);
  });
});
