import fs from 'node:fs';
import path from 'node:path';
import { databaseScope, type ScopeOptions } from '../database-scope.ts';

/** Name of the store's file in the data folder. */
export const STORE_NAME = 'store.db';

/** Tells whether there is a store, without loading what opens it. */
export function hasStore(options: ScopeOptions): boolean {
  const { folder } = databaseScope(options);
  return folder !== undefined && fs.existsSync(path.join(folder, STORE_NAME));
}
