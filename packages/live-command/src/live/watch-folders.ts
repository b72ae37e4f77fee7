import fs from 'node:fs';

/** Watches folders, for as long as they are wanted. */
export interface FolderWatch {
  /** Says which folders to watch from now on. */
  follow(folders: readonly string[]): void;
  close(): void;
}

/**
 * Watches folders without what is below them: watching a whole tree takes a handle for each of its
 * folders. What cannot be watched is left out; whoever needs to be sure looks now and then.
 */
export function watchFolders(onChange: () => void): FolderWatch {
  const watchers = new Map<string, fs.FSWatcher>();
  const drop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  return {
    follow(folders) {
      const wanted = new Set(folders);
      for (const folder of watchers.keys()) if (!wanted.has(folder)) drop(folder);
      for (const folder of wanted) {
        if (watchers.has(folder)) continue;
        try {
          const watcher = fs.watch(folder, onChange);
          watcher.on('error', () => drop(folder));
          watchers.set(folder, watcher);
        } catch {
          // It may not exist yet.
        }
      }
    },
    close() {
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}
