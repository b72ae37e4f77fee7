import type Database from 'libsql';
import { asBytes, decodeText, parseStored, storedText } from './stored-text.ts';

/** What can be bound to a parameter. */
export type Bindable = string | number | null | Uint8Array;

/** A prepared statement; its rows are arrays. */
export interface Statement {
  run(...values: readonly Bindable[]): void;
  get(...values: readonly Bindable[]): unknown;
  all(...values: readonly Bindable[]): unknown[];
  iterate(...values: readonly Bindable[]): Iterable<unknown>;
}

const prepared = new WeakMap<Database.Database, Map<string, Statement>>();

/** Prepares a statement once for each database; its rows are arrays. Keep `sql` of few kinds. */
export function statement(db: Database.Database, sql: string): Statement {
  let statements = prepared.get(db);
  if (!statements) {
    statements = new Map();
    prepared.set(db, statements);
  }
  let found = statements.get(sql);
  if (!found) {
    found = prepare(db, sql);
    statements.set(sql, found);
  }
  return found;
}

/** Every parameter of every statement is bound here, so that no text can harm the database. */
function prepare(db: Database.Database, sql: string): Statement {
  const bare = db.prepare(sql);
  const own = /^\s*(SELECT|WITH|PRAGMA)|RETURNING/.test(sql) ? bare.raw() : bare;
  const bound = (values: readonly Bindable[]) =>
    values.map((value) => (typeof value === 'string' ? storedText(value) : value));
  return {
    run: (...values) => void own.run(bound(values)),
    get: (...values) => own.get(bound(values)),
    all: (...values) => own.all(bound(values)),
    iterate: (...values) => own.iterate(bound(values)),
  };
}

/**
 * Reads rows through one JSON text: for many rows several times faster than row by row. No column
 * may hold a fraction, which would lose digits.
 *
 * @param columns - As many as in `from`'s rows are wanted, separated by commas.
 * @throws DamagedTextError when a text is no UTF-8.
 */
export function allRows<Row>(
  db: Database.Database,
  columns: string,
  from: string,
  ...values: (string | number)[]
): Row[] {
  const sql = `SELECT ${asBytes(`json_group_array(json_array(${columns}))`)} FROM ${from}`;
  return parseStored(decodeText((statement(db, sql).get(...values) as [Uint8Array])[0]));
}

/** Inserts rows, many with each call: a call costs more than a row. */
export function insertRows(
  db: Database.Database,
  into: string,
  width: number,
  rows: readonly (readonly Bindable[])[],
  conflict = '',
): void {
  const group = `(${Array(width).fill('?').join(',')})`;
  for (let at = 0; at < rows.length; ) {
    const count = rows.length - at >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
    const groups = Array(count).fill(group).join(',');
    const values: Bindable[] = [];
    for (let i = at; i < at + count; i++) values.push(...(rows[i] ?? []));
    statement(db, `INSERT INTO ${into} VALUES ${groups}${conflict}`).run(...values);
    at += count;
  }
}

const ROWS_AT_ONCE = 32;
