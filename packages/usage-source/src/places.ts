import { baseName, isProjectSlugOf } from '@cco/claude-paths';
import {
  readOtherFolders,
  readPlaces,
  type Store,
  type StoredPlace,
  type UsageSource,
} from '@cco/session-index/store';
import { createRepositoryFinder, type RepositoryFinder } from './repository.ts';

/** Where a message was made. */
export interface Place {
  /** The last part of `projectPath`. */
  readonly project: string;
  /** The real directory; where no record tells it, the name of the project folder. */
  readonly projectPath: string;
  /** The main working tree, when `projectPath` is a worktree. */
  readonly repository: string | undefined;
}

/**
 * Finds where a message was made.
 *
 * @param cwd - As the attributes of the message have it.
 */
export type PlaceFinder = (source: UsageSource, cwd: string | null | undefined) => Place;

/** A session's own folder, and what is known of its moves. */
interface Home {
  readonly place: Place;
  readonly stored: StoredPlace;
}

/**
 * Makes a look-up of the places of messages:
 *
 * - A message counts for the folder of its session when it was made there or in a folder below: a
 *   `cd` of the agent splits no project.
 * - One that was made elsewhere, after the session was resumed there, moved, or entered a worktree,
 *   counts for the folder in which the first of these messages was made, with the folders below.
 * - Without a recorded folder it counts for that of its session, a subagent's for that of its
 *   parent, and without any for the one in which others of the project folder worked.
 */
export function findPlaces(store: Store): PlaceFinder {
  const repositories = createRepositoryFinder();
  const homes = findHomes(store, repositories);
  const others = readOtherFolders(store);
  const known = new Map<string, Place>();
  return (source, cwd) => {
    const key = `${keyOf(source.session, source.slug)}\n${cwd ?? ''}`;
    let place = known.get(key);
    if (place === undefined) {
      const home = homes.of(source);
      place =
        (cwd ? elsewhere(cwd, home, others.get(source.session) ?? [], repositories) : undefined) ??
        home?.place ??
        homes.ofFolder(source.slug);
      known.set(key, place);
    }
    return place;
  };
}

/** The place of a message that was made in another folder; undefined when that is part of its home. */
function elsewhere(
  cwd: string,
  home: Home | undefined,
  others: readonly string[],
  repositories: RepositoryFinder,
): Place | undefined {
  const find = (folder: string): string | undefined => {
    const isMoved = home !== undefined && isIn(folder, home.stored.cwd);
    return repositories.find(folder, isMoved ? home.stored.originalCwd : undefined);
  };
  const isAtHome = (folder: string): boolean =>
    home !== undefined &&
    isIn(folder, home.stored.home) &&
    // A worktree below its repository is a directory of its own.
    [undefined, home.place.repository].includes(find(folder));
  if (isAtHome(cwd)) return undefined;
  const bases: string[] = [];
  for (const folder of others) {
    if (!isAtHome(folder) && !bases.some((base) => isIn(folder, base))) bases.push(folder);
  }
  const [base = cwd] = bases.filter((one) => isIn(cwd, one)).sort((a, b) => b.length - a.length);
  return placeOf(base, find(base));
}

/** Finds the folders of sessions, and those of project folders. */
function findHomes(
  store: Store,
  repositories: RepositoryFinder,
): { of(source: UsageSource): Home | undefined; ofFolder(slug: string): Place } {
  const bySession = new Map<string, Home>();
  const bySlug = new Map<string, Place>();
  for (const stored of readPlaces(store)) {
    const { session, slug, home, originalCwd } = stored;
    const place = placeOf(home, repositories.find(home, originalCwd));
    bySession.set(keyOf(session, slug), { place, stored });
    // Copies of a session in other folders: the first one, unless the folder has its own.
    if (!bySession.has(session)) bySession.set(session, { place, stored });
    if (!bySlug.has(slug) && isProjectSlugOf(slug, home)) bySlug.set(slug, place);
  }
  return {
    of: ({ session, slug }) => bySession.get(keyOf(session, slug)) ?? bySession.get(session),
    ofFolder: (slug) => bySlug.get(slug) ?? placeOf(slug || 'unknown', undefined),
  };
}

function placeOf(directory: string, repository: string | undefined): Place {
  const projectPath = sameDrive(directory);
  return {
    project: baseName(projectPath),
    projectPath,
    repository: repository && sameDrive(repository),
  };
}

/** Tells whether a folder is another, or lies in it. */
function isIn(folder: string, other: string): boolean {
  const [inner, outer] = [sameDrive(folder), sameDrive(other)];
  if (!inner.startsWith(outer)) return false;
  return (
    inner.length === outer.length ||
    /[\\/]$/.test(outer) ||
    /^[\\/]/.test(inner.slice(outer.length))
  );
}

/** Windows programs disagree about the case of drive letters; one folder must stay one project. */
function sameDrive(directory: string): string {
  return directory.replace(/^[a-z](?=:[\\/])/, (letter) => letter.toUpperCase());
}

function keyOf(session: string, slug: string): string {
  return `${session}\n${slug}`;
}
