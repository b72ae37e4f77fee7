import type { Day } from '@cco/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockReport,
  dailyInstances,
  dailyReport,
  mcpServerReport,
  modelReport,
  monthlyInstances,
  monthlyReport,
  projectReport,
  type ReportOptions,
  sessionReport,
  skillReport,
  subagentReport,
  type UsageRow,
  weeklyInstances,
  weeklyReport,
} from '../src/index.ts';
import { obviousDay, obviousFigures, obviousUsage, obviousWeek } from './obvious.ts';
import { anyMessages, bucketed, counters, row } from './rows.ts';

const anyZone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/Havana',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
);

const REPORTS = {
  dailyReport,
  weeklyReport,
  monthlyReport,
  dailyInstances,
  weeklyInstances,
  monthlyInstances,
  sessionReport,
  projectReport,
  modelReport,
  subagentReport,
  skillReport,
  mcpServerReport,
} satisfies Record<string, (rows: readonly UsageRow[], options: ReportOptions) => object>;

describe('reports over time', () => {
  it('agree with one pass over all rows for each period', () => {
    fc.assert(
      fc.property(anyMessages, anyZone, (rows, zone) => {
        const dayOf = (one: UsageRow) => obviousDay(zone, one.time);
        const expected = (keyOf: (one: UsageRow) => string) =>
          [...new Set(rows.map(keyOf))].sort().map((key) => ({
            key,
            ...obviousUsage(rows.filter((one) => keyOf(one) === key)),
          }));
        const { daily, totals } = dailyReport(rows, { zone });
        expect(daily.map(({ date, ...rest }) => ({ key: date, ...rest }))).toEqual(expected(dayOf));
        expect(totals).toMatchObject(obviousFigures(rows));

        const { weekly } = weeklyReport(rows, { zone, weekStart: 'monday' });
        expect(weekly.map(({ week, ...rest }) => ({ key: week, ...rest }))).toEqual(
          expected((one) => obviousWeek(dayOf(one), 'Mon')),
        );
        expect(weeklyReport(rows, { zone }).weekly.map(({ week }) => week)).toEqual(
          expected((one) => obviousWeek(dayOf(one), 'Sun')).map(({ key }) => key),
        );

        const { monthly } = monthlyReport(rows, { zone, order: 'desc' });
        expect(monthly.map(({ month, ...rest }) => ({ key: month, ...rest }))).toEqual(
          expected((one) => dayOf(one).slice(0, 7)).reverse(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('by project are the reports of each project', () => {
    fc.assert(
      fc.property(anyMessages, anyZone, (rows, zone) => {
        const directoryOf = (one: UsageRow) => one.repository ?? one.projectPath;
        const { projects } = dailyInstances(rows, { zone });
        expect(Object.keys(projects)).toEqual([...new Set(rows.map(directoryOf))].sort());
        for (const [project, days] of Object.entries(projects)) {
          const own = rows.filter((one) => directoryOf(one) === project);
          const { daily } = dailyReport(own, { zone });
          expect(days).toEqual(daily.map((day) => ({ ...day, project })));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('reports by name', () => {
  it('agree with one pass over all rows for each name', () => {
    fc.assert(
      fc.property(anyMessages, (rows) => {
        const options = { zone: 'UTC' };
        const expected = (keyOf: (one: UsageRow) => unknown) =>
          new Map(
            rows.map(keyOf).map((key) => {
              return [key, obviousUsage(rows.filter((one) => keyOf(one) === key))];
            }),
          );
        const skills = skillReport(rows, options).skills;
        expect(new Map(skills.map(({ skill, ...rest }) => [skill, rest]))).toEqual(
          expected((one) => one.skill ?? null),
        );
        const servers = mcpServerReport(rows, options).mcpServers;
        expect(new Map(servers.map(({ mcpServer, ...rest }) => [mcpServer, rest]))).toEqual(
          expected((one) => one.mcpServer ?? null),
        );
        const sessions = sessionReport(rows, options).sessions;
        const usage = sessions.map(({ sessionId, ...rest }) => [sessionId, rest] as const);
        for (const [sessionId, all] of expected((one) => one.sessionId)) {
          const own = rows.filter((one) => one.sessionId === sessionId);
          const times = own.map(({ time }) => time).sort((a, b) => a - b);
          expect(new Map(usage).get(sessionId as string)).toMatchObject({
            ...all,
            firstActivity: new Date(times[0] ?? 0).toISOString(),
            lastActivity: new Date(times.at(-1) ?? 0).toISOString(),
          });
        }
        expect(sessions).toHaveLength(new Set(rows.map(({ sessionId }) => sessionId)).size);
      }),
      { numRuns: 60 },
    );
  });

  it('put the highest cost first, then the most tokens, then go by name', () => {
    const rows = [
      row(0, { skill: 'b', cost: 1n }),
      row(0, { skill: 'a', cost: 1n }),
      row(0, { skill: 'c', cost: 1n, counters: counters({ output: 11 }) }),
      row(0, { skill: 'd', cost: 2n }),
      row(0, { skill: 'e', cost: undefined, unpricedTokens: 10 }),
    ];
    const names = (order?: 'asc' | 'desc') =>
      skillReport(rows, { zone: 'UTC', order }).skills.map(({ skill }) => skill);
    expect(names()).toEqual(['d', 'c', 'a', 'b', 'e']);
    expect(names('desc')).toEqual(names());
    expect(names('asc')).toEqual(['e', 'a', 'b', 'c', 'd']);
  });
});

describe('all reports', () => {
  it('of the same rows have the same totals and notes, whatever the filter', () => {
    const filter = fc.record({
      zone: anyZone,
      since: fc.constantFrom(undefined, '2026-01-20' as Day, '2026-03-08' as Day),
      until: fc.constantFrom(undefined, '2026-03-08' as Day, '2026-03-31' as Day),
      project: fc.constantFrom(undefined, 'app', '/home/u/app', '/srv/app', 'nothing'),
    });
    fc.assert(
      fc.property(anyMessages, filter, (rows, options) => {
        const { since = '', until = '9', project } = options;
        const kept = rows.filter((one) => {
          const day = obviousDay(options.zone, one.time);
          const repository = one.repository?.slice(one.repository.lastIndexOf('/') + 1);
          const names = [one.project, one.projectPath, one.repository, repository];
          return day >= since && day <= until && (!project || names.includes(project));
        });
        const skippedLines = { torn: 3, 'not JSON': 1, never: 0 };
        const first = dailyReport(rows, { ...options, skippedLines });
        expect(first.totals).toMatchObject(obviousFigures(kept));
        for (const report of Object.values(REPORTS)) {
          const { totals, notes } = report(rows, { ...options, skippedLines });
          expect(totals).toEqual(first.totals);
          expect(notes).toEqual(first.notes);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have rows that add up to the totals', () => {
    fc.assert(
      fc.property(anyMessages, anyZone, (rows, zone) => {
        for (const report of Object.values(REPORTS)) {
          const { totals, notes: _, ...lists } = report(rows, { zone });
          const found = Object.values(lists).flatMap((list) => Object.values(list).flat());
          const sum = (of: 'totalTokens' | 'messages' | 'unpricedTokens' | 'totalCost') =>
            (found as Record<typeof of, number>[]).reduce((all, one) => all + one[of], 0);
          expect(sum('totalTokens')).toBe(totals.totalTokens);
          expect(sum('messages')).toBe(totals.messages);
          expect(sum('unpricedTokens')).toBe(totals.unpricedTokens);
          expect(sum('totalCost')).toBeCloseTo(totals.totalCost, 8);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('depend neither on the order of the rows nor on how messages are put into rows', () => {
    fc.assert(
      fc.property(anyMessages, anyZone, fc.infiniteStream(fc.nat()), (rows, zone, numbers) => {
        const shuffled = rows
          .map((one) => ({ one, at: numbers.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        // Few messages meet in a quarter hour by chance: here each has company.
        const company = shuffled.map((one) => ({ ...one, time: one.time - (one.time % 900_000) }));
        const crowded = [...rows, ...company];
        expect(bucketed(crowded).length).toBeLessThanOrEqual(rows.length);
        for (const report of Object.values(REPORTS)) {
          expect(JSON.stringify(report(shuffled, { zone }))).toBe(
            JSON.stringify(report(rows, { zone })),
          );
          expect(report(bucketed(crowded), { zone })).toEqual(report(crowded, { zone }));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are empty without rows', () => {
    expect(dailyReport([], { zone: 'UTC' })).toEqual({
      daily: [],
      totals: obviousFigures([]),
      notes: {
        unpricedModels: [],
        unpricedTokens: 0,
        unfinalizedOutputTokens: 0,
        skippedLines: { total: 0, reasons: [] },
      },
    });
    expect(projectReport([], { zone: 'UTC' }).projects).toEqual([]);
  });

  it('have the keys that scripts for ccusage read', () => {
    const rows = [row('2026-01-14T10:00:00Z'), row('2026-01-14T10:01:00Z', { model: 'x' })];
    const usage = [
      ...['inputTokens', 'outputTokens', 'cacheCreationTokens', 'cacheReadTokens'],
      ...['totalTokens', 'totalCost', 'modelsUsed', 'modelBreakdowns'],
    ];
    const options = { zone: 'UTC' };
    const { daily, totals } = dailyReport(rows, options);
    expect(Object.keys(daily[0] ?? {})).toEqual(expect.arrayContaining(['date', ...usage]));
    expect(Object.keys(totals)).toEqual(expect.arrayContaining(usage.slice(0, 6)));
    const breakdown = daily[0]?.modelBreakdowns[0];
    expect(Object.keys(breakdown ?? {})).toEqual(
      expect.arrayContaining(['modelName', ...usage.slice(0, 4), 'cost']),
    );
    expect(Object.keys(weeklyReport(rows, options).weekly[0] ?? {})).toEqual(
      expect.arrayContaining(['week', ...usage]),
    );
    expect(Object.keys(monthlyReport(rows, options).monthly[0] ?? {})).toEqual(
      expect.arrayContaining(['month', ...usage]),
    );
    expect(Object.keys(sessionReport(rows, options).sessions[0] ?? {})).toEqual(
      expect.arrayContaining([
        ...['sessionId', 'projectPath', 'firstActivity', 'lastActivity'],
        ...usage,
      ]),
    );
    const { blocks } = blockReport(rows, { ...options, now: Date.parse('2026-01-14T10:30:00Z') });
    expect(Object.keys(blocks[0] ?? {})).toEqual(
      expect.arrayContaining([
        ...['id', 'startTime', 'endTime', 'actualEndTime', 'isActive', 'isGap', 'entries'],
        ...['tokenCounts', 'totalTokens', 'costUSD', 'models', 'burnRate', 'projection'],
      ]),
    );
  });

  it('refuse an unknown zone', () => {
    expect(() => dailyReport([row(0)], { zone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});

describe('money', () => {
  it('does not drift: ten thousand tenths of a cent are ten dollars', () => {
    const rows = Array.from({ length: 10_000 }, () => row(0, { cost: 1_000_000_000n }));
    expect(dailyReport(rows, { zone: 'UTC' }).totals.totalCost).toBe(10);
  });
  it('has no limit', () => {
    const rows = [row(0, { cost: 10n ** 20n }), row(0, { cost: 1n })];
    expect(dailyReport(rows, { zone: 'UTC' }).totals.totalCost).toBe(100_000_000);
  });
});

describe('sessionReport', () => {
  const rows = [
    row('2026-01-14T10:00:00Z', { sessionId: 'a' }),
    row('2026-01-15T10:00:00Z', { sessionId: 'b', projectPath: '/one', project: 'one' }),
    row('2026-01-15T11:00:00Z', { sessionId: 'b', projectPath: '/two', project: 'two' }),
    row('2026-01-13T10:00:00Z', { sessionId: 'c', lastTime: Date.parse('2026-01-16T00:00:00Z') }),
  ];
  it('names the project that the session was last in', () => {
    expect(sessionReport(rows, { zone: 'UTC' }).sessions[0]).toMatchObject({
      sessionId: 'b',
      project: 'two',
      projectPath: '/two',
      firstActivity: '2026-01-15T10:00:00.000Z',
      lastActivity: '2026-01-15T11:00:00.000Z',
    });
  });
  it('takes the last by name when two are of the same moment, in whatever order they come', () => {
    const places = [
      row(0, { projectPath: '/one', project: 'b' }),
      row(0, { projectPath: '/two', project: 'a' }),
      row(0, { projectPath: '/two', project: 'c' }),
    ];
    for (const some of [places, places.toReversed()]) {
      const [session] = sessionReport(some, { zone: 'UTC' }).sessions;
      expect(session).toMatchObject({ projectPath: '/two', project: 'c' });
    }
  });
  it('is active when a message came that used nothing, on the days of the report', () => {
    const lastMessages = new Map([
      ['a', Date.parse('2026-01-17T09:00:00Z')],
      ['c', Date.parse('2026-01-15T09:00:00Z')],
    ]);
    const active = (more: Partial<Parameters<typeof sessionReport>[1]> = {}) =>
      Object.fromEntries(
        sessionReport(rows, { zone: 'UTC', lastMessages, ...more }).sessions.map((session) => [
          session.sessionId,
          session.lastActivity.slice(0, 13),
        ]),
      );
    expect(active()).toEqual({ a: '2026-01-17T09', b: '2026-01-15T11', c: '2026-01-16T00' });
    expect(active({ last: 1 })).toEqual({ a: '2026-01-17T09' });
    expect(active({ since: '2026-01-14' as Day, until: '2026-01-16' as Day })).toEqual({
      a: '2026-01-14T10',
      b: '2026-01-15T11',
    });
  });
  it('keeps the last sessions, in the totals too', () => {
    const { sessions, totals } = sessionReport(rows, { zone: 'UTC', last: 2 });
    expect(sessions.map(({ sessionId }) => sessionId)).toEqual(['b', 'c']);
    expect(totals.messages).toBe(3);
  });
});

describe('projectReport', () => {
  it('counts worktrees for their repository', () => {
    const worktree = { project: 'fix', projectPath: '/w/fix', repository: '/home/u/app' };
    const windows = { project: 'x', projectPath: 'C:\\x', repository: 'C:\\w\\main', cost: 1n };
    const rows = [row(0), row(0, { ...worktree, sessionId: 'b' }), row(0, windows)];
    expect(projectReport(rows, { zone: 'UTC' }).projects).toMatchObject([
      {
        project: 'app',
        projectPath: '/home/u/app',
        directories: ['/home/u/app', '/w/fix'],
        sessions: 2,
        messages: 2,
      },
      { project: 'main', projectPath: 'C:\\w\\main', directories: ['C:\\x'], sessions: 1 },
    ]);
  });
});

describe('subagentReport', () => {
  it('tells the main conversation from subagents of an unknown type', () => {
    const rows = [
      row(0, { cost: 9n }),
      row(0, { agent: { id: '1', type: 'Explore' }, cost: 3n }),
      row(0, { agent: { id: '2', type: 'Explore' }, cost: 3n }),
      row(0, { agent: { id: '1', type: 'Explore' }, sessionId: 'b', cost: 1n }),
      row(0, { agent: { id: '3' }, cost: 2n }),
    ];
    expect(subagentReport(rows, { zone: 'UTC' }).subagents).toMatchObject([
      { agentType: null, isMain: true, agents: 0, messages: 1 },
      { agentType: 'Explore', isMain: false, agents: 3, messages: 3 },
      { agentType: null, isMain: false, agents: 1, messages: 1 },
    ]);
  });
});

describe('notes', () => {
  it('name what the costs leave out, and what was skipped', () => {
    const rows = [
      row(0, { model: 'new-model', cost: undefined, unpricedTokens: 10 }),
      row(0, { model: 'old-model', speed: 'fast', cost: undefined, unpricedTokens: 30 }),
      row(0, { unfinalizedOutput: 7 }),
    ];
    const skippedLines = { 'not JSON': 1, torn: 3, 'without id': 3, never: 0 };
    const { notes, totals, models } = modelReport(rows, { zone: 'UTC', skippedLines });
    expect(notes).toEqual({
      unpricedModels: [
        { model: 'old-model', tokens: 30 },
        { model: 'new-model', tokens: 10 },
      ],
      unpricedTokens: 40,
      unfinalizedOutputTokens: 7,
      skippedLines: {
        total: 7,
        reasons: [
          { reason: 'torn', lines: 3 },
          { reason: 'without id', lines: 3 },
          { reason: 'not JSON', lines: 1 },
        ],
      },
    });
    expect(totals.unpricedModels).toEqual(['old-model', 'new-model']);
    expect(models.map(({ modelName }) => modelName)).toEqual([
      'claude-opus-5',
      'new-model',
      'old-model-fast',
    ]);
    const { daily } = dailyReport(rows, { zone: 'UTC' });
    expect(daily[0]?.modelBreakdowns.map((one) => one.missingPricing)).toEqual([
      undefined,
      true,
      true,
    ]);
  });
});
