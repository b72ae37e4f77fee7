import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import { type BlockRow, BUDGET_PERIODS, type PeriodSpending } from '@cco/usage-reports';
import type { LiveFigures, Spending } from './live-figures.ts';

/** Figures as they were counted last, and what they were counted from. */
export interface KeptFigures extends LiveFigures {
  /** What they depend on besides the transcripts: zone, prices, folders. */
  readonly key: string;
  /** The zone of the days. */
  readonly zone: string;
  /** When all transcripts were looked at last, in milliseconds since 1970. */
  readonly completeAt: number;
  /** Sessions that were looked at since, the latest first. */
  readonly sessions: readonly KeptSession[];
}

/** A session as it was when figures were counted. */
export interface KeptSession {
  readonly id: string;
  /** Changes when any of its files does. */
  readonly state: string;
  /** Undefined when nobody asked. */
  readonly spent: Spending | undefined;
}

const NAME = 'live.json';
const VERSION = 1;
/** Programs with different settings take turns; sessions run side by side. */
const MOST_ENTRIES = 8;
const MOST_SESSIONS = 32;

/** Reads figures that were kept under a key; none when there are none, or the file is damaged. */
export function readKept(dataFolder: string, key: string): KeptFigures | undefined {
  return readAll(dataFolder).find((entry) => entry.key === key);
}

/** Keeps figures in place of those with the same key. Where nothing can be kept, nothing is. */
export function keep(dataFolder: string, kept: KeptFigures): void {
  const others = readAll(dataFolder).filter(({ key }) => key !== kept.key);
  const sessions = kept.sessions.slice(0, MOST_SESSIONS);
  const entries = [{ ...kept, sessions }, ...others].slice(0, MOST_ENTRIES);
  try {
    writeFileAtomic(file(dataFolder), JSON.stringify({ version: VERSION, entries }, toJson));
  } catch {
    // The next call counts again.
  }
}

function file(dataFolder: string): string {
  return path.join(dataFolder, NAME);
}

function readAll(dataFolder: string): KeptFigures[] {
  try {
    const json = fs.readFileSync(file(dataFolder), 'utf8');
    const { version, entries } = JSON.parse(json) as Json;
    return version === VERSION && Array.isArray(entries) ? entries.flatMap(toKept) : [];
  } catch {
    return [];
  }
}

type Json = Readonly<Record<string, unknown>>;

function toJson(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** What is not as it was written makes the whole entry unknown. */
function toKept(value: Json): KeptFigures[] {
  const { key, zone, completeAt, dayStart, dayEnd, periods, block, sessions } = value;
  const isWhole =
    typeof key === 'string' &&
    typeof zone === 'string' &&
    Array.isArray(sessions) &&
    (block === null || typeof (block as BlockRow)?.endTime === 'string');
  if (!isWhole) return [];
  return [
    {
      key,
      zone,
      completeAt: numberOf(completeAt),
      dayStart: numberOf(dayStart),
      dayEnd: numberOf(dayEnd),
      periods: toPeriods(periods as LiveFigures['periods']),
      block: block as BlockRow | null,
      sessions: sessions.map(({ id, state, spent }: KeptSession) => ({
        id: String(id),
        state: String(state),
        spent: spent === undefined ? undefined : toSpending(spent),
      })),
    },
  ];
}

function toPeriods(periods: LiveFigures['periods']): LiveFigures['periods'] {
  const entries = BUDGET_PERIODS.map((name): [string, PeriodSpending] => {
    const { since, until, ...spending } = periods[name];
    return [name, { since, until, ...toSpending(spending) }];
  });
  return Object.fromEntries(entries) as LiveFigures['periods'];
}

function toSpending({ cost, unpricedTokens }: Spending): Spending {
  return { cost: BigInt(cost), unpricedTokens: numberOf(unpricedTokens) };
}

function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError('Expected a number');
}
