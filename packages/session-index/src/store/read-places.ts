import type { Store } from './open-store.ts';
import { allRows } from './statements.ts';

/** Where a session worked, as far as its records tell. */
export interface StoredPlace {
  readonly session: string;
  /** Name of the project folder. */
  readonly slug: string;
  /** The real working directory: where the session was moved to, if it was. */
  readonly cwd: string;
  /** The working directory before it was moved; `cwd` when it never was. */
  readonly home: string;
  /** The folder before the session entered a worktree. */
  readonly originalCwd: string | undefined;
}

/**
 * Lists where sessions worked, by path; sessions whose records do not tell are left out. Asks for
 * less than `readSessions`, and takes a fraction of its time.
 */
export function readPlaces({ db }: Pick<Store, 'db'>): StoredPlace[] {
  const fact = (name: string) => `json_extract(facts, '$.${name}')`;
  const home = ['cwd', 'originalCwd', 'firstCwd', 'relocatedCwd'].map(fact).join(', ');
  const rows = allRows<[string, string, string, string | null, string | null]>(
    db,
    'session, slug, home, moved, original',
    `(SELECT session, slug, coalesce(${home}) AS home, ${fact('relocatedCwd')} AS moved,
        ${fact('originalCwd')} AS original
      FROM file WHERE agent IS NULL ORDER BY path) WHERE home IS NOT NULL`,
  );
  return rows.map(([session, slug, home, moved, original]) => ({
    session,
    slug,
    cwd: moved ?? home,
    home,
    originalCwd: original ?? undefined,
  }));
}

/**
 * Lists the folders of messages that were made elsewhere than in the folder of their file, see `cwd`
 * of `MessageAttributes`: by session, in the order of their first message.
 */
export function readOtherFolders({ db }: Store): Map<string, string[]> {
  const rows = allRows<[string, string]>(
    db,
    'session, cwd',
    `(SELECT session, cwd FROM rollup
      JOIN (SELECT id, json_extract(json, '$.cwd') AS cwd FROM attributes) AS place
        ON place.id = rollup.attributes AND place.cwd IS NOT NULL
      JOIN file ON file.id = rollup.file
      GROUP BY session, cwd ORDER BY min(first_time) IS NULL, min(first_time), cwd)`,
  );
  const folders = new Map<string, string[]>();
  for (const [session, cwd] of rows) {
    const known = folders.get(session);
    if (known) known.push(cwd);
    else folders.set(session, [cwd]);
  }
  return folders;
}
