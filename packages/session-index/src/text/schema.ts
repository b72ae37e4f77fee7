import { LISTING_SCHEMA } from '../listing.ts';

/** Grows with every change of the tables or of how texts are cut into words. */
export const TEXT_VERSION = 3;
/** Marks a SQLite file as ours: 'ccoT'. */
export const TEXT_APPLICATION_ID = 0x63636f54;

/**
 * - `file`: every transcript that was ever read, and how far. A file that was replaced gets a new
 *   id, and what segments say of the old one is ignored from then on.
 *   `last_time`: of its last message, in milliseconds since 1970.
 * - `listing`: stands for all files as they were when nothing was left to read; gone while there is.
 * - `machine_text`: lines with strings of machines, which are not in the segments.
 * - `segment` with its chunks: see `segment.ts`. `kind` tells what its words are.
 *
 * Numbers of chunks are `segment * 65536 + place`.
 */
export const TEXT_SCHEMA = `
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  folder TEXT NOT NULL,
  session TEXT NOT NULL,
  is_agent INTEGER NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  ino INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  next_offset INTEGER NOT NULL,
  next_line INTEGER NOT NULL,
  seam TEXT NOT NULL,
  is_conversation INTEGER NOT NULL,
  may_escape INTEGER NOT NULL,
  last_time INTEGER
) STRICT;
${LISTING_SCHEMA}
CREATE TABLE machine_text (
  file INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  PRIMARY KEY (file, offset)
) STRICT, WITHOUT ROWID;
CREATE TABLE segment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  pairs INTEGER NOT NULL,
  documents BLOB NOT NULL,
  blocks BLOB NOT NULL,
  frequencies BLOB NOT NULL,
  singles BLOB NOT NULL,
  word_starts BLOB NOT NULL,
  posting_starts BLOB NOT NULL
) STRICT;
CREATE TABLE word_chunk (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE posting_chunk (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
`;

/** Makes of each older version the next one, so that words of deleted sessions outlive an update. */
export const TEXT_MIGRATIONS: Readonly<Record<number, string>> = {
  2: `
ALTER TABLE file ADD COLUMN last_time INTEGER;
UPDATE file SET size = -1, mtime = -1, ino = -1 WHERE archived = 0;
DELETE FROM listing;
`,
};

/**
 * Large pages hold chunks with less between them, and the file gives back the pages of segments
 * that were merged. The size goes first: with the other setting SQLite begins the file.
 */
export const TEXT_SETTINGS = 'PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL';

/** The tables, so that all can be copied. */
export const TEXT_TABLES = [
  'file',
  'listing',
  'machine_text',
  'segment',
  'word_chunk',
  'posting_chunk',
];
