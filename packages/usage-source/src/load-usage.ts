import { PRICE_TABLE } from '@cco/cost';
import {
  closeStore,
  type FindProblem,
  openStore,
  type RefreshOptions,
  readLastMessages,
  refreshStore,
  type Store,
  type StoreOptions,
} from '@cco/session-index/store';
import type { UsageRow } from '@cco/usage-reports';
import { type BlockQuery, readBlockRows } from './block-rows.ts';
import { readDayRows } from './day-rows.ts';
import { skippedLines } from './skipped-lines.ts';
import { readUsageRows, type UsageRows } from './usage-rows.ts';

/** Where usage comes from, which is wanted, and how it is priced. */
export interface LoadUsageOptions
  extends StoreOptions,
    BlockQuery,
    Pick<RefreshOptions, 'onProgress'> {
  /** False takes what the store knows and looks at no transcript. @default true */
  readonly refresh?: boolean | undefined;
  /** Rows fit for `blockReport`. @default false */
  readonly forBlocks?: boolean | undefined;
  /**
   * A time zone: rows fit for reports over time and by model in this zone, which name no session
   * and no project and are read in a fraction of the time. @default rows for every report
   */
  readonly byDayIn?: string | undefined;
  /** Gives when sessions were active last. @default false */
  readonly lastMessages?: boolean | undefined;
}

/** Usage, and what must be told of it. */
export interface LoadedUsage extends UsageRows {
  readonly rows: readonly UsageRow[];
  /** The time of the last message by session, when asked for: `lastMessages` of `sessionReport`. */
  readonly lastMessages?: ReadonlyMap<string, number> | undefined;
  /** Lines that could not be used, by reason: `skippedLines` of every report. */
  readonly skippedLines: Readonly<Record<string, number>>;
  /** Files and folders that could not be read this time. */
  readonly problems: readonly FindProblem[];
  /** What happened to the store itself, for people. */
  readonly notes: readonly string[];
  /** The UTC day of the prices, `YYYY-MM-DD`. */
  readonly priceTableDate: string;
}

/**
 * Opens the store, brings it up to date, reads usage and closes it again. All reports take what
 * this gives, so that all of them agree.
 *
 * @throws when the store cannot even be read.
 *
 * @example
 * const { rows, skippedLines } = await loadUsage({ configFolders: ['/home/mira/.claude'], dataFolder });
 * dailyReport(rows, { zone: 'UTC', skippedLines }).totals.totalTokens; // 751676
 */
export async function loadUsage(options: LoadUsageOptions): Promise<LoadedUsage> {
  const store = openStore(options);
  try {
    const problems = options.refresh === false ? [] : (await refreshStore(store, options)).problems;
    return { ...readLoaded(store, options), problems };
  } finally {
    closeStore(store);
  }
}

function readLoaded(store: Store, options: LoadUsageOptions): Omit<LoadedUsage, 'problems'> {
  return {
    ...readRows(store, options),
    lastMessages: options.lastMessages ? readLastMessages(store) : undefined,
    skippedLines: skippedLines(store),
    notes: [...store.notes],
    priceTableDate: (options.prices ?? PRICE_TABLE).date,
  };
}

function readRows(store: Store, options: LoadUsageOptions): UsageRows {
  const { forBlocks, byDayIn: zone } = options;
  if (forBlocks) return readBlockRows(store, options);
  return zone === undefined
    ? readUsageRows(store, options)
    : readDayRows(store, { ...options, zone });
}
