import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes files below a folder and makes the folders they need.
 *
 * @param files - Content by path, the path relative to `root` with `/` between its parts.
 * @returns The absolute paths in the order of `files`.
 *
 * @example
 * await writeTree(home, { '.claude/projects/-a/x.jsonl': '{}\n' });
 */
export async function writeTree(
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [relative, content] of Object.entries(files)) {
    const path = join(root, ...relative.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    paths.push(path);
  }
  return paths;
}

/**
 * Gives files a modification time (and the same access time).
 *
 * @param times - The time by path, relative to `root` with `/` between its parts: a `Date`, an ISO
 *   text or milliseconds since 1970.
 */
export async function setTimes(
  root: string,
  times: Readonly<Record<string, Date | string | number>>,
): Promise<void> {
  for (const [relative, time] of Object.entries(times)) {
    const date = new Date(time);
    await utimes(join(root, ...relative.split('/')), date, date);
  }
}
