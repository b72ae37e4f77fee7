import { expect, it } from 'vitest';
import { MACHINE_LINES, MAYBE, NO, YES } from './evaluate-terms.ts';
import { settleNewest } from './settle-newest.ts';

const MEGABYTE = 1024 * 1024;
const sessionsOf = (...places: number[][]) =>
  places.map((own, at) => ({ id: `${at}`, isArchived: false, lastTime: -at, places: own }));
const verdictsOf = (...rows: number[][]) => rows.map((row) => Uint8Array.from(row));
const look = (size: number, canHold = true) => ({ sizeOf: () => size, mayHold: () => canHold });

it('leaves files to their texts that are not found, up to the last session wanted', () => {
  const sessions = sessionsOf([0], [1, 2], [3], [4], [5]);
  const verdicts = verdictsOf([YES, NO, YES, NO, YES, NO], [YES, YES, NO, NO, YES, NO]);
  expect(settleNewest(sessions, verdicts, 3, look(1000))).toBe(true);
  expect(verdicts).toEqual(
    verdictsOf([YES, MAYBE, YES, MAYBE, YES, NO], [YES, YES, MAYBE, MAYBE, YES, NO]),
  );
});

it('reads nothing of files that are ruled out by their bytes', () => {
  const sessions = sessionsOf([0], [1], [2], [3]);
  const verdicts = verdictsOf([NO, MACHINE_LINES, YES, NO]);
  const mayHold = (place: number, term: number) => place === 1 && term === 0;
  expect(settleNewest(sessions, verdicts, 1, { sizeOf: () => 1000, mayHold })).toBe(true);
  expect(verdicts).toEqual(verdictsOf([NO, MAYBE, YES, NO]));
  expect(settleNewest(sessions, verdictsOf([NO, NO, YES, NO]), 1, look(7 * MEGABYTE, false))).toBe(
    true,
  );
});

it('changes nothing when too few are found', () => {
  const sessions = sessionsOf([0], [1], [2]);
  const verdicts = verdictsOf([YES, NO, YES]);
  expect(settleNewest(sessions, verdicts, 3, look(1000))).toBe(false);
  expect(verdicts).toEqual(verdictsOf([YES, NO, YES]));
});

it.each([
  ['read', 2 * MEGABYTE, true],
  ['looked through', 20 * MEGABYTE, false],
])('changes nothing when too much would have to be %s', (_, size, canHold) => {
  const sessions = sessionsOf([0], [1], [2]);
  const verdicts = verdictsOf([YES, NO, YES]);
  expect(settleNewest(sessions, verdicts, 2, look(size, canHold))).toBe(false);
  expect(verdicts).toEqual(verdictsOf([YES, NO, YES]));
  // What comes behind the last one wanted does not count.
  expect(settleNewest(sessions, verdicts, 1, look(size, canHold))).toBe(true);
});
