import { type ArchivedFile, unpackFile } from './archived-file.ts';
import type { SalvagedStore } from './salvage-store.ts';
import { scanPages } from './sqlite-pages.ts';

const PAGE_SIZE = 4096;
const WIDTH = 5;

/**
 * Reads transcripts out of a damaged backup, page by page. Only those whose checksum is right are
 * given.
 *
 * @param isWanted - Chooses by path.
 * @throws NodeJS.ErrnoException when the file cannot be read at all.
 */
export function salvageArchive(backup: string, isWanted: (path: string) => boolean): SalvagedStore {
  const files: ArchivedFile[] = [];
  const missing: string[] = [];
  const unreadable = scanPages(backup, {
    pageSize: PAGE_SIZE,
    onRow(values, id) {
      const [, name, offset, checksum, data] = values;
      if (id === undefined || values.length !== WIDTH || typeof offset !== 'number') return;
      if (!(name instanceof Uint8Array && checksum instanceof Uint8Array)) return;
      if (!(data instanceof Uint8Array)) return;
      const path = Buffer.from(name).toString();
      if (!isWanted(path)) return;
      const archived = unpackFile({ path, offset, checksum, data });
      if (archived) files.push(archived);
      else missing.push(path);
    },
  });
  if (unreadable > 0) missing.push(`${unreadable} pages or rows could not be read`);
  return { files, missing };
}
