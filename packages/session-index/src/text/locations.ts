import type Database from 'libsql';
import { allRows, statement } from '../store/statements.ts';

/** Tells where files of the index lie; undefined for a file that was replaced. */
export interface Locations {
  pathOf(id: number): string | undefined;
  /** The project folder that it lies in, at any depth. */
  folderOf(id: number): string | undefined;
}

/** A search that asks for more files asks for many: reading all takes as long as asking for so many. */
const FEW = 200;

type Row = readonly [path: string, folder: string];

/** Looks up one file after the other, and when that goes on reads all at once. */
export function createLocations(db: Database.Database): Locations {
  const known = new Map<number, Row | undefined>();
  let hasAll = false;

  const rowOf = (id: number): Row | undefined => {
    if (hasAll || known.has(id)) return known.get(id);
    if (known.size >= FEW) {
      for (const [one, path, folder] of allRows<[number, ...Row]>(db, 'id, path, folder', 'file')) {
        known.set(one, [path, folder]);
      }
      hasAll = true;
      return known.get(id);
    }
    const row = statement(db, 'SELECT path, folder FROM file WHERE id = ?').get(id);
    known.set(id, row as unknown as Row | undefined);
    return known.get(id);
  };

  return {
    pathOf: (id) => rowOf(id)?.[0],
    folderOf: (id) => rowOf(id)?.[1],
  };
}
