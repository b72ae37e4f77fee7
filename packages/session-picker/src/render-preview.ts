import { displayWidth, oneLine, type Style, stripControls, truncate } from '@cco/terminal';
import type { Preview, PreviewPiece, Range } from './model.ts';
import { wrapText } from './wrap-text.ts';

const INDENT = '  ';
/** Narrower, nothing can be wrapped. */
const NARROWEST = INDENT.length + 2;

/** A line before it is styled. */
interface Line {
  readonly text: string;
  /** Of who speaks. */
  readonly isHead: boolean;
  /** What was found, in the line's own units. */
  readonly marks: readonly Range[];
}

/** The last preview that was laid out: each key asks how long it is, and draws it. */
const laidOut = new WeakMap<Preview, { width: number; lines: readonly Line[] }>();

/** Counts the lines of a whole preview. */
export function countPreviewLines(preview: Preview | undefined, width: number): number {
  return preview ? linesOf(preview, width).length : 0;
}

/** Writes some lines of a preview. */
export function renderPreview(
  preview: Preview,
  { width, from, rows, style }: { width: number; from: number; rows: number; style: Style },
): string[] {
  return linesOf(preview, width)
    .slice(from, from + rows)
    .map((line) => styled(line, style));
}

function linesOf(preview: Preview, width: number): readonly Line[] {
  const known = laidOut.get(preview);
  if (known?.width === width) return known.lines;
  const lines =
    width < NARROWEST ? [] : preview.pieces.flatMap((piece, i) => pieceLines(piece, width, i > 0));
  laidOut.set(preview, { width, lines });
  return lines;
}

function pieceLines({ speaker, date, text, ranges }: PreviewPiece, width: number, gap: boolean) {
  const head = [speaker, date].filter((part) => part !== undefined).join(' · ');
  const clean = stripControls(text).replaceAll('\t', ' ');
  // Where something was taken out, places mean something else.
  const marks = clean.length === text.length ? ranges : [];
  const lines: Line[] = wrapText(clean, width - INDENT.length).map(({ start, end }) => ({
    text: INDENT + clean.slice(start, end),
    isHead: false,
    marks: marks
      .filter((mark) => mark.start < end && mark.end > start)
      .map((mark) => ({
        start: INDENT.length + Math.max(mark.start, start) - start,
        end: INDENT.length + Math.min(mark.end, end) - start,
      })),
  }));
  const headLine: Line = { text: truncate(oneLine(head), width), isHead: true, marks: [] };
  // Some characters are wider than the narrowest line.
  const fitting = lines.map((line) => {
    const fits = displayWidth(line.text) <= width;
    return fits ? line : { ...line, text: truncate(line.text, width), marks: [] };
  });
  return [...(gap ? [{ text: '', isHead: false, marks: [] }] : []), headLine, ...fitting];
}

function styled({ text, isHead, marks }: Line, style: Style): string {
  if (isHead) return style.cyan(text);
  let shown = '';
  let from = 0;
  for (const { start, end } of marks) {
    shown += text.slice(from, start) + style.bold(style.yellow(text.slice(start, end)));
    from = end;
  }
  return shown + text.slice(from);
}
