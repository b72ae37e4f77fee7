import { createHash } from './hash.ts';

/** Stands for files as they are: changes when any is added, removed, moved or changed. */
export interface FilesDigest {
  /**
   * Takes one more file.
   *
   * @param mtime - Last change, in microseconds since 1970.
   */
  add(folder: string, name: string, size: number, mtime: number): void;
  digest(): string;
}

/** Makes a digest of no file. Files of one folder have to follow each other. */
export function createFilesDigest(): FilesDigest {
  const hash = createHash();
  let files = 0;
  let last: string | undefined;
  return {
    add(folder, name, size, mtime) {
      if (folder !== last) hash.addText(folder);
      last = folder;
      hash.addText(name);
      hash.addNumber(size);
      hash.addNumber(mtime);
      files++;
    },
    digest: () => `${files} ${hash.digest()}`,
  };
}
