import path from 'node:path';
import { type Stretch, withoutSecrets } from '@cco/secrets';
import { type MatchFinder, placesOf, type SaidPiece } from '@cco/session-index/text';
import { stripControls } from '@cco/terminal';

/** A piece of a conversation as it may be shown: without secrets and controls. */
export interface ShownPiece {
  readonly speaker: SaidPiece['speaker'];
  /** The tool that was called, or whose result it is. */
  readonly tool: string | undefined;
  readonly timestamp: string | undefined;
  /** Id of the subagent whose transcript it stands in. */
  readonly agent: string | undefined;
  readonly file: string;
  readonly offset: number;
  readonly piece: number;
  readonly text: string;
  /** Where what was looked for stands in `text`. */
  readonly ranges: readonly Stretch[];
}

/** Makes a piece fit to be shown, and marks in it what was looked for. */
export function shownPiece(said: SaidPiece, finders: readonly MatchFinder[]): ShownPiece {
  const { speaker, tool, timestamp, file, offset, piece } = said;
  // Once more without the controls: with them something may not have looked like a secret.
  const text = withoutSecrets(stripControls(withoutSecrets(said.text)));
  const ranges = placesOf(text, finders);
  const agent = agentOf(file);
  return { speaker, tool, timestamp, agent, file, offset, piece, text, ranges };
}

function agentOf(file: string): string | undefined {
  return /^agent-(.*)\.jsonl$/s.exec(path.basename(file))?.[1];
}
