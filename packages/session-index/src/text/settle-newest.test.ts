import { expect, it } from 'vitest';
import { MAYBE, NO, YES } from './evaluate-terms.ts';
import { settleNewest } from './settle-newest.ts';

const sessionsOf = (...places: number[][]) =>
  places.map((own, at) => ({ id: `${at}`, isArchived: false, mtime: -at, places: own }));
const verdictsOf = (...rows: number[][]) => rows.map((row) => Uint8Array.from(row));
const small = () => 1000;

it('leaves files to their texts that are not found, up to the last session wanted', () => {
  const sessions = sessionsOf([0], [1, 2], [3], [4], [5]);
  const verdicts = verdictsOf([YES, NO, YES, NO, YES, NO], [YES, YES, NO, NO, YES, NO]);
  expect(settleNewest(sessions, verdicts, 3, small)).toBe(true);
  expect(verdicts).toEqual(
    verdictsOf([YES, MAYBE, YES, MAYBE, YES, NO], [YES, YES, MAYBE, MAYBE, YES, NO]),
  );
});

it('changes nothing when too few are found', () => {
  const sessions = sessionsOf([0], [1], [2]);
  const verdicts = verdictsOf([YES, NO, YES]);
  expect(settleNewest(sessions, verdicts, 3, small)).toBe(false);
  expect(verdicts).toEqual(verdictsOf([YES, NO, YES]));
});

it('changes nothing when too much would have to be read', () => {
  const sessions = sessionsOf([0], [1], [2]);
  const verdicts = verdictsOf([YES, NO, YES]);
  expect(settleNewest(sessions, verdicts, 2, () => 100_000_000)).toBe(false);
  expect(verdicts).toEqual(verdictsOf([YES, NO, YES]));
  // What comes behind the last one wanted does not count.
  expect(settleNewest(sessions, verdicts, 1, () => 100_000_000)).toBe(true);
});
