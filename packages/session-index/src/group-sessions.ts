import path from 'node:path';
import { TRANSCRIPT_ENDING, type TranscriptFile } from './find-transcripts.ts';

/** A session as the file system shows it. */
export interface FoundSession {
  /** The file name without its ending; what `claude --resume` takes. */
  readonly id: string;
  /** The files of that name: copies may lie in several project folders. */
  readonly files: readonly [TranscriptFile, ...TranscriptFile[]];
}

/** Groups main transcripts into sessions, in no particular order. */
export function groupSessions(files: readonly TranscriptFile[]): FoundSession[] {
  const byId = new Map<string, [TranscriptFile, ...TranscriptFile[]]>();
  for (const file of files) {
    const id = path.basename(file.path, TRANSCRIPT_ENDING);
    const copies = byId.get(id);
    if (copies) copies.push(file);
    else byId.set(id, [file]);
  }
  return Array.from(byId, ([id, copies]) => ({ id, files: copies }));
}
