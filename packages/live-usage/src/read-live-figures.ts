import { PRICE_TABLE, PRICE_TABLE_DATE, type PriceTable } from '@cco/cost';
import { findSessionFiles, hasStore } from '@cco/session-index';
import type { CountOptions } from './count-live-figures.ts';
import { type KeptFigures, type KeptSession, keep, readKept } from './kept-figures.ts';
import type { LiveFigures, Spending } from './live-figures.ts';

/** The session that asks. */
export interface LiveSession {
  readonly id: string;
  /** Path of its transcript, which need not exist yet. */
  readonly transcript: string;
  /** Counts what it spent, too. @default false */
  readonly isCounted?: boolean | undefined;
}

/** Where figures come from and how they are counted. */
export interface LiveOptions extends CountOptions {
  /**
   * Names the zone where that is known without asking the system, which takes longer than all else.
   * @default `zone`
   */
  readonly zoneKey?: string | undefined;
  readonly dataFolder: string;
  readonly configFolders: readonly string[];
  /** @default no session is looked at */
  readonly session?: LiveSession | undefined;
}

/** Figures, and whether somebody should look at all transcripts. */
export interface LiveAnswer {
  /** Undefined when all transcripts were never looked at. */
  readonly figures: LiveFigures | undefined;
  /** What the session spent; undefined when that is not known. */
  readonly session: Spending | undefined;
  /** `refreshLiveFigures` should run, in a process of its own. */
  readonly isStale: boolean;
}

/** After this long other sessions may have gone on. */
const COMPLETE_FOR_MS = 60_000;
/** A statusline does not wait for a process that writes: it shows what it showed before. */
const BUSY_TIMEOUT_MS = 40;

/**
 * Gives the figures of the present at once: as they were kept, while neither the session's files
 * changed nor a minute has passed; else counted anew from the store, after reading what is new of
 * this one session. It looks at no other transcript, waits for no other process, and never throws.
 *
 * @example
 * const { figures, isStale } = await readLiveFigures({ ...places, zone: 'UTC', now: Date.now() });
 * figures?.periods.daily.cost; // 4567000000000n
 */
export async function readLiveFigures(options: LiveOptions): Promise<LiveAnswer> {
  const { dataFolder, now, session } = options;
  const key = keyOf(options);
  const kept = readKept(dataFolder, key);
  if (kept === undefined || !hasStore(options)) {
    return { figures: undefined, session: undefined, isStale: true };
  }
  const isStale = Math.abs(now - kept.completeAt) > COMPLETE_FOR_MS;
  const state = session && stateOf(options.configFolders, session.transcript);
  const known = kept.sessions.find(({ id }) => id === session?.id);
  const isToday = kept.dayStart <= now && now <= kept.dayEnd;
  if (isToday && (session === undefined || isEnough(state, known, session))) {
    return { figures: kept, session: known?.spent, isStale };
  }
  try {
    const counted = await countAnew(options, { kept, isToday, hasFiles: state !== '' });
    if (counted !== undefined) {
      const spent = counted.session;
      const sessions =
        session === undefined || state === undefined
          ? kept.sessions
          : withSession(kept, { id: session.id, state, spent });
      keep(dataFolder, { ...kept, ...counted.figures, sessions });
      return { ...counted, isStale };
    }
  } catch {
    // Damaged, or not to be read: who looks at all transcripts mends it, or tells why not.
  }
  return { figures: isToday ? kept : undefined, session: known?.spent, isStale: true };
}

/** Names everything that figures depend on besides the transcripts. */
export function keyOf(options: LiveOptions): string {
  const { zoneKey = options.zone, weekStart = 'sunday', mode = 'auto', prices } = options;
  const counted = [zoneKey, weekStart, mode, PRICE_TABLE_DATE, ownPrices(prices)];
  return JSON.stringify([...counted, ...options.configFolders]);
}

/** Whole price lists are too long for a key, and equal ones must give equal keys. */
function ownPrices({ own }: PriceTable = PRICE_TABLE): string {
  return own === undefined ? '' : fingerprint(JSON.stringify(own));
}

/** FNV-1a: nobody gains by a collision with their own prices. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(16)}`;
}

function isEnough(
  state: string | undefined,
  known: KeptSession | undefined,
  { isCounted = false }: LiveSession,
): boolean {
  // A session without files has used nothing yet.
  if (state === '') return true;
  return known !== undefined && known.state === state && (!isCounted || known.spent !== undefined);
}

function stateOf(configFolders: readonly string[], transcript: string): string {
  return findSessionFiles(configFolders, transcript)
    .map(({ path, size, mtime, ino }) => [path, size, mtime, ino].join(' '))
    .sort()
    .join('\n');
}

function withSession({ sessions }: KeptFigures, own: KeptSession): KeptSession[] {
  return [own, ...sessions.filter(({ id }) => id !== own.id)];
}

async function countAnew(
  options: LiveOptions,
  {
    kept,
    isToday,
    hasFiles,
  }: { readonly kept: KeptFigures; readonly isToday: boolean; readonly hasFiles: boolean },
): Promise<Omit<LiveAnswer, 'isStale'> | undefined> {
  // SQLite takes longer to load than all else, and most calls find nothing new.
  const { closeStore, openStore, refreshSession } = await import('@cco/session-index/store');
  const { countLiveFigures, countSession, recountLiveFigures } = await import(
    './count-live-figures.ts'
  );
  const { dataFolder, configFolders, session, now, weekStart, prices, mode } = options;
  const how = { zone: kept.zone, now, weekStart, prices, mode };
  const store = openStore({ dataFolder, configFolders, busyTimeoutMs: BUSY_TIMEOUT_MS });
  try {
    const isComplete = !session || !hasFiles || (await refreshSession(store, session));
    // A store that was rebuilt knows this session only.
    if (!isComplete || store.notes.length > 0) return undefined;
    return {
      figures: isToday ? recountLiveFigures(store, kept, how) : countLiveFigures(store, how),
      session: session?.isCounted ? countSession(store, session.id, how) : undefined,
    };
  } finally {
    closeStore(store);
  }
}
