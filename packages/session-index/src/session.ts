import { baseName } from '@cco/claude-paths';
import { withoutSecrets } from '@cco/secrets';
import type { FoundSession } from './group-sessions.ts';
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
  /** The last change of its newest file, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** Of copies in several folders, the newest that holds a conversation tells what it is about. */
export function summarize(
  session: FoundSession,
  known: ReadonlyMap<string, TranscriptFacts>,
): Session | undefined {
  for (const { path: file } of session.files) {
    const facts = known.get(file);
    if (facts?.isConversation) {
      const all = session.files.flatMap((one) => known.get(one.path) ?? []);
      return toSession(session, facts, all);
    }
  }
  return undefined;
}

/**
 * Puts a session together from its files, the newest first.
 *
 * @param facts - Of the file that tells what it is about.
 * @param all - Of all of its files.
 */
export function toSession(
  found: FoundSession,
  facts: TranscriptFacts,
  all: readonly TranscriptFacts[] = [facts],
): Session {
  const [newest] = found.files;
  const cwd = cwdFrom(facts);
  return {
    ...found,
    project: cwd === undefined ? newest.slug : baseName(cwd),
    cwd,
    folders: [...new Set(all.flatMap((one) => cwdFrom(one) ?? []))],
    // It may have been kept before a shape of secrets was known.
    preview: withoutSecrets(previewFrom(facts) ?? ''),
    mtimeMs: newest.mtimeMs,
  };
}
