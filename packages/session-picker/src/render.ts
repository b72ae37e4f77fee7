import { count, displayWidth, oneLine, padEnd, type Style, truncate } from '@cco/terminal';
import type { Place } from '@cco/terminal-screen';
import { graphemes } from './graphemes.ts';
import { HELP } from './key-actions.ts';
import { layoutOf } from './layout.ts';
import { type Choice, choiceOf, type LineText, type PickerState } from './model.ts';
import { renderPreview } from './render-preview.ts';

/** What is drawn. */
export interface Frame {
  /** No more than there are rows, none wider than the columns. */
  readonly lines: readonly string[];
  /** Where the next letter goes; undefined when keys go elsewhere. */
  readonly cursor: Place | undefined;
}

const PROMPT = '> ';
const CHOSEN = '▸ ';
const NOT_CHOSEN = '  ';
const NO_TITLE = '(no prompt)';
const DELETED = '(deleted) ';
/** Columns of `2026-11-01 16:49`. */
const DATE = 16;
const WIDEST_PROJECT = 20;
/** Below it the year is left out, below the next the whole date, then the project. */
const WIDTH_FOR_YEAR = 72;
const WIDTH_FOR_DATE = 48;
const WIDTH_FOR_PROJECT = 30;
const KEYS_IN_QUERY: readonly string[] = [
  'Enter take',
  'F1 help',
  'Esc leave',
  'Tab preview',
  '^F project',
  '^Y copy',
  '^O pager',
  '^R run',
  '^S best first',
  '^T deleted',
];
const KEYS_IN_PREVIEW: readonly string[] = [
  'Enter take',
  '? help',
  'q leave',
  'Tab query',
  'n p session',
  'f project',
  'y copy',
  'o pager',
  'r run',
  's best first',
  't deleted',
];

/** Draws a state. */
export function render(state: PickerState, style: Style): Frame {
  const { columns: width } = state.size;
  const layout = layoutOf(state.size);
  const query = queryLine(state, style);
  const below = state.isHelpShown
    ? fill(helpLines(width, style), layout.list + layout.rule + layout.preview)
    : [
        ...fill(listLines(state, style, layout.list), layout.list),
        ...(layout.rule > 0 ? [ruleLine(state, style)] : []),
        ...fill(previewLines(state, style, layout.preview), layout.preview),
      ];
  const lines = [
    ...(layout.query > 0 ? [query.line] : []),
    ...(layout.status > 0 ? [statusLine(state, style)] : []),
    ...below,
    ...(layout.keys > 0 ? [keysLine(state, style)] : []),
  ];
  const hasCursor = state.focus === 'query' && !state.isHelpShown && layout.query > 0;
  return { lines, cursor: hasCursor ? { row: 0, column: query.column } : undefined };
}

/** The query, and at the right how many sessions fit it. */
function queryLine(state: PickerState, style: Style): { line: string; column: number } {
  const { columns: width } = state.size;
  const total = countText(state);
  const shown = shownPart(state.query, Math.max(1, width - PROMPT.length - 1));
  const line = truncate(PROMPT + shown.text, width);
  const room = width - displayWidth(line) - 2;
  const column = Math.max(0, Math.min(width - 1, PROMPT.length + shown.column));
  const styled = style.bold(line);
  if (displayWidth(total) > room) return { line: styled, column };
  const gap = ' '.repeat(width - displayWidth(line) - displayWidth(total));
  return { line: styled + gap + style.dim(total), column };
}

function countText({ choices, isComplete }: PickerState): string {
  return isComplete ? count(choices.length, 'session') : `${count(choices.length, 'session')}…`;
}

/** The part of a line around its cursor that fits. */
function shownPart({ text, caret }: LineText, width: number): { text: string; column: number } {
  const before = graphemes(text.slice(0, caret));
  let column = displayWidth(text.slice(0, caret));
  while (column >= width && before.length > 0) column -= displayWidth(before.shift() ?? '');
  const shown = oneSpaced(before.join('') + text.slice(caret));
  return { text: truncate(shown, width), column };
}

/** Blanks count here: what is typed must stand where its cursor is. */
function oneSpaced(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
}

