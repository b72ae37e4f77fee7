import type { Io } from '@cco/cli';
import type { SessionRow, Subagent } from '@cco/session-index';
import type { TextSnippet } from '@cco/session-index/text';
import { displayWidth, oneLine, stripControls, truncate } from '@cco/terminal';

/** Where words were found. */
type Match = TextSnippet;

/** A session to show. */
export interface Hit extends SessionRow {
  /** The command that resumes it. */
  readonly resume: string;
  /** Where the words were found, when words were looked for. */
  readonly match?: Match | undefined;
  readonly subagents?: readonly Subagent[] | undefined;
}

const NO_PREVIEW = '(no prompt)';
const PIPE_COLUMNS = 120;
const NARROWEST_PREVIEW = 20;
/** What terminals act upon, but JSON need not escape: DEL, C1, and marks that reorder text. */
const UNESCAPED = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Writes hits as JSON: the keys that scripts know, then `match` and `subagents` when asked for. */
export function renderJson(hits: readonly Hit[]): string {
  const sessions = hits.map(({ date, project, id, preview, resume, match, subagents }) => ({
    date,
    project,
    id,
    preview,
    resume,
    ...(match && { match }),
    ...(subagents && {
      subagents: subagents.map(({ id: agent, type, description }) => ({
        id: agent,
        type,
        description,
      })),
    }),
  }));
  return `${JSON.stringify({ sessions }).replace(UNESCAPED, escaped)}\n`;
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
    ...(hit.match ? [matchLine(hit.match, io)] : []),
    ...(hit.subagents ?? []).map((agent) => `  ${dim('└')} ${describe(agent, width - 4)}`),
    `  ${green(stripControls(hit.resume))}`,
  ];
}

function describe({ id, type, description }: Subagent, width: number): string {
  const about = [type, description].filter((text) => text !== undefined).map(oneLine);
  return truncate([`agent-${oneLine(id)}`, ...about].join('  '), width);
}

/** A pipe gets the whole piece, for other programs to look at. */
function matchLine({ speaker, text, ranges }: Match, io: Io): string {
  const head = `  ${speaker}: `;
  const shown = io.isTerminal ? truncate(text, Math.max(0, io.columns - head.length)) : text;
  const kept = shown === text ? text.length : Math.max(0, shown.length - 1);
  return `  ${io.style.dim(`${speaker}:`)} ${highlighted(shown, ranges, kept, io)}`;
}

/** Marks what was found, in the first `kept` characters of a text. */
function highlighted(text: string, ranges: Match['ranges'], kept: number, io: Io): string {
  let shown = '';
  let from = 0;
  for (const { start, end: whole } of ranges) {
    if (start >= kept) break;
    const end = Math.min(whole, kept);
    shown += text.slice(from, start) + io.style.bold(io.style.yellow(text.slice(start, end)));
    from = end;
  }
  return shown + text.slice(from);
}
