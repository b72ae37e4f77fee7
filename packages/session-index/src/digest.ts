import path from 'node:path';
import { createHash } from './hash.ts';

/** What tells one state of a file from another. */
export interface FileState {
  readonly path: string;
  readonly size: number;
  /** Last change, in microseconds since 1970. */
  readonly mtime: number;
}

/** Gives a text that changes when any file is added, removed, moved or changed. */
export function digestOf(files: readonly FileState[]): string {
  const hash = createHash();
  let folder: string | undefined;
  for (const { path: file, size, mtime } of files) {
    const at = file.lastIndexOf(path.sep);
    if (folder?.length !== at || !file.startsWith(folder)) {
      folder = file.slice(0, at);
      hash.addText(folder);
    }
    hash.addText(file.slice(at + 1));
    hash.addNumber(size);
    hash.addNumber(mtime);
  }
  return `${files.length} ${hash.digest()}`;
}
