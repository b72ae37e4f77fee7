import type { Style } from '@cco/terminal';
import { type EndSignal, runOnScreen, type Stage, type Terminal } from '@cco/terminal-screen';
import { type Choice, choiceOf, initialState, type PickerStart, type Preview } from './model.ts';
import { type Effect, type PickerEvent, reduce } from './reduce.ts';
import { render } from './render.ts';

/** What is asked for. */
export interface PickerQuery {
  readonly words: string;
  /** Only sessions of this project. */
  readonly project: string | undefined;
  /** The best first. */
  readonly isRanked: boolean;
  /** Also sessions that were deleted. */
  readonly withArchived: boolean;
}

/** Where a picker finds sessions. Nothing here may keep the keys waiting for long. */
export interface PickerSource {
  /**
   * Finds sessions.
   *
   * @param onFound - Told of all that were found so far, now and then, and at the end.
   * @returns What is wrong with the query, if something is.
   */
  search(
    query: PickerQuery,
    work: { readonly signal: AbortSignal; onFound(choices: readonly Choice[]): void },
  ): Promise<string | undefined>;
  /** Reads what a session holds of a query. */
  preview(choice: Choice, words: string, signal: AbortSignal): Promise<Preview>;
  /** Brings up to date what is searched, once, when the picker is shown. @default nothing */
  refresh?(report: {
    progress(text: string | undefined): void;
    /** What a search finds may be something else now. */
    changed(): void;
    readonly signal: AbortSignal;
  }): Promise<void>;
}

/** What a picker does with a session besides taking it. */
export interface PickerActions {
  /** @returns What to tell. */
  copy(choice: Choice): Promise<string>;
  /** Shows a session; has the terminal for itself. @returns What to tell, if something is. */
  open(choice: Choice): Promise<string | undefined>;
}

/** How a picker ended. */
export type PickerEnd =
  | { readonly kind: 'taken'; readonly how: 'accept' | 'run'; readonly choice: Choice }
  | { readonly kind: 'left'; readonly signal: EndSignal | undefined };

/** Settings of {@link runPicker}. */
export interface PickerOptions extends PickerStart {
  readonly terminal: Terminal;
  readonly style: Style;
  readonly source: PickerSource;
  readonly actions: PickerActions;
}

/** Between two keys of somebody who types fast: what is typed at once is searched once. */
const SEARCH_AFTER_MS = 25;
/** What is passed over is not read. */
const PREVIEW_AFTER_MS = 40;

/** Shows the picker until a session is taken or it is left. The terminal is given back in any case. */
export async function runPicker(options: PickerOptions): Promise<PickerEnd> {
  const { terminal, style, source, actions } = options;
  let stage: Stage<PickerEnd> | undefined;
  let state = initialState({ columns: 80, rows: 24 }, options);
  let isDrawing = false;
  const searching = createTask(SEARCH_AFTER_MS, (error) => stage?.fail(error));
  const previewing = createTask(PREVIEW_AFTER_MS, (error) => stage?.fail(error));
  const refreshing = new AbortController();

  const draw = (): void => {
    isDrawing = false;
    const { lines, cursor } = render(state, style);
    stage?.draw(lines, cursor);
  };
  const dispatch = (...events: readonly PickerEvent[]): void => {
    for (const event of events) {
      const { state: next, effect } = reduce(state, event);
      state = next;
      if (effect) perform(effect);
    }
    follow();
    // What happens at once is drawn once.
    if (isDrawing) return;
    isDrawing = true;
    setImmediate(draw);
  };
  const follow = (): void => {
    const { query, project, isRanked, withArchived } = state;
    const wanted = { words: query.text.trim(), project, isRanked, withArchived };
    searching.want(JSON.stringify(wanted), (signal) => search(wanted, signal));
    if (state.isStale) return;
    const choice = choiceOf(state);
    previewing.want(JSON.stringify([choice?.id, query.text.trim()]), async (signal) => {
      if (!choice) return;
      const preview = await source.preview(choice, query.text.trim(), signal);
      if (!signal.aborted) dispatch({ kind: 'preview', preview });
    });
  };
  const search = async (query: PickerQuery, signal: AbortSignal): Promise<void> => {
    let choices: readonly Choice[] = [];
    // A list that is only brought up to date must not shrink in between.
    const isRepeated = !state.isStale;
    const fault = await source.search(query, {
      signal,
      onFound(found) {
        choices = found;
        // An empty list in between would only flicker, one without the chosen session lose it.
        const { selected } = state;
        const isKept = selected === 0 || found.some(({ id }) => id === choiceOf(state)?.id);
        if (!signal.aborted && found.length > 0 && !isRepeated && isKept) {
          dispatch({ kind: 'found', choices: found, isComplete: false });
        }
      },
    });
    if (signal.aborted) return;
    if (fault !== undefined) dispatch({ kind: 'fault', message: fault });
    else dispatch({ kind: 'found', choices, isComplete: true });
  };
  const perform = (effect: Effect): void => {
    switch (effect.kind) {
      case 'leave':
        stage?.end({ kind: 'left', signal: undefined });
        break;
      case 'take':
        stage?.end({ kind: 'taken', how: effect.how, choice: effect.choice });
        break;
      case 'copy':
        tell(actions.copy(effect.choice));
        break;
      case 'open': {
        let told: string | undefined;
        const lent = stage?.lend(async () => {
          told = await actions.open(effect.choice);
        });
        tell(Promise.resolve(lent).then(() => told));
        break;
      }
    }
  };
  const tell = (work: Promise<string | undefined>): void => {
    work.then(
      (text) => text !== undefined && dispatch(notice(text, false)),
      (error: Error) => dispatch(notice(error.message, true)),
    );
  };

  return runOnScreen<PickerEnd>(terminal, {
    start(given) {
      stage = given;
      dispatch({ kind: 'size', size: given.size() });
      draw();
      source
        .refresh?.({
          signal: refreshing.signal,
          progress: (text) => dispatch({ kind: 'progress', text }),
          changed() {
            searching.forget();
            previewing.forget();
            follow();
          },
        })
        .catch((error: unknown) => given.fail(error));
    },
    onKeys: (keys) => dispatch(...keys.map((key) => ({ kind: 'key', key }) as const)),
    onResize() {
      if (stage) dispatch({ kind: 'size', size: stage.size() });
    },
    onSignal: (signal) => ({ kind: 'left', signal }),
    stop() {
      searching.stop();
      previewing.stop();
      refreshing.abort();
    },
  });
}

function notice(text: string, isFault: boolean): PickerEvent {
  return { kind: 'notice', notice: { text, isFault } };
}

/** Work of which only the newest is wanted. */
interface Task {
  /** Begins work a little later, unless it is what was wanted before; stops what goes on. */
  want(key: string, work: (signal: AbortSignal) => Promise<void>): void;
  /** What was wanted before has to be done again. */
  forget(): void;
  stop(): void;
}

function createTask(delay: number, onError: (error: unknown) => void): Task {
  let wanted: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running = new AbortController();
  const stop = (): void => {
    clearTimeout(timer);
    running.abort();
  };
  return {
    want(key, work) {
      if (key === wanted) return;
      const isFirst = wanted === undefined;
      wanted = key;
      stop();
      const controller = new AbortController();
      running = controller;
      timer = setTimeout(
        () => {
          work(controller.signal).catch((error) => {
            if (!controller.signal.aborted) onError(error);
          });
        },
        isFirst ? 0 : delay,
      );
    },
    forget() {
      wanted = undefined;
    },
    stop,
  };
}
