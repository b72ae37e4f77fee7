import path from 'node:path';
import type { Io } from '@cco/cli';
import { readSessions, refreshStore, type Store } from '@cco/session-index/store';
import type { Settings } from '@cco/usage-settings';
import { type LiveView, readView } from './live-view.ts';
import { renderView } from './render-view.ts';
import { enterScreen } from './screen.ts';
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

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const CTRL_C = '\x03';
const CTRL_D = '\x04';

/**
 * Draws the screen, again when transcripts change, every second and when the terminal changes its
 * size, until a key or a signal ends it. The terminal is given back in any case.
 */
export async function followTranscripts(options: FollowOptions): Promise<void> {
  const { store, settings, io, chosen, roots } = options;
  const { stdin, stdout } = process;
  const now = () => io.now().getTime();
  let view = readView(store, settings, { now: now(), chosen });
  const screen = enterScreen({ output: stdout, input: stdin });
  const draw = (): void => {
    const { zone } = settings;
    const { columns: width = io.columns, rows: height = 24 } = stdout;
    screen.draw(renderView(view, { width, height, style: io.style, zone, now: now() }));
  };
  const watch = watchFolders(() => lookIn(SETTLE_MS));
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  let restUntil = 0;
  let fail: (error: unknown) => void = () => {};

  const lookIn = (delay: number): void => {
    const at = Math.max(Date.now() + delay, restUntil);
    if (at >= dueAt) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch(fail), at - Date.now());
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

  const leave = () => screen.leave();
  // Before whatever else tells of a fault, so that it can be read.
  process.on('uncaughtExceptionMonitor', leave);
  process.on('exit', leave);
  const clock = setInterval(draw, CLOCK_MS);
  let end: () => void = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      end = resolve;
      fail = reject;
      for (const signal of SIGNALS) process.on(signal, end);
      stdin.on('data', onKey);
      stdin.on('error', end);
      stdout.on('resize', draw);
      watch.follow(foldersOf(view, store, roots));
      draw();
      lookIn(LOOK_MS);
    });
  } finally {
    leave();
    clearInterval(clock);
    clearTimeout(timer);
    watch.close();
    for (const signal of SIGNALS) process.off(signal, end);
    stdin.off('data', onKey);
    stdin.pause();
    stdout.off('resize', draw);
    process.off('uncaughtExceptionMonitor', leave);
    process.off('exit', leave);
  }

  function onKey(data: Buffer | string): void {
    const keys = String(data);
    if (/[qQ]/.test(keys) || keys.includes(CTRL_C) || keys.includes(CTRL_D)) end();
    else draw();
  }
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
