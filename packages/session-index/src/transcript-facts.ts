import { isProjectSlugOf } from '@cco/claude-paths';
import { isObject, type JsonObject } from '@cco/jsonl-parse';
import { humanPrompt, previewOf } from './human-prompt.ts';

/** What the list of sessions needs to know of a transcript. Plain data, so that it can be kept. */
export interface TranscriptFacts {
  /** It holds at least one `user` or `assistant` record; without one it is no session to show. */
  readonly isConversation: boolean;
  /** The first thing a human typed, as a preview. */
  readonly prompt?: string;
  /** Titles, the last of each kind, as previews. */
  readonly customTitle?: string;
  readonly aiTitle?: string;
  readonly summary?: string;
  /** The first recorded folder that the project folder's name encodes. */
  readonly cwd?: string;
  /** The first recorded folder of all. */
  readonly firstCwd?: string;
  /** Where the session was moved to, the last time. */
  readonly relocatedCwd?: string;
  /** The folder before it entered a worktree. */
  readonly originalCwd?: string;
  /**
   * The latest time of a message, in milliseconds since 1970: of `user` and `assistant` records, in
   * whatever order they were written. Titles, modes and other records are no messages.
   */
  readonly lastTime?: number;
}

/** The facts of a transcript of which nothing was read yet. */
export const NO_FACTS: TranscriptFacts = { isConversation: false };

/** Takes one more record of the file into account; of its time {@link messageTime} tells. */
export function addFacts(
  facts: TranscriptFacts,
  record: JsonObject,
  slug: string,
): TranscriptFacts {
  switch (record['type']) {
    case 'custom-title':
      return withText(facts, 'customTitle', record['customTitle']);
    case 'ai-title':
      return withText(facts, 'aiTitle', record['aiTitle']);
    case 'summary':
      return withText(facts, 'summary', record['summary']);
    case 'relocated':
      return withFolder(facts, 'relocatedCwd', record['relocatedCwd']);
    case 'worktree-state': {
      const state = record['worktreeSession'];
      return isObject(state) ? withFolder(facts, 'originalCwd', state['originalCwd']) : facts;
    }
    default:
      return isSettled(facts) ? facts : addConversation(facts, record, slug);
  }
}

/** Tells whether only titles and moves can change the facts from here on. */
export function isSettled(facts: TranscriptFacts): boolean {
  return facts.isConversation && facts.prompt !== undefined && facts.cwd !== undefined;
}

/** The title if there is one (the user's, else the generated, else a summary), else the prompt. */
export function previewFrom(facts: TranscriptFacts): string | undefined {
  return facts.customTitle || facts.aiTitle || facts.summary || facts.prompt || undefined;
}

/**
 * The session's real working directory, as far as it is recorded: where it was moved to, else the
 * folder that belongs to the project folder, else the one before a worktree, else the first.
 */
export function cwdFrom(facts: TranscriptFacts): string | undefined {
  return facts.relocatedCwd ?? facts.cwd ?? facts.originalCwd ?? facts.firstCwd;
}

function addConversation(
  facts: TranscriptFacts,
  record: JsonObject,
  slug: string,
): TranscriptFacts {
  const { type, cwd } = record;
  let next = facts;
  if (!next.isConversation && (type === 'user' || type === 'assistant')) {
    next = { ...next, isConversation: true };
  }
  if (next.prompt === undefined && type === 'user') {
    const prompt = humanPrompt(record);
    const preview = prompt === undefined ? '' : previewOf(prompt);
    if (preview !== '') next = { ...next, prompt: preview };
  }
  if (next.cwd === undefined && typeof cwd === 'string' && cwd !== '') {
    if (next.firstCwd === undefined) next = { ...next, firstCwd: cwd };
    if (isProjectSlugOf(slug, cwd)) next = { ...next, cwd };
  }
  return next;
}

/** The last record of a kind counts, also when it takes a title back by being empty. */
function withText(
  facts: TranscriptFacts,
  field: 'customTitle' | 'aiTitle' | 'summary',
  value: unknown,
): TranscriptFacts {
  return typeof value === 'string' ? { ...facts, [field]: previewOf(value) } : facts;
}

function withFolder(
  facts: TranscriptFacts,
  field: 'relocatedCwd' | 'originalCwd',
  value: unknown,
): TranscriptFacts {
  return typeof value === 'string' && value !== '' ? { ...facts, [field]: value } : facts;
}
