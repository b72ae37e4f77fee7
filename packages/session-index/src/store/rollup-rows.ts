import type Database from 'libsql';
import { type RollupRow, SUMS } from './rollup.ts';
import { ROLLUP_COLUMNS } from './schema.ts';
import { type Bindable, insertRows, statement } from './statements.ts';

const WIDTH = ROLLUP_COLUMNS.split(', ').length;

/** A time is null when no message of the row has one, so both are null or none. */
const ADD = ` ON CONFLICT DO UPDATE SET ${[
  ...SUMS.map((column) => `${column} = ${column} + excluded.${column}`),
  'first_time = min(first_time, excluded.first_time)',
  'last_time = max(last_time, excluded.last_time)',
].join(', ')}`;

/** The sums of a file. */
export interface FileRollup {
  readonly file: number;
  readonly rows: readonly RollupRow[];
}

/** Adds sums of files to those that are there. */
export function addRollup(db: Database.Database, sums: readonly FileRollup[]): void {
  const idOf = createAttributeIds(db);
  const values = sums.flatMap(({ file, rows }) => rows.map((row) => valuesOf(file, row, idOf)));
  insertRows(db, `rollup (${ROLLUP_COLUMNS})`, WIDTH, values, ADD);
}

/** Puts sums of files in the place of those that are there. */
export function replaceRollup(db: Database.Database, sums: readonly FileRollup[]): void {
  const drop = statement(db, 'DELETE FROM rollup WHERE file = ?');
  for (const { file } of sums) drop.run(file);
  addRollup(db, sums);
}

function valuesOf(file: number, row: RollupRow, idOf: (json: string) => number): Bindable[] {
  return [
    file,
    idOf(row.attributes),
    row.quarter,
    row.promptClass,
    row.hasCost,
    ...row.sums,
    row.firstTime,
    row.lastTime,
  ];
}

function createAttributeIds(db: Database.Database): (json: string) => number {
  const ids = new Map<string, number>();
  const find = statement(db, 'SELECT id FROM attributes WHERE json = ?');
  const add = statement(db, 'INSERT INTO attributes (json) VALUES (?) RETURNING id');
  return (json) => {
    let id = ids.get(json);
    if (id === undefined) {
      [id] = (find.get(json) ?? add.get(json)) as unknown as [number];
      ids.set(json, id);
    }
    return id;
  };
}
