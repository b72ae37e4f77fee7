import type Database from 'libsql';
import { allRows, statement } from '../store/statements.ts';
import { asBytes, decodeRow } from '../store/stored-text.ts';

/** Tells where files of the index lie; undefined for a file that was replaced. */
export interface Locations {
  pathOf(id: number): string | undefined;
  /** The project folder that it lies in, at any depth. */
  folderOf(id: number): string | undefined;
  /** Bytes that it had when it was read last; 0 for a file that was replaced. */
  sizeOf(id: number): number;
}

/** A search that asks for more files asks for many: reading all takes as long as asking for so many. */
const FEW = 200;

type Row = readonly [path: string, folder: string, size: number];

/** Looks up one file after the other, and when that goes on reads all at once. */
export function createLocations(db: Database.Database): Locations {
  const known = new Map<number, Row | undefined>();
  let hasAll = false;

  const rowOf = (id: number): Row | undefined => {
    if (hasAll || known.has(id)) return known.get(id);
    if (known.size >= FEW) {
      const rows = allRows<[number, ...Row]>(db, 'id, path, folder, size', 'file');
      for (const [one, ...row] of rows) known.set(one, row);
      hasAll = true;
      return known.get(id);
    }
    const read = `SELECT ${asBytes('path')}, ${asBytes('folder')}, size FROM file WHERE id = ?`;
    const row = statement(db, read).get(id) as Row | undefined;
    known.set(id, row && decodeRow(row));
    return known.get(id);
  };

  return {
    pathOf: (id) => rowOf(id)?.[0],
    folderOf: (id) => rowOf(id)?.[1],
    sizeOf: (id) => rowOf(id)?.[2] ?? 0,
  };
}