function statusLine(state: PickerState, style: Style): string {
  const { notice, fault, project, isRanked, withArchived, progress, size } = state;
  if (fault !== undefined) return style.red(truncate(oneLine(fault), size.columns));
  if (notice) {
    const text = truncate(oneLine(notice.text), size.columns);
    return notice.isFault ? style.red(text) : style.green(text);
  }
  const parts = [
    project === undefined ? undefined : `project: ${project}`,
    isRanked ? 'the best first' : undefined,
    withArchived ? 'deleted ones too' : undefined,
    progress,
  ];
  const text = parts.filter((part) => part !== undefined).join(' · ');
  return style.yellow(truncate(oneLine(text), size.columns));
}

function listLines(state: PickerState, style: Style, rows: number): string[] {
  const { choices, isComplete, progress, top, selected, size } = state;
  if (choices.length === 0) {
    // What is still read may hold some.
    return isComplete && progress === undefined && rows > 0
      ? [style.dim(truncate('No session fits.', size.columns))]
      : [];
  }
  const shown = choices.slice(top, top + rows);
  const widest = shown.reduce(
    (most, { project }) => Math.max(most, displayWidth(oneLine(project))),
    0,
  );
  return shown.map((choice, i) => {
    const line = choiceLine(choice, {
      width: size.columns,
      isChosen: top + i === selected,
      project: Math.min(widest, WIDEST_PROJECT, Math.floor(size.columns / 4)),
    });
    return top + i === selected ? style.inverse(padEnd(line, size.columns)) : line;
  });
}

function choiceLine(
  { date, project, title, isArchived }: Choice,
  { width, isChosen, project: room }: { width: number; isChosen: boolean; project: number },
): string {
  const when = width >= WIDTH_FOR_YEAR ? oneLine(date) : oneLine(date).slice('2026-'.length);
  const dateRoom = width >= WIDTH_FOR_YEAR ? DATE : DATE - '2026-'.length;
  const cells = [
    ...(width >= WIDTH_FOR_DATE ? [padEnd(truncate(when, dateRoom), dateRoom)] : []),
    ...(width >= WIDTH_FOR_PROJECT ? [padEnd(truncate(oneLine(project), room), room)] : []),
    (isArchived ? DELETED : '') + (oneLine(title) || NO_TITLE),
  ];
  return truncate((isChosen ? CHOSEN : NOT_CHOSEN) + cells.join('  '), width);
}

/** Tells which session is previewed, and where it ran. */
function ruleLine(state: PickerState, style: Style): string {
  const { columns: width } = state.size;
  const choice = choiceOf(state);
  const about = choice
    ? [choice.id, choice.folder].filter((part) => part !== undefined).map(oneLine)
    : [];
  const head = about.length > 0 ? `── ${about.join(' · ')} ` : '';
  const line = truncate(head, Math.max(0, width));
  const full = line + '─'.repeat(Math.max(0, width - displayWidth(line)));
  return state.focus === 'preview' ? style.bold(full) : style.dim(full);
}

function previewLines(state: PickerState, style: Style, rows: number): string[] {
  const { preview, previewTop, size } = state;
  if (!preview || preview.id !== choiceOf(state)?.id) return [];
  return renderPreview(preview, { width: size.columns, from: previewTop, rows, style });
}

function helpLines(width: number, style: Style): string[] {
  const keys = HELP.reduce((most, [one]) => Math.max(most, displayWidth(one)), 0);
  return HELP.map(([one, does]) => {
    const line = truncate(`${padEnd(one, keys)}  ${does}`.trimEnd(), width);
    return does === '' ? style.bold(line) : line;
  });
}

/** As many keys as there is room for. */
function keysLine({ focus, size, isHelpShown }: PickerState, style: Style): string {
  const keys = focus === 'query' ? KEYS_IN_QUERY : KEYS_IN_PREVIEW;
  let line = '';
  for (const key of isHelpShown ? ['any key goes back'] : keys) {
    const longer = line === '' ? key : `${line} · ${key}`;
    if (displayWidth(longer) > size.columns) break;
    line = longer;
  }
  return style.dim(line);
}

function fill(lines: readonly string[], rows: number): string[] {
  return Array.from({ length: rows }, (_, i) => lines[i] ?? '');
}
