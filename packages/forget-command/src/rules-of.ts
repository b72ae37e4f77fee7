import path from 'node:path';
import { baseName, dataFolder, expandHome, isProjectSlugOf, projectSlug } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import {
  type ForgetRules,
  keptHistory,
  keptProjects,
  NOTHING_FORGOTTEN,
  readForgotten,
} from '@cco/session-index/forget';
import type { ForgetOptions } from './forget-options.ts';

/**
 * Finds what the options name.
 *
 * @throws UserError when they name nothing, or a session that several ids begin with.
 */
export function rulesOf({ folder, project, session }: ForgetOptions, io: Io): ForgetRules {
  const named = [folder, project, session].filter((one) => one !== undefined);
  if (named.length !== 1 || named[0]?.trim() === '') {
    throw new UserError('one of --session, --project and --folder has to say what to forget', {
      hint: 'For example --session 84f6a1d3-c25b-4079-8e34-7d90c3b5f107.',
    });
  }
  if (folder !== undefined) {
    const whole = path.resolve(io.cwd, expandHome(folder, io.env));
    return { ...NOTHING_FORGOTTEN, folders: [whole] };
  }
  if (project !== undefined) return { ...NOTHING_FORGOTTEN, projects: projectsOf(project, io) };
  return { ...NOTHING_FORGOTTEN, sessions: [sessionOf(session ?? '', io)] };
}

/** A project is named as reports name it, by its working directory, or by its project folder. */
function projectsOf(project: string, io: Io): string[] {
  const folder = dataFolder(io.env);
  const whole = path.resolve(io.cwd, expandHome(project, io.env));
  const slugs = keptProjects(folder).flatMap(({ slug, cwd }) => {
    const names = [slug, cwd, baseName(cwd)];
    return names.includes(project) || isProjectSlugOf(slug, whole) ? [slug] : [];
  });
  const known = [...slugs, ...readForgotten(folder).projects.filter((slug) => slug === project)];
  if (known.length > 0) return [...new Set(known)].sort();
  // One that only the index of words or the backup knows has no other name.
  if (keptHistory(folder, { ...NOTHING_FORGOTTEN, projects: [project] }).transcripts.length > 0) {
    return [project];
  }
  // Of what was forgotten nothing but the name of its folder is left.
  const ending = `-${projectSlug(project)}`;
  const forgotten = readForgotten(folder).projects.filter(
    (slug) => isProjectSlugOf(slug, whole) || slug.endsWith(ending),
  );
  if (forgotten.length > 0) return forgotten;
  throw new UserError(`no project is called ${project}`, {
    hint: '`cco usage projects` lists them; the name of a folder in projects/ does as well.',
  });
}

function sessionOf(session: string, io: Io): string {
  const folder = dataFolder(io.env);
  const every = keptHistory(folder, NOTHING_FORGOTTEN, true).sessions;
  const known = [...every, ...readForgotten(folder).sessions];
  if (known.includes(session)) return session;
  const matches = [...new Set(known.filter((id) => id.startsWith(session)))];
  if (matches.length === 1) return matches[0] as string;
  if (matches.length === 0) {
    throw new UserError(`no session has the id ${session}`, {
      hint: '`cco search` lists sessions with their ids.',
    });
  }
  throw new UserError(`${matches.length} sessions have ids that begin with ${session}`, {
    hint: `Write more of it: ${matches.slice(0, 3).join(', ')}`,
  });
}
