import { resolvePath } from '@cco/audit-rules';
import type { StoredCall } from '@cco/session-index/store';
import { field, grouped, numberField, type Query, sessionsOf } from './query.ts';

/** Files that were read, written and edited, with the lines that were read. */
export const filesQuery: Query = {
  name: 'files',
  summary: 'Files that were read, written and edited.',
  example: 'what it touched, most often first',
  list(calls) {
    const files = grouped(
      calls.filter(({ outcome }) => outcome !== 'denied'),
      (call) => fileOf(call),
    );
    const rows = [...files].map(([file, own]) => {
      const by = (pattern: RegExp) => own.filter(({ tool }) => pattern.test(tool));
      return {
        file,
        read: by(/^(?:Read|NotebookRead)$/).length,
        written: by(/^Write$/).length,
        edited: by(/^(?:Edit|MultiEdit|NotebookEdit)$/).length,
        lines: linesOf(by(/^Read$/)),
        sessions: sessionsOf(own),
      };
    });
    const total = (row: (typeof rows)[number]) => row.read + row.written + row.edited;
    rows.sort((a, b) => total(b) - total(a) || (a.file < b.file ? -1 : 1));
    return {
      columns: [
        { key: 'file', title: 'File', shrink: true, keep: 'end' },
        { key: 'read', title: 'Read' },
        { key: 'written', title: 'Written' },
        { key: 'edited', title: 'Edited' },
        { key: 'lines', title: 'Lines read', shrink: true },
        { key: 'sessions', title: 'Sessions' },
      ],
      rows,
    };
  },
};

/** The file that a call reads or changes. */
export function fileOf({ tool, input, cwd }: StoredCall): string | undefined {
  if (!/^(?:Read|Write|Edit|MultiEdit|NotebookEdit|NotebookRead)$/.test(tool)) return undefined;
  const path = field(input, 'file_path', 'notebook_path', 'path');
  return path === undefined ? undefined : resolvePath(path, { cwd });
}

/** Ranges of lines, joined where they touch; `all` when a read named none. */
function linesOf(reads: readonly StoredCall[]): string {
  const ranges = reads.map((call) => rangeOf(call));
  if (ranges.length === 0) return '';
  if (ranges.includes(undefined)) return 'all';
  const sorted = (ranges as [number, number][]).sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined.map(([from, to]) => (to === Infinity ? `${from}-` : `${from}-${to}`)).join(', ');
}

/** The lines that a read asked for; undefined for all. */
export function rangeOf({ input }: StoredCall): [number, number] | undefined {
  const offset = numberField(input, 'offset');
  const limit = numberField(input, 'limit');
  if (offset === undefined && limit === undefined) return undefined;
  const from = Math.max(1, offset ?? 1);
  return [from, limit === undefined ? Number.POSITIVE_INFINITY : from + limit - 1];
}
