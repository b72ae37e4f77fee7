import path from 'node:path';
import type { Io } from '@cco/cli';
import { readSessions, refreshStore, type Store } from '@cco/session-index/store';
import { type Key, runOnScreen, type Stage } from '@cco/terminal-screen';
import type { Settings } from '@cco/usage-settings';
import { type LiveView, readView } from './live-view.ts';
import { renderView } from './render-view.ts';
import { watchFolders } from './watch-folders.ts';

/** What the screen shows and where it comes from. */
export interface FollowOptions {
  readonly store: Store;
  readonly settings: Settings;
  readonly io: Io;
  /** See `readView`. */
  readonly chosen: string | undefined;
  /** The `projects` folders. */
  readonly roots: readonly string[];
}

const CLOCK_MS = 1000;
/** Several lines are written for one message. */
const SETTLE_MS = 150;
/** Also without a sign that anything has changed: not every file system gives one. */
const LOOK_MS = 5000;
/** Looking takes at most this share of the time, however many files there are. */
const MOST_SHARE = 1 / 10;
const MOST_WATCHED = 16;

/**
 * Draws the screen, again when transcripts change, every second and when the terminal changes its
 * size, until a key or a signal ends it. The terminal is given back in any case.
 */
export async function followTranscripts(options: FollowOptions): Promise<void> {
  const { store, settings, io, chosen, roots } = options;
  const now = () => io.now().getTime();
  let view = readView(store, settings, { now: now(), chosen });
  const watch = watchFolders(() => lookIn(SETTLE_MS));
  let stage: Stage<void> | undefined;
  let clock: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let restUntil = 0;

  const draw = (): void => {
    if (!stage) return;
    const { zone } = settings;
    const { columns: width, rows: height } = stage.size();
    stage.draw(renderView(view, { width, height, style: io.style, zone, now: now() }));
  };
  const lookIn = (delay: number): void => {
    const at = Math.max(Date.now() + delay, restUntil);
    if (at >= dueAt) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch((error) => stage?.fail(error)), at - Date.now());
  };
  const look = async (): Promise<void> => {
    dueAt = Number.POSITIVE_INFINITY;
    const started = Date.now();
    await refreshStore(store);
    view = readView(store, settings, { now: now(), chosen });
    restUntil = Date.now() + (Date.now() - started) / MOST_SHARE;
    watch.follow(foldersOf(view, store, roots));
    draw();
    lookIn(LOOK_MS);
  };

  await runOnScreen<void>(
    { output: process.stdout, input: process.stdin },
    {
      start(given) {
        stage = given;
        clock = setInterval(draw, CLOCK_MS);
        watch.follow(foldersOf(view, store, roots));
        draw();
        lookIn(LOOK_MS);
      },
      onKeys(keys) {
        if (keys.some(isEnd)) stage?.end();
        else draw();
      },
      onResize: draw,
      onSignal: () => {},
      stop() {
        clearInterval(clock);
        clearTimeout(timer);
        watch.close();
      },
    },
  );
}

function isEnd(key: Key): boolean {
  if (key.kind === 'text') return /[qQ]/.test(key.text);
  return key.name === 'ctrl-c' || key.name === 'ctrl-d';
}

/** Where the sessions on the screen write, and where new ones appear. */
function foldersOf(
  { session, others }: LiveView,
  store: Store,
  roots: readonly string[],
): string[] {
  const shown = new Set([session, ...others].flatMap((one) => (one ? [one.id] : [])));
  const own = readSessions(store)
    .filter(({ id, isArchived }) => !isArchived && shown.has(id))
    .flatMap(({ path: transcript, id }) => {
      const project = path.dirname(transcript);
      return [project, path.join(project, id, 'subagents')];
    });
  return [...roots, ...own.slice(0, MOST_WATCHED)];
}
