import type { Io } from '@cco/cli';
import type { SessionRow, Subagent } from '@cco/session-index';
import type { TextSnippet } from '@cco/session-index/text';
import { displayWidth, oneLine, stripControls, truncate } from '@cco/terminal';
import type { ShownPiece } from './conversation-piece.ts';
import { highlighted } from './highlighted.ts';
import { pieceJson } from './piece-json.ts';
import type { Surroundings } from './surroundings.ts';

/** Where words were found, and what was said around it when that was asked for. */
type Match = TextSnippet & { readonly context?: Surroundings | undefined };

/** A session to show. */
export interface Hit extends SessionRow {
  /** The command that resumes it; undefined when nothing can. */
  readonly resume: string | undefined;
  /** Claude Code has deleted it. */
  readonly isArchived?: boolean | undefined;
  /** False: it holds the words, but whether as asked cannot be told any more. */
  readonly isCertain?: boolean | undefined;
  /** Where the words were found, when words were looked for. */
  readonly match?: Match | undefined;
  readonly subagents?: readonly Subagent[] | undefined;
}

const NO_PREVIEW = '(no prompt)';
const ARCHIVED = 'archived: deleted by Claude Code, found by its words';
const UNCERTAIN = 'archived: deleted by Claude Code; it holds the words, maybe not as asked';
const PIPE_COLUMNS = 120;
const NARROWEST_PREVIEW = 20;
/** Of a piece beside a match: no terminal is wider. */
const MOST_SHOWN = 1000;
/** What terminals act upon, but JSON need not escape: DEL, C1, and marks that reorder text. */
const UNESCAPED = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Writes hits as JSON: the keys that scripts know, then `match` and `subagents` when asked for. */
export function renderJson(hits: readonly Hit[]): string {
  return jsonText({ sessions: hits.map(hitJson) });
}

function hitJson({ date, project, id, preview, resume, match, subagents, ...rest }: Hit) {
  return {
    date,
    project,
    id,
    preview,
    resume: resume ?? null,
    ...(rest.isArchived && { archived: true }),
    ...(rest.isCertain === false && { certain: false }),
    ...(match && { match: matchJson(match) }),
    ...(subagents && {
      subagents: subagents.map(({ id: agent, type, description }) => ({
        id: agent,
        type,
        description,
      })),
    }),
  };
}

function matchJson({ context, ...match }: Match) {
  if (!context) return match;
  const { before, after } = context;
  return { ...match, context: { before: before.map(pieceJson), after: after.map(pieceJson) } };
}

/** Writes JSON on one line that a terminal shows as it is. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value).replace(UNESCAPED, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Writes hits for people: two lines a session, with a third for where the words were found. */
export function renderText(hits: readonly Hit[], io: Io): string {
  const width = io.isTerminal ? io.columns : PIPE_COLUMNS;
  return hits.map((hit) => `${linesOf(hit, io, width).join('\n')}\n`).join('');
}

function linesOf(hit: Hit, io: Io, width: number): string[] {
  const { dim, cyan, green } = io.style;
  const head = `${hit.date} │ ${hit.project} │ `;
  const room = Math.max(NARROWEST_PREVIEW, width - displayWidth(head) - 3);
  const preview = `${truncate(hit.preview || NO_PREVIEW, room, '')}...`;
  return [
    `${dim(hit.date)} │ ${cyan(hit.project)} │ ${preview}`,
    ...(hit.match ? matchLines(hit.match, io) : []),
    ...(hit.subagents ?? []).map((agent) => `  ${dim('└')} ${describe(agent, width - 4)}`),
    hit.resume === undefined
      ? `  ${dim(hit.isCertain === false ? UNCERTAIN : ARCHIVED)}`
      : `  ${green(stripControls(hit.resume))}`,
  ];
}

function describe({ id, type, description }: Subagent, width: number): string {
  const about = [type, description].filter((text) => text !== undefined).map(oneLine);
  return truncate([`agent-${oneLine(id)}`, ...about].join('  '), width);
}

function matchLines(match: Match, io: Io): string[] {
  const { context } = match;
  if (!context) return [matchLine(match, io)];
  const width = io.isTerminal ? io.columns : PIPE_COLUMNS;
  const around = ({ speaker, text }: ShownPiece) =>
    io.style.dim(truncate(`    ${speaker}: ${oneLine(text.slice(0, MOST_SHOWN))}`, width));
  return [
    ...context.before.map(around),
    `  ${io.style.bold('>')}${matchLine(match, io, 2).slice(1)}`,
    ...context.after.map(around),
  ];
}

/** A pipe gets the whole piece, for other programs to look at. */
function matchLine({ speaker, text, ranges }: Match, io: Io, indent = 0): string {
  const head = `  ${speaker}: `;
  const room = Math.max(0, io.columns - head.length - indent);
  const shown = io.isTerminal ? truncate(text, room) : text;
  const kept = shown === text ? text.length : Math.max(0, shown.length - 1);
  return `  ${io.style.dim(`${speaker}:`)} ${highlighted(shown, ranges, io, kept)}`;
}
