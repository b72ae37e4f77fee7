import type { Key, Size } from '@cco/terminal-screen';
import { editLine } from './edit-line.ts';
import { type Action, actionOf } from './key-actions.ts';
import { layoutOf } from './layout.ts';
import { type Choice, choiceOf, type Notice, type PickerState, type Preview } from './model.ts';
import { countPreviewLines } from './render-preview.ts';

/** What happens to a picker. */
export type PickerEvent =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'size'; readonly size: Size }
  /** Sessions that fit the present query, all that were found so far. */
  | { readonly kind: 'found'; readonly choices: readonly Choice[]; readonly isComplete: boolean }
  /** The present query cannot be read: what was found stays. */
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'preview'; readonly preview: Preview }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'progress'; readonly text: string | undefined };

/** What is to be done outside of the state. */
export type Effect =
  | { readonly kind: 'take'; readonly how: 'accept' | 'run'; readonly choice: Choice }
  | { readonly kind: 'copy' | 'open'; readonly choice: Choice }
  | { readonly kind: 'leave' };

/** A state, and what is to be done now. */
export interface Step {
  readonly state: PickerState;
  readonly effect?: Effect | undefined;
}

/** Tells what follows from an event. */
export function reduce(state: PickerState, event: PickerEvent): Step {
  switch (event.kind) {
    case 'key':
      return onKey({ ...state, notice: undefined, awaiting: undefined }, event.key);
    case 'size':
      return { state: scrolled({ ...state, size: event.size }) };
    case 'found':
      return onFound(state, event);
    case 'fault':
      return { state: { ...state, fault: event.message, isComplete: true, awaiting: undefined } };
    case 'preview':
      return { state: onPreview(state, event.preview) };
    case 'notice':
      return { state: { ...state, notice: event.notice } };
    case 'progress':
      return { state: { ...state, progress: event.text } };
  }
}

function onKey(state: PickerState, key: Key): Step {
  // Any key ends the help; those that leave do no more than that.
  if (state.isHelpShown) {
    const isEnd = key.kind === 'key' && (key.name === 'ctrl-c' || key.name === 'ctrl-q');
    return isEnd
      ? { state, effect: { kind: 'leave' } }
      : { state: { ...state, isHelpShown: false } };
  }
  const action = actionOf(key, state);
  if (action !== undefined) return act(state, action);
  const query = state.focus === 'query' ? editLine(state.query, key) : undefined;
  if (!query) return { state };
  if (query.text === state.query.text) return { state: { ...state, query } };
  return {
    state: {
      ...state,
      query,
      fault: undefined,
      isComplete: false,
      isStale: true,
      selected: 0,
      top: 0,
    },
  };
}

function act(state: PickerState, action: Action): Step {
  const choice = choiceOf(state);
  const { list, preview } = layoutOf(state.size);
  const select = (selected: number): Step => ({ state: selectAt(state, selected) });
  const scroll = (previewTop: number): Step => ({ state: scrolled({ ...state, previewTop }) });
  switch (action) {
    case 'accept':
    case 'run':
    case 'copy':
    case 'open':
      // What is typed and taken in one go must not take what stood there before.
      if (state.isStale && state.fault === undefined)
        return { state: { ...state, awaiting: action } };
      if (choice?.isArchived) return { state: { ...state, notice: GONE } };
      return choice ? { state, effect: effectOf(action, choice) } : { state };
    case 'filter':
      return { state: toggleProject(state) };
    case 'rank':
      // Another order has another first one.
      return {
        state: scrolled({ ...searchedAnew(state), isRanked: !state.isRanked, selected: 0 }),
      };
    case 'archived':
      return { state: { ...searchedAnew(state), withArchived: !state.withArchived } };
    case 'help':
      return { state: { ...state, isHelpShown: true } };
    case 'leave':
      return { state, effect: { kind: 'leave' } };
    case 'switch':
      // Where there is no preview, there is nothing to go to.
      return {
        state: {
          ...state,
          focus: state.focus === 'query' && preview > 0 ? 'preview' : 'query',
        },
      };
    case 'previous':
      return select(state.selected - 1);
    case 'next':
      return select(state.selected + 1);
    case 'previous-page':
      return select(state.selected - Math.max(1, list - 1));
    case 'next-page':
      return select(state.selected + Math.max(1, list - 1));
    case 'first':
      return select(0);
    case 'last':
      return select(state.choices.length - 1);
    case 'scroll-up':
      return scroll(state.previewTop - 1);
    case 'scroll-down':
      return scroll(state.previewTop + 1);
    case 'scroll-page-up':
      return scroll(state.previewTop - Math.max(1, preview - 1));
    case 'scroll-page-down':
      return scroll(state.previewTop + Math.max(1, preview - 1));
    case 'scroll-to-top':
      return scroll(0);
    case 'scroll-to-end':
      return scroll(Number.MAX_SAFE_INTEGER);
  }
}

function effectOf(action: 'accept' | 'run' | 'copy' | 'open', choice: Choice): Effect {
  return action === 'accept' || action === 'run'
    ? { kind: 'take', how: action, choice }
    : { kind: action, choice };
}

function selectAt(state: PickerState, wanted: number): PickerState {
  const selected = Math.max(0, Math.min(wanted, state.choices.length - 1));
  const isSame = selected === state.selected;
  return scrolled({ ...state, selected, previewTop: isSame ? state.previewTop : 0 });
}

function toggleProject(state: PickerState): PickerState {
  const project = state.project === undefined ? choiceOf(state)?.project : undefined;
  if (project === state.project) return state;
  return { ...searchedAnew(state), project };
}

/** What was found does not hold any more. */
function searchedAnew(state: PickerState): PickerState {
  return { ...state, isComplete: false, isStale: true };
}

const GONE: Notice = {
  text: 'Claude Code has deleted this session: it can neither be resumed nor read',
  isFault: true,
};

/** The session that was chosen stays so, when it was not the first one and is still there. */
function onFound(
  state: PickerState,
  { choices, isComplete }: { choices: readonly Choice[]; isComplete: boolean },
): Step {
  const id = choiceOf(state)?.id;
  const place = state.selected === 0 ? 0 : choices.findIndex((one) => one.id === id);
  const found = selectAt(
    { ...state, choices, isComplete, isStale: false, fault: undefined },
    Math.max(0, place),
  );
  const { awaiting } = state;
  return awaiting === undefined
    ? { state: found }
    : act({ ...found, awaiting: undefined }, awaiting);
}

/** A preview that comes too late is for nobody. */
function onPreview(state: PickerState, preview: Preview): PickerState {
  if (choiceOf(state)?.id !== preview.id) return state;
  return scrolled({ ...state, preview, previewTop: 0 });
}

/** Moves what is scrolled so that the chosen one is seen, and no more is scrolled than there is. */
function scrolled(state: PickerState): PickerState {
  const { list, preview: rows } = layoutOf(state.size);
  const { selected, choices } = state;
  const lowest = Math.max(0, selected - Math.max(1, list) + 1);
  const highest = Math.min(selected, Math.max(0, choices.length - list));
  const top = Math.max(lowest, Math.min(state.top, Math.max(lowest, highest)));
  const count = countPreviewLines(state.preview, state.size.columns);
  const previewTop = Math.max(0, Math.min(state.previewTop, count - rows));
  return { ...state, top, previewTop, focus: rows > 0 ? state.focus : 'query' };
}
