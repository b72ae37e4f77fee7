import { baseName } from '@cco/claude-paths';
import { withoutSecrets } from '@cco/secrets';
import type { FoundSession } from './group-sessions.ts';
import { laterTime } from './message-time.ts';
import { cwdFrom, previewFrom, type TranscriptFacts } from './transcript-facts.ts';

/** A session as lists show it. */
export interface Session extends FoundSession {
  /** Base name of the working directory. */
  readonly project: string;
  /** The real working directory; undefined when the transcript records none. */
  readonly cwd: string | undefined;
  /** Working directories that its transcripts record: several when it was resumed elsewhere. */
  readonly folders: readonly string[];
  /** The title, else the first prompt; empty when there is neither. One line without controls. */
  readonly preview: string;
  /**
   * The latest time of its messages, subagents' included, in milliseconds since 1970; where no
   * message has a time, the last change of its newest file.
   */
  readonly lastTime: number;
}

/** What the store knows of transcripts. */
export interface KnownFacts {
  /** By path. */
  readonly facts: ReadonlyMap<string, TranscriptFacts>;
  /** By session, the latest time of its subagents' messages, in milliseconds since 1970. */
  readonly subagentTimes: ReadonlyMap<string, number>;
}

/** Makes sessions of what was found, those with a conversation, the newest first. */
export function summarizeAll(
  found: readonly FoundSession[],
  { facts, subagentTimes }: KnownFacts,
): Session[] {
  return found
    .flatMap(({ id, files }) => {
      const own = files.map((file) => ({ file, facts: facts.get(file.path) }));
      return toSession(id, own, subagentTimes.get(id)) ?? [];
    })
    .sort(byTime);
}

/** Orders sessions, the newest first. */
export function byTime(
  a: Pick<Session, 'lastTime' | 'id'>,
  b: Pick<Session, 'lastTime' | 'id'>,
): number {
  return b.lastTime - a.lastTime || (a.id < b.id ? -1 : 1);
}

/** A transcript of a session, and what is known of it. */
export interface SessionFile {
  readonly file: FoundSession['files'][number];
  readonly facts: TranscriptFacts | undefined;
}

/**
 * Puts a session together from its own files; undefined when none holds a conversation. Of copies in
 * several folders, the newest that holds one tells what it is about.
 *
 * @param subagentTime - The latest time of its subagents' messages, in milliseconds since 1970.
 */
export function toSession(
  id: string,
  own: readonly SessionFile[],
  subagentTime: number | undefined,
): Session | undefined {
  const copies = own.toSorted((a, b) => timeOfFile(b) - timeOfFile(a));
  const told = copies.find(({ facts }) => facts?.isConversation)?.facts;
  const [newest, ...older] = copies.map(({ file }) => file);
  if (!told || !newest) return undefined;
  const cwd = cwdFrom(told);
  const lastTime = copies.reduce(
    (time, { facts }) => laterTime(time, facts?.lastTime),
    subagentTime,
  );
  return {
    id,
    files: [newest, ...older],
    project: cwd === undefined ? newest.slug : baseName(cwd),
    cwd,
    folders: [...new Set(copies.flatMap(({ facts }) => (facts && cwdFrom(facts)) ?? []))],
    // It may have been kept before a shape of secrets was known.
    preview: withoutSecrets(previewFrom(told) ?? ''),
    lastTime: lastTime ?? Math.max(...copies.map(({ file }) => file.mtimeMs)),
  };
}

/** A copy is as new as its last message. */
function timeOfFile({ file, facts }: SessionFile): number {
  return facts?.lastTime ?? file.mtimeMs;
}
