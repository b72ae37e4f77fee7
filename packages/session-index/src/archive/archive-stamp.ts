import fs from 'node:fs';
import path from 'node:path';

/** Name of the backup's file in the data folder. */
export const ARCHIVE_NAME = 'archive.db';

/** Names a state of the backup's file: it changes with every transaction that writes. */
export function archiveStamp(dataFolder: string): string {
  try {
    const descriptor = fs.openSync(path.join(dataFolder, ARCHIVE_NAME), 'r');
    try {
      const counter = Buffer.alloc(4);
      fs.readSync(descriptor, counter, 0, 4, 24);
      return `${fs.fstatSync(descriptor).ino} ${counter.readUInt32BE()}`;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return 'none';
  }
}
