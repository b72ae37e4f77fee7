/** Keys are looked at in between. */
const SLICE_MS = 8;
/** A list that grows is shown so often at most. */
const TELL_MS = 100;

/** Goes through steps, pausing often enough that keys never wait for long; ends them when told to. */
export async function inSlices<Step>(
  steps: Iterable<Step>,
  work: {
    readonly signal: AbortSignal;
    onStep(step: Step): void;
    onPause(): void;
  },
): Promise<void> {
  let sliceEnd = performance.now() + SLICE_MS;
  let tellAt = performance.now() + TELL_MS;
  for (const step of steps) {
    work.onStep(step);
    if (performance.now() < sliceEnd) continue;
    if (performance.now() >= tellAt) {
      work.onPause();
      tellAt = performance.now() + TELL_MS;
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (work.signal.aborted) return;
    sliceEnd = performance.now() + SLICE_MS;
  }
}
