import { baseName, isProjectSlugOf } from '@cco/claude-paths';
import { readPlaces, type Store, type UsageSource } from '@cco/session-index/store';
import { createRepositoryFinder } from './repository.ts';

/** Where a session worked. */
export interface Place {
  /** The last part of `projectPath`. */
  readonly project: string;
  /** The real directory; where no record tells it, the name of the project folder. */
  readonly projectPath: string;
  /** The main working tree, when `projectPath` is a worktree. */
  readonly repository: string | undefined;
}

/**
 * Makes a look-up of the places of files. A subagent works where its session does; a session without
 * a recorded directory, where others of its project folder do.
 */
export function findPlaces(store: Store): (source: UsageSource) => Place {
  const repositories = createRepositoryFinder();
  const bySession = new Map<string, Place>();
  const bySlug = new Map<string, Place>();
  for (const { session, slug, cwd, originalCwd } of readPlaces(store)) {
    const place = placeOf(cwd, repositories.find(cwd, originalCwd));
    bySession.set(keyOf(session, slug), place);
    // Copies of a session in other folders: the first one, unless the folder has its own.
    if (!bySession.has(session)) bySession.set(session, place);
    if (!bySlug.has(slug) && isProjectSlugOf(slug, cwd)) bySlug.set(slug, place);
  }
  const bySource = new Map<UsageSource, Place>();
  return (source) => {
    let place = bySource.get(source);
    if (place === undefined) {
      const { session, slug } = source;
      place =
        bySession.get(keyOf(session, slug)) ??
        bySession.get(session) ??
        bySlug.get(slug) ??
        placeOf(slug || 'unknown', undefined);
      bySource.set(source, place);
    }
    return place;
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

/** Windows programs disagree about the case of drive letters; one folder must stay one project. */
function sameDrive(directory: string): string {
  return directory.replace(/^[a-z](?=:[\\/])/, (letter) => letter.toUpperCase());
}

function keyOf(session: string, slug: string): string {
  return `${session}\n${slug}`;
}
