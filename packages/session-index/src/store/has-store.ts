import fs from 'node:fs';
import path from 'node:path';

/** Name of the store's file in the data folder. */
export const STORE_NAME = 'store.db';

/** Tells whether there is a store, without loading what opens it. */
export function hasStore({ dataFolder }: { readonly dataFolder: string }): boolean {
  return fs.existsSync(path.join(dataFolder, STORE_NAME));
}
