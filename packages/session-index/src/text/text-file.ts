import path from 'node:path';
import type { StoreFile } from '../store/seen-files.ts';

/** A transcript whose text counts for a session. */
export interface TextFile {
  readonly path: string;
  /** The project folder that it lies in, at any depth. */
  readonly folder: string;
  /** The session it counts for; undefined when only its content tells. */
  readonly session: string | undefined;
  readonly isAgent: boolean;
  readonly size: number;
  /** Last change, in microseconds since 1970. */
  readonly mtime: number;
  readonly ino: number;
}

/**
 * Tells whose text a file is. Of all files below the project folders only those count that
 * `conversationText` speaks of: a session's own, and its subagents' in the old and the new layout.
 */
export function toTextFile(file: StoreFile): TextFile | undefined {
  const { agent, session, size, mtime, ino } = file;
  const name = path.basename(file.path);
  const own = { path: file.path, size, mtime, ino, isAgent: agent !== undefined };
  if (file.slug === '') return undefined;
  if (agent === undefined) {
    return name.startsWith('agent')
      ? undefined
      : { ...own, folder: path.dirname(file.path), session };
  }
  if (!name.startsWith('agent-')) return undefined;
  if (session === undefined) return { ...own, folder: path.dirname(file.path), session };
  const below = path.sep + path.join(session, 'subagents') + path.sep;
  const at = file.path.indexOf(below, file.path.indexOf(path.sep + file.slug + path.sep));
  return at === -1 ? undefined : { ...own, folder: file.path.slice(0, at), session };
}
