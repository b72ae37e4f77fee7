/** Grows with every change of the schema or of what is stored; other versions are built anew. */
export const SCHEMA_VERSION = 1;
/** Marks a SQLite file as ours: 'ccoS'. */
export const APPLICATION_ID = 0x63636f53;

/** Milliseconds of a rollup row: every time zone's hours and days begin at such a quarter hour. */
export const QUARTER_MS = 900_000;

/**
 * Prompt sizes in tokens at which price lists change: a rollup row holds messages of one class, the
 * number of limits that their prompts exceed.
 */
export const PROMPT_LIMITS = [100_000, 128_000, 200_000, 256_000, 272_000, 512_000] as const;

const COUNTERS = `
  rank INTEGER NOT NULL,
  line_time INTEGER,
  time INTEGER,
  forked INTEGER NOT NULL,
  attributes INTEGER NOT NULL,
  input INTEGER NOT NULL,
  output INTEGER NOT NULL,
  cache_write INTEGER NOT NULL,
  cache_write_5m INTEGER NOT NULL,
  cache_write_1h INTEGER NOT NULL,
  cache_read INTEGER NOT NULL,
  web_searches INTEGER NOT NULL,
  cost INTEGER,
  final INTEGER NOT NULL`;

/**
 * - `file`: every file that was ever read, and how far. `archived`: it is gone, its rows stay.
 * - `attributes`: what messages have in common, once.
 * - `message`: one row for each API message, merged over all files, with the file that owns it.
 * - `contribution`: of messages that stand in several files (`shared`), the part of each file, so
 *   that one file can be read again and the rest stays right.
 * - `rollup`: sums of `message`, made from it whenever messages of a file change.
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
CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  file INTEGER NOT NULL,
  shared INTEGER NOT NULL,${COUNTERS}
) STRICT;
CREATE INDEX message_file ON message (file);
CREATE TABLE contribution (
  key TEXT NOT NULL,
  file INTEGER NOT NULL,${COUNTERS},
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
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** What a message wrote to the cache for five minutes: also what no part of the split explains. */
export const CACHE_WRITE_5M =
  'cache_write_5m + max(0, cache_write - cache_write_5m - cache_write_1h)';

const PROMPT = `(input + cache_read + cache_write_1h + ${CACHE_WRITE_5M})`;

/** The columns of `rollup`, in their order. */
export const ROLLUP_COLUMNS =
  'file, attributes, quarter, prompt_class, has_cost, messages, input, output, cache_write_5m, ' +
  'cache_write_1h, cache_read, web_searches, cost, unfinalized, unfinalized_output, first_time, ' +
  'last_time';

/** Makes the rollup of the files whose ids are the elements of a JSON array, the only parameter. */
export const INSERT_ROLLUP = `
INSERT INTO rollup (${ROLLUP_COLUMNS})
SELECT
  file, attributes, coalesce(floor(time / ${QUARTER_MS}.0), -1) AS quarter,
  ${PROMPT_LIMITS.map((limit) => `(${PROMPT} > ${limit})`).join(' + ')} AS prompt_class,
  cost IS NOT NULL AS has_cost,
  count(*), sum(input), sum(output), sum(${CACHE_WRITE_5M}), sum(cache_write_1h), sum(cache_read),
  sum(web_searches), sum(coalesce(cost, 0)), sum(1 - final), sum(output * (1 - final)),
  min(time), max(time)
FROM message WHERE file IN (SELECT value FROM json_each(?))
GROUP BY file, quarter, attributes, prompt_class, has_cost`;
