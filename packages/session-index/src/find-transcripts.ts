import fs from 'node:fs';
import path from 'node:path';
import { createFilesDigest } from './digest.ts';
import type { FoundFiles } from './store/find-store-files.ts';

/** A transcript file as the file system shows it. */
export interface TranscriptFile {
  readonly path: string;
  /** Name of the project folder it lies in: an encoded working directory. */
  readonly slug: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, in milliseconds since 1970, to the microsecond. */
  readonly mtimeMs: number;
}

/** Something that was passed over. */
export interface FindProblem {
  readonly file: string;
  readonly message: string;
}

/** What a walk through the project folders found. */
export interface FoundTranscripts {
  /** Main transcripts in no particular order. */
  readonly files: readonly TranscriptFile[];
  /** Existing `projects` folders that were walked. */
  readonly roots: readonly string[];
  readonly problems: readonly FindProblem[];
}

/** How the name of a transcript ends. */
export const TRANSCRIPT_ENDING = '.jsonl';

/** The state of all main transcripts, without a list of them. */
export interface TranscriptsState {
  /** Existing `projects` folders that were walked. */
  readonly roots: readonly string[];
  /** Changes when any transcript is added, removed, moved or changed. */
  readonly digest: string;
}

/**
 * Looks at the main transcripts below the given config folders: `projects/<slug>/<id>.jsonl`, not
 * subagents (`agent*`) and not set-aside copies (`*.orphaned-*`, `*.superseded*`). Opens no file,
 * and makes no list of them: there may be ten thousand.
 *
 * @param configFolders - As `configFolders` of `@cco/claude-paths` lists them.
 */
export function stateOfTranscripts(configFolders: readonly string[]): TranscriptsState {
  const ignored: FindProblem[] = [];
  const digest = createFilesDigest();
  const roots = distinctRoots(configFolders, ignored);
  for (const root of roots) {
    for (const slug of listNames(root, ignored)) {
      const folder = root + path.sep + slug;
      for (const name of listNames(folder, ignored)) {
        if (!isMainTranscript(name)) continue;
        const stat = statRegular(folder + path.sep + name, ignored);
        if (stat) digest.add(folder, name, stat.size, microsecondsOf(stat));
      }
    }
  }
  return { roots, digest: digest.digest() };
}

/** Takes the main transcripts out of what a walk through everything found, without another walk. */
export function transcriptsOf({
  files: all,
  roots,
  problems,
}: Pick<FoundFiles, 'files' | 'roots' | 'problems'>): FoundTranscripts {
  const files: TranscriptFile[] = [];
  for (const { path: file, slug, agent, size, mtime } of all) {
    if (slug === '' || agent !== undefined || path.basename(file).startsWith('agent')) continue;
    files.push({ path: file, slug, size, mtimeMs: mtime / 1000 });
  }
  return { files, roots, problems };
}

/** Gives the state that {@link stateOfTranscripts} would find. */
export function stateOfFound({ files, roots }: FoundTranscripts): TranscriptsState {
  const digest = createFilesDigest();
  for (const { path: file, size, mtimeMs } of files) {
    const at = file.lastIndexOf(path.sep);
    digest.add(file.slice(0, at), file.slice(at + 1), size, Math.round(mtimeMs * 1000));
  }
  return { roots, digest: digest.digest() };
}

/** Looks at a file; one that vanished since it was listed is simply not there. */
export function statTranscript(
  file: string,
  slug: string,
  problems: FindProblem[],
): TranscriptFile | undefined {
  const stat = statRegular(file, problems);
  return stat && { path: file, slug, size: stat.size, mtimeMs: microsecondsOf(stat) / 1000 };
}

function statRegular(file: string, problems: FindProblem[]): fs.Stats | undefined {
  try {
    const stat = fs.statSync(file);
    return stat.isFile() ? stat : undefined;
  } catch (error) {
    tellUnlessAbsent(file, error, problems);
    return undefined;
  }
}

/** Last change, in whole microseconds since 1970: a fraction would not survive every format. */
export function microsecondsOf({ mtimeMs }: fs.Stats): number {
  return Math.round(mtimeMs * 1000);
}

/** Notes an error, unless it only says that there is nothing. */
export function tellUnlessAbsent(file: string, error: unknown, problems: FindProblem[]): void {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') problems.push({ file, message });
}

/** Claude Code leaves such copies beside a transcript when it repairs or replaces one. */
export function isSetAside(name: string): boolean {
  return name.includes('.orphaned-') || name.includes('.superseded');
}

/** Two config folders may be one, by a symbolic link; its sessions count once. */
export function distinctRoots(configFolders: readonly string[], problems: FindProblem[]): string[] {
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

function isMainTranscript(name: string): boolean {
  return name.endsWith(TRANSCRIPT_ENDING) && !name.startsWith('agent') && !isSetAside(name);
}
