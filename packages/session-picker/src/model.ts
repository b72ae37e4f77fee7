import type { Size } from '@cco/terminal-screen';

/** A session that can be picked. Texts may be anything: they are cleaned before they are shown. */
export interface Choice {
  readonly id: string;
  /** As it is shown: `2026-11-01 16:49`. */
  readonly date: string;
  readonly project: string;
  readonly title: string;
  /** Where the session ran; undefined when that is not known. */
  readonly folder: string | undefined;
  /** The config folder that `claude` has to be given. @default none */
  readonly configFolder?: string | undefined;
  /** It was deleted: it can neither be taken nor opened. @default false */
  readonly isArchived?: boolean | undefined;
}

/** A part of a text, in UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Something that was said in a session. */
export interface PreviewPiece {
  /** Who said it: `user`, `assistant`, `tool result`. */
  readonly speaker: string;
  /** As it is shown; undefined when it is not known. */
  readonly date: string | undefined;
  /** May have several lines. */
  readonly text: string;
  /** What was found in it, in order, not overlapping. */
  readonly ranges: readonly Range[];
}

/** What a session holds of a query. */
export interface Preview {
  /** The session's. */
  readonly id: string;
  readonly pieces: readonly PreviewPiece[];
}

/** Text of one line, and where its cursor stands, in UTF-16 units. */
export interface LineText {
  readonly text: string;
  readonly caret: number;
}

/** Something to tell. */
export interface Notice {
  readonly text: string;
  readonly isFault: boolean;
}

/** Everything that decides what is on the screen. */
export interface PickerState {
  readonly size: Size;
  readonly query: LineText;
  /** Where keys go: into the query, or to the preview, where letters are commands. */
  readonly focus: 'query' | 'preview';
  readonly isHelpShown: boolean;
  /** Only sessions of this project. */
  readonly project: string | undefined;
  /** The best first, instead of in the order of the source. */
  readonly isRanked: boolean;
  /** Also sessions that were deleted. */
  readonly withArchived: boolean;
  readonly choices: readonly Choice[];
  /** False while more may be found. */
  readonly isComplete: boolean;
  /** `choices` were found for an earlier query. */
  readonly isStale: boolean;
  /** What to do with the first session as soon as some are found: the key came before them. */
  readonly awaiting: 'accept' | 'run' | 'copy' | 'open' | undefined;
  /** Index of the chosen one in `choices`; 0 when there is none. */
  readonly selected: number;
  /** Index of the choice in the first row of the list. */
  readonly top: number;
  readonly preview: Preview | undefined;
  /** Lines of the preview that are scrolled away. */
  readonly previewTop: number;
  /** Until the next key. */
  readonly notice: Notice | undefined;
  /** What is wrong with the query. */
  readonly fault: string | undefined;
  /** What goes on in the background. */
  readonly progress: string | undefined;
}

/** What the picker begins with. */
export interface PickerStart {
  /** @default nothing */
  readonly query?: string | undefined;
  /** @default false */
  readonly isRanked?: boolean | undefined;
  /** @default false */
  readonly withArchived?: boolean | undefined;
}

/** Makes the state before anything was found. */
export function initialState(
  size: Size,
  { query = '', isRanked = false, withArchived = false }: PickerStart = {},
): PickerState {
  return {
    size,
    query: { text: query, caret: query.length },
    focus: 'query',
    isHelpShown: false,
    project: undefined,
    isRanked,
    withArchived,
    choices: [],
    isComplete: false,
    isStale: true,
    awaiting: undefined,
    selected: 0,
    top: 0,
    preview: undefined,
    previewTop: 0,
    notice: undefined,
    fault: undefined,
    progress: undefined,
  };
}

/** Gives the session that is chosen. */
export function choiceOf({ choices, selected }: PickerState): Choice | undefined {
  return choices[selected];
}
