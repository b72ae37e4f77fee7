import type { JsonObject } from '@cco/jsonl-parse';
import type { Speaker } from '../conversation-text.ts';
import { type Snippet, snippetOf } from '../snippet.ts';
import type { SourceFile } from './file-filter.ts';
import type { FirstPlace } from './first-place.ts';
import { type PiecePlace, readPieces } from './read-pieces.ts';
import type { TermMatcher } from './term-matcher.ts';

/** A piece of a conversation around what was found. */
export interface TextSnippet extends Snippet {
  readonly speaker: Speaker;
  /** When it was said, as recorded. */
  readonly timestamp: string | undefined;
  /** The transcript that holds it: the session's own or a subagent's. */
  readonly file: string;
  readonly position: MatchPosition;
}

/** Where a transcript holds what was found first. */
export interface MatchPosition extends PiecePlace {
  /** The first match in the whole text of the piece, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a transcript up to the first piece that one of the matchers finds something in.
 *
 * @param firstPlace - Tells where to begin.
 */
export function firstSnippet(
  file: SourceFile,
  matchers: readonly TermMatcher[],
  firstPlace: FirstPlace,
): TextSnippet | undefined {
  let snippet: TextSnippet | undefined;
  readPieces({
    ...file,
    from: firstPlace(file, matchers),
    wanted: () => (snippet ? [] : matchers),
    onPiece({ speaker, text }, record, place) {
      const found = firstOf(text, matchers);
      if (!found) return;
      const { index: start, length } = found;
      const position = { ...place, start, end: start + length };
      const timestamp = timestampOf(record);
      snippet = { speaker, ...snippetOf(text, matchers), timestamp, file: file.path, position };
    },
  });
  return snippet;
}

function firstOf(text: string, matchers: readonly TermMatcher[]): ReturnType<TermMatcher['find']> {
  const found = matchers.flatMap((matcher) => matcher.find(text) ?? []);
  return found.sort((a, b) => a.index - b.index)[0];
}

function timestampOf({ timestamp }: JsonObject): string | undefined {
  return typeof timestamp === 'string' ? timestamp : undefined;
}
