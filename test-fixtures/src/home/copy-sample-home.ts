import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { daysBetween, shiftDates, shiftDay } from './shift-dates.ts';

/** What was copied. */
export interface SampleHomeFacts {
  /** All files, settings and side files included. */
  readonly files: number;
  /** Folders below `projects/`. */
  readonly projectFolders: number;
  /** `<uuid>.jsonl` directly in a project folder, whatever is in them. */
  readonly mainFiles: number;
  /** Session ids, by file name, with a user or assistant record: the ones a list shows. */
  readonly sessions: number;
  /** `agent-*.jsonl` in every layout. */
  readonly subagentFiles: number;
  /** `logs/activity-*.jsonl` */
  readonly activityFiles: number;
  readonly activityEntries: number;
  /** The first and the last day in the copy, `YYYY-MM-DD` (UTC). */
  readonly firstDay: string;
  readonly lastDay: string;
}

const SAMPLE = fileURLToPath(new URL('../../home/claude/', import.meta.url));

/**
 * Copies the sample home to `<targetHomeDir>/.claude`. Each file's modification time is its last
 * timestamp (files without one get the first time of the whole sample).
 *
 * @param options.today - Moves all times by whole days so that the newest day is this `YYYY-MM-DD`.
 *   @default the days stay as they are: 2026-10-26 to 2026-11-04
 */
export async function copySampleHome(
  targetHomeDir: string,
  options: { readonly today?: string | undefined } = {},
): Promise<SampleHomeFacts> {
  const files = await readSample();
  const days = files.flatMap(({ text }) => text.match(/\d{4}-\d{2}-\d{2}(?=T\d{2}:\d{2}:)/g) ?? []);
  const [first, last] = [days.reduce(smaller), days.reduce(larger)];
  const shift = options.today === undefined ? 0 : daysBetween(last, options.today);
  const sessions = new Set<string>();
  const projectFolders = new Set<string>();
  const counts = { mainFiles: 0, subagentFiles: 0, activityFiles: 0, activityEntries: 0 };

  for (const { path, text } of files) {
    const name = basename(path);
    const parts = path.split('/');
    if (parts[0] === 'projects' && parts[1] !== undefined) projectFolders.add(parts[1]);
    if (parts.length === 3 && /^[0-9a-f-]{36}\.jsonl$/.test(name)) {
      counts.mainFiles++;
      if (/"type":"(user|assistant)"/.test(text)) {
        sessions.add(name);
      }
    }
    if (/^agent-[0-9a-f]+\.jsonl$/.test(name)) counts.subagentFiles++;
    if (name.startsWith('activity-')) {
      counts.activityFiles++;
      counts.activityEntries += text.split('"timestamp":').length - 1;
    }
    await writeCopy(join(targetHomeDir, '.claude'), path, text, shift, `${first}T00:00:00Z`);
  }
  return {
    files: files.length,
    projectFolders: projectFolders.size,
    sessions: sessions.size,
    ...counts,
    firstDay: shiftDay(first, shift),
    lastDay: shiftDay(last, shift),
  };
}

interface SampleFile {
  /** Relative to the sample, with `/` between the parts. */
  readonly path: string;
  readonly text: string;
}

async function readSample(): Promise<SampleFile[]> {
  const entries = await readdir(SAMPLE, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(SAMPLE, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

async function writeCopy(
  root: string,
  path: string,
  text: string,
  shift: number,
  fallbackTime: string,
): Promise<void> {
  const shifted = shiftDates(text, shift);
  const name = path.replace(/(?<=\/activity-)\d{4}-\d{2}-\d{2}/, (day) => shiftDay(day, shift));
  const target = join(root, ...name.split('/'));
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await writeFile(target, shifted, { mode: 0o600 });
  const last = [...shifted.matchAll(/"timestamp":\s*"(\d{4}-\d{2}-\d{2}T[\d:.]+Z)"/g)].at(-1)?.[1];
  const time = new Date(last ?? shiftDates(fallbackTime, shift));
  await utimes(target, time, time);
}

function smaller(left: string, right: string): string {
  return left < right ? left : right;
}

function larger(left: string, right: string): string {
  return left > right ? left : right;
}
