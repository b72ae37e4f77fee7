import { matchesGlob } from '../paths/glob.ts';
import type { Piece, Word } from './model.ts';

/** What is known of the program that a command word names. */
export interface ProgramName {
  /** Base name without path, quotes, backslashes and `.exe`; empty when it is not known. */
  readonly program: string;
  /** Whether the line makes the name of pieces that cannot be followed: it can be any program. */
  readonly isComputed: boolean;
  /** Whether nothing may remain of the word, so that the next one is the program: `$SUDO rm`. */
  readonly mayVanish: boolean;
}

/** Programs that a pattern in place of a name may stand for. */
const HIDDEN =
  'rm rmdir dd shred mkfs truncate chmod chown mv cp ln tee sh bash zsh dash ksh fish curl wget nc ncat git sudo doas su env eval exec find xargs python python3 perl ruby node php ssh scp rsync docker kubectl kill crontab base64'.split(
    ' ',
  );
const LONGEST_GLOB = 40;

/** Finds the program that a command word names. */
export function programName(word: Word): ProgramName {
  const last = lastPart(word.pieces);
  const isComputed = last.some(
    ({ kind, text }) => kind === 'unknown' || isHidden(kind, last, text),
  );
  const text = last.map(textOf).join('');
  const mayVanish = text === '' && last.length === word.pieces.length && !word.literal;
  if (isComputed) return { program: '', isComputed, mayVanish: false };
  // zsh finds the path of `=rm`.
  const base = text.replace(/^.*[/\\](?=[^/\\])|^=(?=\w)/s, '');
  return { program: base.replace(/\.(?:exe|cmd|bat|com)$/i, ''), isComputed, mayVanish };
}

/** The pieces behind the last slash. */
function lastPart(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findLastIndex(
    ({ kind, text }) => kind === 'literal' && /[/\\][^/\\]*$/.test(text),
  );
  return at < 0 ? pieces : pieces.slice(at);
}

/** What a piece leaves: variables that the line does not set count as empty. */
function textOf(piece: Piece): string {
  if (piece.kind === 'literal' || piece.kind === 'glob') return piece.text;
  return piece.kind === 'substitution' && piece.known === true ? piece.text : '';
}

function isHidden(kind: Piece['kind'], pieces: readonly Piece[], own: string): boolean {
  if (kind !== 'glob' || own.length > LONGEST_GLOB) return kind === 'glob';
  const glob = pieces.map(textOf).join('').replace(/^.*\//s, '').replace(/\*+/g, '*');
  return glob.length > LONGEST_GLOB || HIDDEN.some((name) => matchesGlob(name, glob));
}
