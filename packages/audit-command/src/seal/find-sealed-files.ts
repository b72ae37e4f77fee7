import fs from 'node:fs';
import path from 'node:path';
import { configFolders, type Environment, logFolder } from '@cco/claude-paths';

/** Lists the activity logs and all transcripts, those of subagents too, by absolute path. */
export function findSealedFiles(env: Environment): string[] {
  const logs = entriesOf(logFolder(env))
    .filter((entry) => entry.isFile() && /^activity-.*\.jsonl$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const transcripts = configFolders(env).flatMap((folder) =>
    jsonlBelow(path.join(folder, 'projects')),
  );
  return [...new Set([...logs, ...transcripts].map((file) => path.resolve(file)))].sort();
}

function jsonlBelow(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return jsonlBelow(file);
    return entry.isFile() && entry.name.endsWith('.jsonl') ? [file] : [];
  });
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
