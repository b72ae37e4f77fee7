import fs from 'node:fs';
import path from 'node:path';
import { type Day, dayIn, parseDay } from '@cco/calendar';
import { isObject } from '@cco/jsonl-parse';
import type { UsageRow } from '@cco/usage-reports';
import { compareModels, type ModelComparison } from './compare-models.ts';
import { add, type ModelCounts, NONE, readModelUsage } from './counts.ts';

/** What `stats-cache.json` says, of all config folders together. */
export interface StatsCache {
  readonly files: readonly string[];
  /** The last day that all of them have counted. */
  readonly lastDay: Day | undefined;
  readonly models: ReadonlyMap<string, ModelCounts>;
  /** Input and output tokens by day. */
  readonly days: ReadonlyMap<string, number>;
}

/** The cache beside the transcripts. */
export interface CacheComparison {
  readonly files: readonly string[];
  /** Later usage is left out on our side. */
  readonly until: string | null;
  readonly models: readonly ModelComparison[];
  /** Input and output tokens of the days that differ. */
  readonly days: readonly {
    readonly date: string;
    readonly ours: number;
    readonly claude: number;
  }[];
}

const NAME = 'stats-cache.json';

/**
 * Reads the caches of config folders.
 *
 * @param onProblem - Is told of files that cannot be used.
 * @returns Undefined when there is none.
 */
export function readStatsCaches(
  configFolders: readonly string[],
  onProblem: (file: string, message: string) => void,
): StatsCache | undefined {
  const files: string[] = [];
  const lastDays: Day[] = [];
  const models = new Map<string, ModelCounts>();
  const days = new Map<string, number>();
  for (const folder of configFolders) {
    const file = path.join(folder, NAME);
    const cache = readCache(file, onProblem);
    if (!cache) continue;
    files.push(file);
    const day = parseDay(String(cache['lastComputedDate'] ?? ''));
    if (day !== undefined) lastDays.push(day);
    for (const [model, counts] of readModelUsage(cache['modelUsage'])) {
      models.set(model, add(models.get(model) ?? NONE, { ...counts }));
    }
    for (const [date, tokens] of dailyTokens(cache['dailyModelTokens'])) {
      days.set(date, (days.get(date) ?? 0) + tokens);
    }
  }
  return files.length === 0 ? undefined : { files, lastDay: lastDays.sort()[0], models, days };
}

/** Compares the transcripts with what the caches say, up to the last day that these counted. */
export function compareCache(
  rows: readonly UsageRow[],
  { files, lastDay, models, days }: StatsCache,
  zone: string,
): CacheComparison {
  const counted = rows.filter(({ time }) => lastDay === undefined || dayIn(zone, time) <= lastDay);
  const ours = new Map<string, number>();
  for (const { time, counters } of counted) {
    const day = dayIn(zone, time);
    ours.set(day, (ours.get(day) ?? 0) + counters.input + counters.output);
  }
  const dates = [...new Set([...ours.keys(), ...days.keys()])].sort();
  return {
    files,
    until: lastDay ?? null,
    models: compareModels(counted, models, { more: 'older-history', less: 'newer-history' }),
    days: dates
      .map((date) => ({ date, ours: ours.get(date) ?? 0, claude: days.get(date) ?? 0 }))
      .filter((day) => day.ours !== day.claude),
  };
}

function readCache(
  file: string,
  onProblem: (file: string, message: string) => void,
): Readonly<Record<string, unknown>> | undefined {
  try {
    const cache: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (isObject(cache)) return cache;
    onProblem(file, 'not an object');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') onProblem(file, message);
  }
  return undefined;
}

function dailyTokens(value: unknown): [string, number][] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((day): [string, number][] => {
    if (!isObject(day) || typeof day['date'] !== 'string') return [];
    const byModel = isObject(day['tokensByModel']) ? Object.values(day['tokensByModel']) : [];
    const counts = byModel.filter((count): count is number => Number.isSafeInteger(count));
    return [[day['date'], counts.reduce((sum, count) => sum + count, 0)]];
  });
}
