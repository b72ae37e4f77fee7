import type Database from 'libsql';
import { isDamage } from './store/database-errors.ts';
import { statement } from './store/statements.ts';
import { asBytes, decodeText, parseStored } from './store/stored-text.ts';

/** Columns that hold JSON, in whichever table. */
const JSON_COLUMNS = new Set([
  'alarms',
  'block',
  'cost_state',
  'facts',
  'files',
  'json',
  'memory',
  'part',
  'quarters',
  'remarks',
]);

/**
 * Reads all of a database, and finds damage that SQLite does not look for: texts that are no UTF-8,
 * which would end the process, and invalid JSON.
 *
 * @returns What is damaged; undefined when nothing is.
 */
export function findDamage(db: Database.Database): string | undefined {
  try {
    const [found] = statement(db, 'PRAGMA integrity_check(1)').get() as [string];
    if (found !== 'ok') return found;
    for (const table of tablesOf(db)) readTexts(db, table);
    return undefined;
  } catch (error) {
    if (isDamage(error)) return (error as Error).message;
    throw error;
  }
}

function tablesOf(db: Database.Database): string[] {
  const rows = statement(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return (rows as [string][]).map(([name]) => name);
}

/** @throws DamagedTextError when a text is damaged. */
function readTexts(db: Database.Database, table: string): void {
  const columns = statement(db, `PRAGMA table_info("${table}")`).all();
  const texts = (columns as [number, string, string][]).filter(([, , type]) => type === 'TEXT');
  if (texts.length === 0) return;
  const names = texts.map(([, name]) => asBytes(`"${name}"`)).join(', ');
  for (const row of statement(db, `SELECT ${names} FROM "${table}"`).iterate()) {
    for (const [index, bytes] of (row as (Uint8Array | null)[]).entries()) {
      if (bytes === null) continue;
      const text = decodeText(bytes);
      if (JSON_COLUMNS.has(texts[index]?.[1] ?? '')) parseStored(text);
    }
  }
}
