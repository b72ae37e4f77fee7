import { withKept } from '../refresh-kept.ts';
import { STORE_KIND, type Store } from './open-store.ts';
import { refreshStore } from './refresh-store.ts';

/**
 * Writes into a store, however it is, and may do so again: a damaged one is rebuilt and brought
 * up to date before, and where nothing can be written, or another process does not release it in
 * time, the work goes on in memory. `store.notes` says so.
 *
 * @throws when the store cannot even be read.
 */
export async function writeStore<Result>(
  store: Store,
  write: () => Promise<Result> | Result,
): Promise<Result> {
  let { db } = store;
  const result = await withKept(
    STORE_KIND,
    store,
    async () => {
      if (store.db !== db) {
        db = store.db;
        await refreshStore(store);
        db = store.db;
      }
      return { value: await write() };
    },
    { onBusy: 'memory' },
  );
  return (result as { value: Result }).value;
}
