import type { Store } from './open-store.ts';
import { allRows } from './statements.ts';

/** Where a session worked, as far as its records tell. */
export interface StoredPlace {
  readonly session: string;
  /** Name of the project folder. */
  readonly slug: string;
  /** The real working directory. */
  readonly cwd: string;
  /** The folder before the session entered a worktree. */
  readonly originalCwd: string | undefined;
}

/**
 * Lists where sessions worked, by path; sessions whose records do not tell are left out. Asks for
 * less than `readSessions`, and takes a fraction of its time.
 */
export function readPlaces({ db }: Pick<Store, 'db'>): StoredPlace[] {
  const fact = (name: string) => `json_extract(facts, '$.${name}')`;
  const cwd = ['relocatedCwd', 'cwd', 'originalCwd', 'firstCwd'].map(fact).join(', ');
  const rows = allRows<[string, string, string, string | null]>(
    db,
    'session, slug, cwd, original',
    `(SELECT session, slug, coalesce(${cwd}) AS cwd, ${fact('originalCwd')} AS original
      FROM file WHERE agent IS NULL ORDER BY path) WHERE cwd IS NOT NULL`,
  );
  return rows.map(([session, slug, directory, original]) => ({
    session,
    slug,
    cwd: directory,
    originalCwd: original ?? undefined,
  }));
}
