import fs from 'node:fs';
import path from 'node:path';

/** A transcript file as the file system shows it. */
export interface TranscriptFile {
  readonly path: string;
  /** Name of the project folder it lies in: an encoded working directory. */
  readonly slug: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** A session as the file system shows it. */
export interface FoundSession {
  /** The file name without its ending; what `claude --resume` takes. */
  readonly id: string;
  /** The files of that name, the newest first: copies may lie in several project folders. */
  readonly files: readonly [TranscriptFile, ...TranscriptFile[]];
}

/** Something that was passed over. */
export interface FindProblem {
  readonly file: string;
  readonly message: string;
}

/** What a walk through the project folders found. */
export interface FoundSessions {
  /** Newest first. */
  readonly sessions: readonly FoundSession[];
  /** Existing `projects` folders that were walked. */
  readonly roots: readonly string[];
  readonly problems: readonly FindProblem[];
}

/**
 * Finds the main transcripts below the given config folders: `projects/<slug>/<id>.jsonl`, not
 * subagents (`agent*`) and not set-aside copies (`*.orphaned-*`, `*.superseded*`). Opens no file.
 * Folders that do not exist are no problem; what cannot be read is one.
 *
 * @param configFolders - As `configFolders` of `@cco/claude-paths` lists them.
 */
export function findSessions(configFolders: readonly string[]): FoundSessions {
  const problems: FindProblem[] = [];
  const byId = new Map<string, [TranscriptFile, ...TranscriptFile[]]>();
  const roots: string[] = [];
  for (const root of distinctRoots(configFolders, problems)) {
    roots.push(root);
    for (const slug of listNames(root, problems)) {
      const folder = path.join(root, slug);
      for (const name of listNames(folder, problems)) {
        if (!isMainTranscript(name)) continue;
        const file = statTranscript(`${folder}${path.sep}${name}`, slug, problems);
        if (file) addFile(byId, name.slice(0, -'.jsonl'.length), file);
      }
    }
  }
  const sessions = Array.from(byId, ([id, files]) => {
    if (files.length > 1) files.sort((a, b) => b.mtimeMs - a.mtimeMs);
    return { id, files };
  });
  sessions.sort((a, b) => b.files[0].mtimeMs - a.files[0].mtimeMs || (a.id < b.id ? -1 : 1));
  return { sessions, roots, problems };
}

/**
 * Lists the names in a folder; what is no folder has none, one that cannot be read is told. Asking
 * for the kinds of the entries too would make an object for each of thousands of files.
 */
function listNames(folder: string, problems: FindProblem[]): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    tellUnlessAbsent(folder, error, problems);
    return [];
  }
}

/** Notes an error, unless it only says that there is nothing. */
export function tellUnlessAbsent(file: string, error: unknown, problems: FindProblem[]): void {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.push({ file, message });
}

/** Looks at a file; one that vanished since it was listed is simply not there. */
export function statTranscript(
  file: string,
  slug: string,
  problems: FindProblem[],
): TranscriptFile | undefined {
  try {
    const stat = fs.statSync(file);
    return stat.isFile() ? { path: file, slug, size: stat.size, mtimeMs: stat.mtimeMs } : undefined;
  } catch (error) {
    tellUnlessAbsent(file, error, problems);
    return undefined;
  }
}

/** Two config folders may be one, by a symbolic link; its sessions count once. */
function distinctRoots(configFolders: readonly string[], problems: FindProblem[]): string[] {
  const real = new Map<string, string>();
  for (const folder of configFolders) {
    const root = path.join(folder, 'projects');
    try {
      const resolved = fs.realpathSync(root);
      if (!real.has(resolved)) real.set(resolved, root);
    } catch (error) {
      tellUnlessAbsent(root, error, problems);
    }
  }
  return [...real.values()];
}

function isMainTranscript(name: string): boolean {
  return name.endsWith('.jsonl') && !name.startsWith('agent') && !isSetAside(name);
}

/** Claude Code leaves such copies beside a transcript when it repairs or replaces one. */
export function isSetAside(name: string): boolean {
  return name.includes('.orphaned-') || name.includes('.superseded');
}

function addFile(
  byId: Map<string, [TranscriptFile, ...TranscriptFile[]]>,
  id: string,
  file: TranscriptFile,
): void {
  const files = byId.get(id);
  if (files) files.push(file);
  else byId.set(id, [file]);
}
