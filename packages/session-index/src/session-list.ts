import fs from 'node:fs';
import { formatMinute } from '@cco/calendar';
import { oneLine } from '@cco/terminal';
import type { Session } from './session.ts';

/** One line of the session list: a session as plain text. */
export interface SessionRow {
  /** Local `YYYY-MM-DD HH:MM` of the last message. */
  readonly date: string;
  readonly project: string;
  readonly id: string;
  readonly preview: string;
}

/** Makes the row of a session. No field holds a tab, a line break or a control character. */
export function rowOf({ lastTime, project, id, preview }: Session): SessionRow {
  return {
    date: formatMinute(new Date(lastTime)),
    project: oneLine(project),
    id: oneLine(id),
    preview,
  };
}

/** Writes rows as the list file has them: four columns separated by tabs, one row a line. */
export function formatRows(rows: readonly SessionRow[]): string {
  return rows
    .map(({ date, project, id, preview }) => `${[date, project, id, preview].join('\t')}\n`)
    .join('');
}

const BLOCK_BYTES = 16 * 1024;

/**
 * Reads the first rows of a list file, and no more of the file than that takes.
 *
 * @throws NodeJS.ErrnoException when it cannot be read.
 */
export function readFirstRows(file: string, count: number): SessionRow[] {
  const descriptor = fs.openSync(file, 'r');
  try {
    const blocks: Buffer[] = [];
    for (let newlines = 0; newlines < count; ) {
      const block = Buffer.alloc(BLOCK_BYTES);
      const bytes = fs.readSync(descriptor, block, 0, BLOCK_BYTES, null);
      if (bytes === 0) break;
      blocks.push(block.subarray(0, bytes));
      for (
        let at = block.indexOf(0x0a);
        at !== -1 && at < bytes;
        at = block.indexOf(0x0a, at + 1)
      ) {
        newlines++;
      }
    }
    const lines = Buffer.concat(blocks).toString('utf8').split('\n').slice(0, -1);
    return lines.slice(0, count).map(parseRow);
  } finally {
    fs.closeSync(descriptor);
  }
}

function parseRow(line: string): SessionRow {
  const [date = '', project = '', id = '', ...preview] = line.split('\t');
  return { date, project, id, preview: preview.join(' ') };
}
