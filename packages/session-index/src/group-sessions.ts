import path from 'node:path';
import { TRANSCRIPT_ENDING, type TranscriptFile } from './find-transcripts.ts';

/** A session as the file system shows it. */
export interface FoundSession {
  /** The file name without its ending; what `claude --resume` takes. */
  readonly id: string;
  /** The files of that name, the newest first: copies may lie in several project folders. */
  readonly files: readonly [TranscriptFile, ...TranscriptFile[]];
}

/** Groups main transcripts into sessions, the newest first. */
export function groupSessions(files: readonly TranscriptFile[]): FoundSession[] {
  const byId = new Map<string, [TranscriptFile, ...TranscriptFile[]]>();
  for (const file of files) {
    const id = path.basename(file.path, TRANSCRIPT_ENDING);
    const copies = byId.get(id);
    if (copies) copies.push(file);
    else byId.set(id, [file]);
  }
  const sessions = Array.from(byId, ([id, copies]) => ({ id, files: copies }));
  for (const { files: copies } of sessions) copies.sort(newestFirst);
  return sessions.sort((a, b) => newestFirst(a.files[0], b.files[0]) || (a.id < b.id ? -1 : 1));
}

function newestFirst(a: TranscriptFile, b: TranscriptFile): number {
  return b.mtimeMs - a.mtimeMs;
}
