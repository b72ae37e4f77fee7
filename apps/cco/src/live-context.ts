import type { LiveContext } from '@cco/live-command';

/** What this program brings to the commands that show and guard usage. */
export const liveContext: LiveContext = {
  program: 'cco usage',
  worker: () => new URL('./store.worker.cjs', import.meta.url),
};
