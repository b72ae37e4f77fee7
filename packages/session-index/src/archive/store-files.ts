import type { ProblemCode } from '@cco/jsonl-parse';
import type Database from 'libsql';
import { type FileRow, nextFileId, putFiles } from '../store/file-rows.ts';
import { blockOf, partsIn } from '../store/message-block.ts';
import { createMessageWriter } from '../store/message-writer.ts';
import { allRows, statement } from '../store/statements.ts';
import { asBytes, decodeText } from '../store/stored-text.ts';
import type { ArchivedFile } from './archived-file.ts';

/** Reads all that a store knows of a transcript. */
export function exportFile(db: Database.Database, { id, ...file }: FileRow): ArchivedFile {
  const blocks = (table: 'messages' | 'calls') => {
    const read = `SELECT ${asBytes('block')} FROM ${table} WHERE file = ? ORDER BY id`;
    return (statement(db, read).all(id) as [Uint8Array][]).map(([text]) => decodeText(text));
  };
  const problems = allRows<[number, number, number, number, ProblemCode, string]>(
    db,
    'line, offset, bytes, lines, code, message',
    'problem WHERE file = ?',
    id,
  );
  return {
    file: { ...file, isArchived: true },
    messages: blocks('messages'),
    calls: blocks('calls'),
    problems: problems.map(([line, offset, bytes, lines, code, message]) => ({
      ...{ line, offset, bytes, lines, code, message },
    })),
  };
}

/** Takes transcripts that are gone into a store that does not know them. Use it in a transaction. */
export function importFiles(db: Database.Database, files: readonly ArchivedFile[]): void {
  const writer = createMessageWriter(db);
  const addCalls = statement(db, 'INSERT INTO calls (file, block) VALUES (?,?)');
  const addProblem = statement(db, 'INSERT INTO problem VALUES (?,?,?,?,?,?,?)');
  const first = nextFileId(db);
  putFiles(
    db,
    files.map(({ file }, index) => ({ ...file, id: first + index, isArchived: true })),
  );
  for (const [index, { messages, calls, problems }] of files.entries()) {
    const id = first + index;
    for (const text of messages) {
      const block = blockOf(partsIn(text));
      if (block) writer.add(id, block);
    }
    for (const text of calls) addCalls.run(id, text);
    for (const { line, offset, bytes, lines, code, message } of problems) {
      addProblem.run(id, line, offset, bytes, lines, code, message);
    }
  }
  writer.flush();
}

/** Removes transcripts, and all that is known of them, from a store. Use it in a transaction. */
export function dropFiles(db: Database.Database, ids: readonly number[]): void {
  const writer = createMessageWriter(db);
  for (const id of ids) {
    writer.withdraw(id);
    for (const table of ['problem', 'calls']) {
      statement(db, `DELETE FROM ${table} WHERE file = ?`).run(id);
    }
    statement(db, 'DELETE FROM file WHERE id = ?').run(id);
  }
  writer.flush();
}
