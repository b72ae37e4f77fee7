import path from 'node:path';
import type { ProblemCode } from '@cco/jsonl-parse';
import { type FileRow, type RawFile, toFileRow } from '../store/file-rows.ts';
import { partsIn } from '../store/message-block.ts';
import type { ArchivedFile } from './archived-file.ts';
import { type PageValue, scanPages } from './sqlite-pages.ts';

/** What could be read of a damaged store. */
export interface SalvagedStore {
  readonly files: readonly ArchivedFile[];
  /** What is missing, for people: one sentence each. */
  readonly missing: readonly string[];
}

const PAGE_SIZE = 4096;
/** Columns of each table, by which its rows are told from others. */
const FILE_WIDTH = 15;
const ROLLUP_WIDTH = 17;
const PROBLEM_WIDTH = 7;
const MESSAGES_WIDTH = 5;
const CALLS_WIDTH = 3;
/** Where a row of `rollup` has its number of messages. */
const ROLLUP_MESSAGES = 5;

/**
 * Reads transcripts out of a damaged store, of version 2 or later, page by page.
 *
 * @param isWanted - Chooses by path: what a transcript still holds need not be salvaged.
 * @throws NodeJS.ErrnoException when the file cannot be read at all.
 */
export function salvageStore(store: string, isWanted: (path: string) => boolean): SalvagedStore {
  const files = new Map<number, FileRow>();
  /** Messages that each file should have, as far as that is known. */
  const expected = new Map<number, number>();
  const onFile = (values: PageValue[], id: number | undefined): void => {
    if (id === undefined) {
      if (values.length !== ROLLUP_WIDTH || !values.every(isNumberOrNull)) return;
      const file = values[0] as number;
      expected.set(file, (expected.get(file) ?? 0) + Number(values[ROLLUP_MESSAGES]));
    } else if (values.length === FILE_WIDTH) {
      const file = toFileRow([id, ...values.slice(1).map(lenientText)] as unknown as RawFile);
      if (hasName(file)) files.set(id, file);
    }
  };
  const unreadable = scanPages(store, { pageSize: PAGE_SIZE, onRow: onFile });
  const wanted = new Map(
    [...files].flatMap(([id, file]) =>
      isWanted(file.path) ? [[id, { file, ...emptyLists() }] as const] : [],
    ),
  );
  scanPages(store, {
    pageSize: PAGE_SIZE,
    onRow(values, id) {
      if (id === undefined) return;
      const own = wanted.get(Number(values[values.length === PROBLEM_WIDTH ? 0 : 1]));
      if (own === undefined) return;
      const text = lenientText(values.at(-1) ?? null);
      if (values.length === MESSAGES_WIDTH) own.messages.set(id, checked(text, isMessages));
      else if (values.length === CALLS_WIDTH) own.calls.set(id, checked(text, isCalls));
      else if (values.length === PROBLEM_WIDTH) own.problems.push(toProblem(values));
    },
  });
  const salvaged = [...wanted].map(([id, own]) => ({ id, archived: toArchived(own) }));
  return {
    files: salvaged.map(({ archived }) => archived),
    missing: [
      ...salvaged.flatMap(({ id, archived }) => missingOf(archived, expected.get(id))),
      ...missingNames(files, expected),
      ...(unreadable > 0 ? [`${unreadable} pages or rows could not be read`] : []),
    ],
  };
}

interface Lists {
  readonly messages: Map<number, string>;
  readonly calls: Map<number, string>;
  readonly problems: ArchivedFile['problems'][number][];
}

function emptyLists(): Lists {
  return { messages: new Map(), calls: new Map(), problems: [] };
}

function toArchived({ file, messages, calls, problems }: Lists & { file: FileRow }): ArchivedFile {
  const { id: _, ...row } = file;
  const inOrder = (texts: ReadonlyMap<number, string>) =>
    [...texts].sort(([a], [b]) => a - b).map(([, text]) => text);
  return {
    file: { ...row, isArchived: true },
    messages: inOrder(messages),
    calls: inOrder(calls),
    problems,
  };
}

function toProblem(values: readonly PageValue[]): ArchivedFile['problems'][number] {
  const [line, offset, bytes, lines] = values.slice(1, 5).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const [code, message] = values.slice(5).map(lenientText) as [ProblemCode, string];
  return { line, offset, bytes, lines, code, message };
}

/** @throws Error when a text is not what its table holds. */
function checked(text: unknown, isRight: (text: string) => unknown): string {
  if (typeof text !== 'string') throw new TypeError('not a text');
  isRight(text);
  return text;
}

const isMessages = (text: string) => partsIn(text).map(({ key }) => key);
const isCalls = (text: string) =>
  (JSON.parse(text) as { calls: unknown[]; results: unknown[] }).calls.length;

function missingOf({ file, messages }: ArchivedFile, expected = 0): string[] {
  const keys = new Set(messages.flatMap((text) => partsIn(text).map(({ key }) => key)));
  if (keys.size >= expected) return [];
  return [`${expected - keys.size} of ${expected} messages of session ${file.session}`];
}

/** Without its name nobody can say whether a transcript is still there. */
function missingNames(
  files: ReadonlyMap<number, FileRow>,
  expected: ReadonlyMap<number, number>,
): string[] {
  const nameless = [...expected].filter(([id]) => !files.has(id));
  if (nameless.length === 0) return [];
  const messages = nameless.reduce((sum, [, count]) => sum + count, 0);
  return [`${messages} messages of ${nameless.length} transcripts whose names could not be read`];
}

/** Under a name that is damaged, a transcript that is still there would be taken for another. */
function hasName({ path: file, slug, session, agent }: FileRow): boolean {
  const isText = !file.includes('\ufffd') && !session.includes('\ufffd');
  const isOwn = agent !== undefined || path.basename(file).startsWith(session);
  return isText && isOwn && file.split(path.sep).includes(slug);
}

function isNumberOrNull(value: PageValue): boolean {
  return value === null || typeof value === 'number';
}

/** A byte that is damaged costs a character, not the row. */
function lenientText(value: PageValue): string | number | null {
  if (!(value instanceof Uint8Array)) return value;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
}
