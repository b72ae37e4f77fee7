import { expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

/** Steps that take a while, and tell whether they were ended. */
function makeSteps(count: number) {
  const state = { given: 0, isEnded: false };
  function* steps() {
    try {
      for (let step = 0; step < count; step++) {
        const until = performance.now() + 3;
        while (performance.now() < until);
        state.given++;
        yield step;
      }
    } finally {
      state.isEnded = true;
    }
  }
  return { steps: steps(), state };
}

it('goes through all steps', async () => {
  const { steps, state } = makeSteps(10);
  const seen: number[] = [];
  const { signal } = new AbortController();
  await inSlices(steps, { signal, onStep: (step) => seen.push(step), onPause: () => {} });
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(state.isEnded).toBe(true);
});

it('ends the steps when it is told to, so that what they began in threads ends too', async () => {
  const { steps, state } = makeSteps(1000);
  const aborting = new AbortController();
  setTimeout(() => aborting.abort(), 20);
  await inSlices(steps, { signal: aborting.signal, onStep: () => {}, onPause: () => {} });
  expect(state.given).toBeLessThan(1000);
  expect(state.isEnded).toBe(true);
});
