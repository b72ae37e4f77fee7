import { formatMinute } from '@cco/calendar';
import type { Io } from '@cco/cli';
import type { SessionRow } from '@cco/session-index';
import { oneLine, stripControls } from '@cco/terminal';
import type { ShownPiece } from './conversation-piece.ts';
import { type ExcerptOptions, excerptOf } from './excerpt.ts';
import { highlighted } from './highlighted.ts';

/** A session, and what of it is shown. */
export interface ShownSession extends SessionRow {
  /** Its working directory. */
  readonly cwd: string | undefined;
  /** The command that resumes it; undefined when nothing can. */
  readonly resume: string | undefined;
  /** Claude Code has deleted it: there is nothing to show. */
  readonly isArchived: boolean;
  /** Only pieces that hold something, and those around them, are shown. */
  readonly isSearch: boolean;
  /** Pieces that follow each other; between groups something is left out. */
  readonly groups: readonly (readonly ShownPiece[])[];
}

const WHOLE: ExcerptOptions = {
  head: Number.POSITIVE_INFINITY,
  around: Number.POSITIVE_INFINITY,
  width: Number.POSITIVE_INFINITY,
};
/** What people said is shown as it is, but for lines that nobody reads to their end. */
const SPOKEN: ExcerptOptions = { ...WHOLE, width: 4000 };
const TOOL: ExcerptOptions = { head: 10, around: 10, width: 600 };
const MATCH: ExcerptOptions = { head: 3, around: 2, width: 600 };

/** Writes a session for people: a head, then who said what and when. */
export function renderShow(
  session: ShownSession,
  { isWhole }: { readonly isWhole: boolean },
  io: Io,
): string {
  const { dim } = io.style;
  const lines = headOf(session, io);
  if (session.isArchived) {
    lines.push(
      '',
      'Claude Code has deleted this session. A search still finds it by its words with',
    );
    lines.push('--archived, but its text is gone.');
  } else if (session.groups.flat().length === 0) {
    lines.push('', session.isSearch ? 'Nothing of it holds this.' : 'It has no text.');
  }
  let last = '';
  for (const [place, group] of session.groups.entries()) {
    if (place > 0) lines.push('', dim('⋮'));
    for (const piece of group) {
      const head = headingOf(piece, io);
      // A tool call consists of several pieces.
      const key = `${piece.file} ${piece.offset} ${head}`;
      lines.push('', ...(key === last ? [] : [head]), ...textLines(piece, session, isWhole, io));
      last = key;
    }
  }
  return `${lines.join('\n')}\n`;
}

function headOf({ date, project, preview, id, cwd, resume }: ShownSession, io: Io): string[] {
  const { dim, cyan, green } = io.style;
  return [
    `${dim(date)} │ ${cyan(project)} │ ${preview || '(no prompt)'}`,
    dim(`${id}${cwd === undefined ? '' : ` in ${oneLine(cwd)}`}`),
    ...(resume === undefined ? [] : [green(stripControls(resume))]),
  ];
}

function headingOf({ speaker, tool, timestamp, agent }: ShownPiece, { style }: Io): string {
  const who = tool === undefined ? speaker : `${speaker} ${oneLine(tool)}`;
  const where = agent === undefined ? '' : `, agent-${oneLine(agent)}`;
  const time = timeOf(timestamp);
  return `${style.bold(who)}${style.dim(`${where}${time === '' ? '' : `  ${time}`}`)}`;
}

function textLines(
  { speaker, text, ranges }: ShownPiece,
  { isSearch }: ShownSession,
  isWhole: boolean,
  io: Io,
): string[] {
  const isTool = speaker === 'tool call' || speaker === 'tool result';
  const options = isWhole ? WHOLE : isSearch ? MATCH : isTool ? TOOL : SPOKEN;
  return excerptOf(text, ranges, options).map((line) =>
    'gap' in line
      ? io.style.dim(`  ${line.gap}`)
      : `  ${highlighted(line.text, line.ranges, io)}`.trimEnd(),
  );
}

function timeOf(timestamp: string | undefined): string {
  const moment = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? '' : formatMinute(moment);
}
