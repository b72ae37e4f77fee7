import fs from 'node:fs';
import path from 'node:path';
import { parseDay } from '@cco/calendar';
import type { CostMode } from '@cco/cost';
import { closeStore, openStore, refreshStore, type Store } from '@cco/session-index/store';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import {
  dailyReport,
  modelReport,
  monthlyReport,
  type UsageRow,
  weeklyReport,
} from '@cco/usage-reports';
import { afterEach, describe, expect, it } from 'vitest';
import { type DayQuery, readDayRows, readUsageRows, type UsageRows } from '../src/index.ts';
import { PRICE_TABLES, writePricedTranscripts } from './priced-transcripts.ts';

const ZONES = ['local', 'UTC', ...Intl.supportedValuesOf('timeZone')];

/** Around changes of clocks, whose days and lengths are as odd as they get. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['America/Havana, at midnight', '2026-03-08T05:00:00Z'],
  ['America/Asuncion, back to 23:00', '2024-03-24T03:00:00Z'],
  ['Australia/Lord_Howe, by half an hour', '2026-04-04T15:00:00Z'],
  ['Pacific/Apia, without a day', '2011-12-30T10:00:00Z'],
  ['Asia/Kathmandu, midnight', '2026-04-29T18:15:00Z'],
  ['Asia/Kolkata, midnight', '2026-04-29T18:30:00Z'],
] as const;
const RECENT = CHANGES.flatMap(([, moment]) =>
  [-24 * 60, -60, -15, 0, 15, 60].flatMap((minutes) =>
    [-1, 0].map((ms) => new Date(Date.parse(moment) + minutes * 60_000 + ms).toISOString()),
  ),
);
/** Offsets with seconds, a change within a quarter hour, and the ends of the calendar. */
const ANCIENT = [
  '1971-01-02T00:44:29.000Z',
  '1971-01-02T00:44:30.000Z',
  '2010-11-07T02:30:30.000Z',
  '2010-11-07T02:31:30.000Z',
  '1969-12-31T23:59:59.999Z',
  '1969-12-31T12:00:00.000Z',
  'no time',
];
const ENDS = [
  '0001-01-01T23:59:59.999Z',
  '0001-01-02T00:00:00.000Z',
  '9999-12-30T23:59:59.999Z',
  '9999-12-31T00:00:00.000Z',
  '+012026-01-01T00:00:00.000Z',
  'no time',
];

const temporaries: TemporaryHome[] = [];
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) closeStore(store);
  for (const temporary of temporaries.splice(0)) await temporary.remove();
});

/** Messages of all kinds at these times; the transcripts of one project are gone again. */
async function storeWith(timestamps: readonly string[] | undefined, seed: number, messages = 300) {
  const temporary = await makeTemporaryHome();
  temporaries.push(temporary);
  const { configDir, dataDir } = temporary;
  await writePricedTranscripts(configDir, { seed, messages, timestamps });
  const store = openStore({ dataFolder: dataDir, configFolders: [configDir] });
  stores.push(store);
  await refreshStore(store);
  fs.rmSync(path.join(configDir, 'projects', '-home-mira-shop-1'), { recursive: true });
  await refreshStore(store);
  return store;
}

function reportsOf({ rows, ...caveats }: UsageRows, zone: string): unknown {
  const range = { since: parseDay('2026-03-08'), until: parseDay('2026-04-05') };
  return {
    daily: dailyReport(rows, { zone }),
    weekly: weeklyReport(rows, { zone, weekStart: 'monday' }),
    monthly: monthlyReport(rows, { zone }),
    models: modelReport(rows, { zone }),
    spring: dailyReport(rows, { ...range, zone }),
    caveats,
  };
}

function expectSame(store: Store, query: DayQuery): readonly UsageRow[] {
  const { zone } = query;
  const found = readDayRows(store, query);
  expect(reportsOf(found, zone), zone).toEqual(reportsOf(readUsageRows(store, query), zone));
  return found.rows;
}

/** Rows of days name no session. */
function areSummedUp(rows: readonly UsageRow[]): boolean {
  return rows.length > 0 && rows.every(({ sessionId }) => sessionId === '');
}

describe('rows by day give the reports of all rows', () => {
  it('in every time zone', async () => {
    const store = await storeWith([...RECENT, 'no time'], 1);
    for (const zone of ZONES) {
      const rows = expectSame(store, { zone });
      expect(areSummedUp(rows), zone).toBe(true);
    }
    expect(readDayRows(store, { zone: 'UTC' })).toMatchObject({
      untimedMessages: expect.toSatisfy((count) => count > 0),
      archived: { sessions: expect.toSatisfy((count) => count > 0) },
      withoutFastPrice: expect.arrayContaining(['claude-haiku-4-5']),
    });
  });

  it('where days and quarter hours do not fit, and at the ends of the calendar', async () => {
    const old = await storeWith(ANCIENT, 2);
    for (const zone of ZONES) expectSame(old, { zone });
    expect(areSummedUp(readDayRows(old, { zone: 'Africa/Monrovia' }).rows)).toBe(false);
    expect(areSummedUp(readDayRows(old, { zone: 'America/St_Johns' }).rows)).toBe(false);
    expect(areSummedUp(readDayRows(old, { zone: 'Asia/Kolkata' }).rows)).toBe(true);
    const ends = await storeWith(ENDS, 3);
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Kiritimati']) {
      expectSame(ends, { zone });
    }
    expect(areSummedUp(readDayRows(ends, { zone: 'UTC' }).rows)).toBe(true);
  });

  it.each<CostMode>(['auto', 'calculate', 'display'])('in mode %s, cut anywhere', async (mode) => {
    const store = await storeWith([...RECENT, 'no time'], 4);
    for (const at of RECENT) {
      const time = Date.parse(at);
      expectSame(store, { zone: 'America/Havana', mode, since: time });
      expectSame(store, { zone: 'Australia/Lord_Howe', mode, until: time });
    }
    expectSame(store, { zone: 'UTC', mode, session: 'session-1' });
  });

  it('where prices change within a day, also own ones whose limits need every message', async () => {
    const store = await storeWith(undefined, 5, 3000);
    const zones = ['America/Havana', 'Asia/Kolkata', 'UTC'];
    const areSums = PRICE_TABLES.map(([, prices]) =>
      zones.map((zone) => areSummedUp(expectSame(store, { zone, prices }))),
    );
    expect(areSums.map((all) => all.every(Boolean))).toEqual([true, true, false]);
  });
});
