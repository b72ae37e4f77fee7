import path from 'node:path';
import { captureIo, type Io, runCommand } from '@cco/cli';
import { createStyle } from '@cco/terminal';
import {
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  setTimes,
  type TemporaryHome,
  type Transcript,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach } from 'vitest';
import { searchCommand } from '../src/index.ts';

/** What a run left behind. */
export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The circumstances of a run. */
export interface Circumstances {
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly cwd?: string | undefined;
  readonly color?: boolean | undefined;
  /** Of a terminal. @default no terminal */
  readonly columns?: number | undefined;
  /** Standard error is a terminal. @default false */
  readonly isErrorTerminal?: boolean | undefined;
  /** Told what goes to standard error, when it goes there. */
  readonly onError?: ((text: string) => void) | undefined;
}

/** A session to write. */
export interface SessionFixture {
  readonly id: string;
  readonly cwd: string;
  /** Last change. */
  readonly at: Date;
  readonly prompt?: string | undefined;
  readonly write?: ((transcript: Transcript) => void) | undefined;
  /** Folder below the home that holds `projects`. @default '.claude' */
  readonly config?: string | undefined;
}

/** A home with sessions, and the command in it. The clock stands at 20:00 on 20 November 2026. */
export interface World extends TemporaryHome {
  /** Writes a session and gives the path of its file. */
  session(fixture: SessionFixture): Promise<string>;
  run(argv: readonly string[], circumstances?: Circumstances): Promise<Outcome>;
  /** The sessions of a run with `--json`. */
  find(argv: readonly string[], circumstances?: Circumstances): Promise<FoundRow[]>;
  /** Their ids alone. */
  ids(argv: readonly string[], circumstances?: Circumstances): Promise<string[]>;
}

/** A session as JSON tells of it. */
export interface FoundRow {
  readonly date: string;
  readonly project: string;
  readonly id: string;
  readonly preview: string;
  readonly resume: string | null;
  readonly archived?: boolean | undefined;
  readonly certain?: boolean | undefined;
  readonly match?: FoundMatch | undefined;
  readonly subagents?: readonly { id: string; type?: string; description?: string }[] | undefined;
}

/** Where words were found, as JSON tells of it. */
export interface FoundMatch {
  readonly speaker: string;
  readonly text: string;
  readonly file: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly position: {
    readonly offset: number;
    readonly piece: number;
    readonly start: number;
    readonly end: number;
  };
  readonly context?: { readonly before: FoundPiece[]; readonly after: FoundPiece[] } | undefined;
}

/** A piece of a conversation as JSON tells of it. */
export interface FoundPiece {
  readonly speaker: string;
  readonly tool?: string;
  readonly agent?: string;
  readonly text: string;
  readonly ranges?: readonly { readonly start: number; readonly end: number }[];
}

const homes: TemporaryHome[] = [];
afterEach(async () => {
  for (const home of homes.splice(0)) await home.remove();
});

/** A moment of local time in November 2026. */
export function november(day: number, hour = 12, minute = 0): Date {
  return new Date(2026, 10, day, hour, minute);
}

/** Makes a world, removed after the test. */
export async function makeWorld(): Promise<World> {
  const temporary = await makeTemporaryHome();
  homes.push(temporary);
  const run: World['run'] = (argv, circumstances = {}) => runIn(temporary, argv, circumstances);
  const find: World['find'] = async (argv, circumstances) => {
    const { out } = await run([...argv, '--json'], circumstances);
    return JSON.parse(out).sessions;
  };
  return {
    ...temporary,
    session: (fixture) => writeSession(temporary, fixture),
    run,
    find,
    ids: async (argv, circumstances) => (await find(argv, circumstances)).map(({ id }) => id),
  };
}

async function writeSession({ home }: TemporaryHome, fixture: SessionFixture): Promise<string> {
  const { id, cwd, at, prompt = `Prompt of ${id}`, write, config = '.claude' } = fixture;
  const transcript = createTranscript({ sessionId: id, cwd, startedAt: at });
  transcript.user(prompt);
  transcript.assistant({ blocks: [textBlock('Done.')] });
  write?.(transcript);
  const relative = `${config}/projects/${projectFolder(cwd)}/${id}.jsonl`;
  const [file] = await writeTree(home, { [relative]: transcript.text() });
  await setTimes(home, { [relative]: at });
  return file ?? path.join(home, relative);
}

async function runIn(
  { home, env }: TemporaryHome,
  argv: readonly string[],
  circumstances: Circumstances,
): Promise<Outcome> {
  const captured = captureIo({
    env: { ...env, ...circumstances.env },
    cwd: circumstances.cwd ?? home,
    now: () => november(20, 20),
    style: createStyle(circumstances.color ?? false),
    columns: circumstances.columns ?? 80,
    isTerminal: circumstances.columns !== undefined,
    ...(circumstances.isErrorTerminal && {
      progressStream: { isTTY: true, write: () => true },
    }),
  });
  const io: Io = {
    ...captured.io,
    err(text) {
      captured.io.err(text);
      circumstances.onError?.(text);
    },
  };
  const status = await runCommand(searchCommand(), { name: 'cs', version: '1.2.3', argv, io });
  return { status, out: captured.out(), err: captured.err() };
}
