import { ARCHIVE_SEEN_SCHEMA } from '../archive/archive-seen.ts';
import { LISTING_SCHEMA } from '../listing.ts';
import { SUMS } from './rollup.ts';

/**
 * Grows with every change of the schema or of what is stored. Older versions are migrated where
 * {@link MIGRATIONS} tells how, and rebuilt where not.
 */
export const SCHEMA_VERSION = 5;
/** Marks a SQLite file as ours: 'ccoS'. */
export const APPLICATION_ID = 0x63636f53;

/** All tables. */
export const TABLES = [
  'file',
  'attributes',
  'messages',
  'message_key',
  'contribution',
  'calls',
  'rollup',
  'problem',
  'listing',
  'archive_seen',
] as const;

/**
 * - `file`: every file that was ever read, and how far. `archived`: it is gone, its rows stay.
 * - `attributes`: what messages have in common, once.
 * - `messages`: API messages of a stretch of a file, the text of a `MessageBlock`.
 * - `message_key`: hashes of the keys of all messages, with the file that had each first.
 * - `contribution`: of messages that stand in several files, or in several stretches of one, the
 *   part of each file. These parts count instead of those in `messages`.
 * - `calls`: tool calls of a stretch of a file, a `CallBlock` as JSON; ids are never given twice.
 * - `rollup`: sums of messages by the file that owns them.
 * - `listing`: see `listing.ts`.
 * - `archive_seen`: see `archive-seen.ts`.
 */
export const SCHEMA = `
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  session TEXT NOT NULL,
  agent TEXT,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  ino INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  next_offset INTEGER NOT NULL,
  next_line INTEGER NOT NULL,
  seam TEXT NOT NULL,
  facts TEXT NOT NULL,
  named_session TEXT,
  cost_state TEXT
) STRICT;
CREATE TABLE attributes (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  file INTEGER NOT NULL,
  first_time INTEGER,
  last_time INTEGER,
  block TEXT NOT NULL
) STRICT;
CREATE INDEX messages_file ON messages (file);
CREATE TABLE message_key (hash INTEGER PRIMARY KEY, file INTEGER NOT NULL) STRICT;
CREATE TABLE contribution (
  key TEXT NOT NULL,
  file INTEGER NOT NULL,
  part TEXT NOT NULL,
  PRIMARY KEY (key, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX contribution_file ON contribution (file);
CREATE TABLE rollup (
  file INTEGER NOT NULL,
  attributes INTEGER NOT NULL,
  quarter INTEGER NOT NULL,
  prompt_class INTEGER NOT NULL,
  has_cost INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  input INTEGER NOT NULL,
  output INTEGER NOT NULL,
  cache_write_5m INTEGER NOT NULL,
  cache_write_1h INTEGER NOT NULL,
  cache_read INTEGER NOT NULL,
  web_searches INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  unfinalized INTEGER NOT NULL,
  unfinalized_output INTEGER NOT NULL,
  first_time INTEGER,
  last_time INTEGER,
  PRIMARY KEY (file, quarter, attributes, prompt_class, has_cost)
) STRICT, WITHOUT ROWID;
CREATE TABLE calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file INTEGER NOT NULL,
  block TEXT NOT NULL
) STRICT;
CREATE INDEX calls_file ON calls (file);
CREATE TABLE problem (
  file INTEGER NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX problem_file ON problem (file);
${LISTING_SCHEMA}
${ARCHIVE_SEEN_SCHEMA}
`;

/** Has every file that is still there read once more; what is archived stays as it is. */
const READ_AGAIN = `
UPDATE file SET size = -1, mtime = -1, ino = -1 WHERE archived = 0;
DELETE FROM listing;
`;

/** Dates history whose transcripts are gone by its API messages: other messages are not known. */
const DATE_ARCHIVED = `
UPDATE file SET facts = json_set(facts, '$.lastTime', dated.time)
FROM (SELECT file, max(last_time) AS time FROM rollup GROUP BY file) AS dated
WHERE dated.file = file.id AND archived = 1 AND dated.time IS NOT NULL;
`;

/** Makes of each older version the next one, so that history outlives an update. */
export const MIGRATIONS: Readonly<Record<number, string>> = {
  2: LISTING_SCHEMA,
  3: ARCHIVE_SEEN_SCHEMA + READ_AGAIN,
  4: READ_AGAIN + DATE_ARCHIVED,
};

/** The columns of `rollup`, in their order. */
export const ROLLUP_COLUMNS = `file, attributes, quarter, prompt_class, has_cost, ${SUMS.join(', ')}, first_time, last_time`;
