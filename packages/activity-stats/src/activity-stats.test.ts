import { estimateCost, RATE_PRESETS } from '@cco/cost';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActivityStats, createActivityStats, type StatsOptions } from './activity-stats.ts';
import type { StatsEntry } from './stats-entry.ts';

const base: StatsEntry = {
  day: '2026-01-14',
  timestamp: '2026-01-14T15:30:00Z',
  sessionId: 's1',
  tool: 'Edit',
  project: 'my-app',
  tokens: { input: 350, output: 120, total: 470 },
};

function statsOf(entries: readonly StatsEntry[], options?: StatsOptions): ActivityStats {
  const stats = createActivityStats(options);
  for (const entry of entries) stats.add(entry);
  return stats.result();
}

describe('createActivityStats', () => {
  it('starts at zero', () => {
    expect(statsOf([])).toEqual({
      operations: 0,
      sessions: 0,
      tokens: { input: 0, output: 0, total: 0 },
      cost: { input: 0, output: 0, total: 0, currency: 'USD' },
      tools: [],
      projects: [],
      files: [],
      editedFiles: [],
      people: [],
      days: undefined,
      quality: undefined,
    });
  });

  it('orders by count, then by name', () => {
    const tools = ['b', 'a', 'c', 'c', 'B'].map((tool) => ({ ...base, tool }));
    expect(statsOf(tools).tools).toEqual([
      { name: 'c', count: 2 },
      { name: 'B', count: 1 },
      { name: 'a', count: 1 },
      { name: 'b', count: 1 },
    ]);
  });

  it('counts a file for every tool that names it, and edits on their own', () => {
    const entries = ['Edit', 'MultiEdit', 'Write', 'NotebookEdit', 'Read', 'Grep'].map((tool) => ({
      ...base,
      tool,
      file: 'a.ts',
    }));
    const { files, editedFiles } = statsOf(entries);
    expect(files).toEqual([{ name: 'a.ts', count: 6 }]);
    expect(editedFiles).toEqual([{ name: 'a.ts', count: 4 }]);
  });

  it('keeps names that objects have themselves apart from their fields', () => {
    const { tools, quality } = statsOf(
      [
        { ...base, tool: '__proto__' },
        { ...base, tool: 'Bash', command: 'constructor', exitCode: 1 },
      ],
      { quality: true },
    );
    expect(tools.map(({ name }) => name)).toEqual(['Bash', '__proto__']);
    expect(quality?.failingCommands[0]?.command).toBe('constructor');
  });

  it('can go on after a result was taken', () => {
    const stats = createActivityStats();
    stats.add(base);
    expect(stats.result().operations).toBe(1);
    stats.add(base);
    expect(stats.result().operations).toBe(2);
  });

  it('agrees with filters over an array', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 40 }), (entries) => {
        const options = { rates: RATE_PRESETS.opus, days: true, quality: true };
        expect(statsOf(entries, options)).toEqual(slowStats(entries));
      }),
    );
  });
});

describe('quality', () => {
  const read = { ...base, tool: 'Read', file: 'a.ts' };

  it('tells of a file from its third read in one session on', () => {
    const reads = [read, read, { ...read, sessionId: 's2' }];
    expect(statsOf(reads, { quality: true }).quality?.repeatedReads).toEqual([]);
    expect(statsOf([...reads, read], { quality: true }).quality?.repeatedReads).toEqual([
      { file: 'a.ts', sessionId: 's1', count: 3 },
    ]);
  });

  it('takes commands that differ in surrounding blanks for one, and the latest exit code', () => {
    const failed = { ...base, tool: 'Bash', command: 'npm test', exitCode: 1 };
    const { quality } = statsOf(
      [
        { ...failed, exitCode: 127, timestamp: '2026-01-14T18:00:00Z', sessionId: 's2' },
        { ...failed, command: ' npm test\n' },
        { ...failed, exitCode: 0 },
        { ...failed, command: 'npm  test' },
      ],
      { quality: true },
    );
    expect(quality?.failingCommands).toEqual([
      { command: 'npm test', count: 2, sessions: 2, lastExitCode: 127 },
      { command: 'npm  test', count: 1, sessions: 1, lastExitCode: 1 },
    ]);
  });

  it('takes an error on a shell for a failure, on another tool not', () => {
    const { quality } = statsOf(
      [
        { ...base, tool: 'PowerShell', error: 'Interrupted' },
        { ...base, tool: 'Edit', error: 'not found', exitCode: 1, command: 'x' },
      ],
      { quality: true },
    );
    expect(quality?.failingCommands).toEqual([
      { command: 'unknown', count: 1, sessions: 1, lastExitCode: undefined },
    ]);
  });
});

const few = (...names: string[]) => fc.constantFrom(...names);
const anyEntry: fc.Arbitrary<StatsEntry> = fc
  .record({
    day: few('2026-01-13', '2026-01-14', '2025-12-31'),
    person: fc.option(few('ada', 'ben'), { nil: undefined }),
    second: fc.nat(59),
    sessionId: few('s1', 's2', 's3'),
    tool: few('Edit', 'Read', 'Bash', 'Write', 'PowerShell', 'Grep', 'MultiEdit', 'NotebookEdit'),
    project: few('my-app', 'other', '__proto__'),
    file: fc.option(few('a.ts', 'b/a.ts', 'ä.md'), { nil: undefined }),
    command: fc.option(few('npm test', ' npm test', 'ls', ' '), { nil: undefined }),
    input: fc.nat(1_000_000),
    output: fc.nat(1_000_000),
    exitCode: fc.option(few('0', '1', '2'), { nil: undefined }),
    error: fc.option(few('it broke'), { nil: undefined }),
  })
  .map(({ second, input, output, exitCode, ...rest }) => ({
    ...rest,
    timestamp: `2026-01-14T15:30:${String(second).padStart(2, '0')}Z`,
    tokens: { input, output, total: input + output },
    exitCode: exitCode === undefined ? undefined : Number(exitCode),
  }));

/** The same statistics, each by a walk over all entries. */
function slowStats(entries: readonly StatsEntry[]): ActivityStats {
  const edits = entries.filter(({ tool }) =>
    ['Edit', 'Write', 'MultiEdit', 'NotebookEdit'].includes(tool),
  );
  const withFile = (list: readonly StatsEntry[]) => list.flatMap(({ file }) => file ?? []);
  return {
    ...slowUsage(entries),
    tools: slowRanking(entries.map(({ tool }) => tool)),
    projects: slowRanking(entries.map(({ project }) => project)),
    files: slowRanking(withFile(entries)),
    editedFiles: slowRanking(withFile(edits)),
    people: distinct(entries.flatMap(({ person }) => person ?? [])).map((person) => ({
      person,
      ...slowUsage(entries.filter((entry) => entry.person === person)),
    })),
    days: distinct(entries.map(({ day }) => day)).map((day) => ({
      day,
      ...slowUsage(entries.filter((entry) => entry.day === day)),
    })),
    quality: {
      repeatedReads: slowReads(entries),
      failingCommands: slowFailures(entries),
      frequentEdits: slowRanking(withFile(edits)).map(({ name, count }) => ({
        file: name,
        count,
        sessions: slowUsage(edits.filter(({ file }) => file === name)).sessions,
      })),
    },
  };
}

function slowUsage(entries: readonly StatsEntry[]) {
  const sum = (pick: (entry: StatsEntry) => number) =>
    entries.map(pick).reduce((left, right) => left + right, 0);
  const tokens = {
    input: sum((entry) => entry.tokens.input),
    output: sum((entry) => entry.tokens.output),
    total: sum((entry) => entry.tokens.total),
  };
  return {
    operations: entries.length,
    // People who tag their sessions may choose the same name.
    sessions: distinct(entries.map(({ person, sessionId }) => JSON.stringify([person, sessionId])))
      .length,
    tokens,
    cost: estimateCost(tokens, RATE_PRESETS.opus),
  };
}

function slowRanking(names: readonly string[]) {
  return distinct(names)
    .map((name) => ({ name, count: names.filter((other) => other === name).length }))
    .sort((a, b) => b.count - a.count);
}

function slowReads(entries: readonly StatsEntry[]) {
  const reads = entries.filter(({ tool, file }) => tool === 'Read' && file !== undefined);
  const same = (a: StatsEntry, b: StatsEntry) =>
    a.file === b.file && a.sessionId === b.sessionId && a.person === b.person;
  return reads
    .filter((read, i) => reads.findIndex((other) => same(read, other)) === i)
    .map((read) => ({
      file: read.file ?? '',
      sessionId: read.sessionId,
      count: reads.filter((other) => same(read, other)).length,
    }))
    .filter(({ count }) => count >= 3)
    .sort((a, b) => b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1));
  function nameOf({ file, sessionId }: { file: string | undefined; sessionId: string }): string {
    return JSON.stringify([file, sessionId]);
  }
}

function slowFailures(entries: readonly StatsEntry[]) {
  const failed = entries
    .filter(({ tool }) => tool === 'Bash' || tool === 'PowerShell')
    .filter(({ exitCode, error }) => (exitCode ?? 0) !== 0 || error !== undefined)
    .map((entry) => ({ ...entry, command: (entry.command ?? '').trim() || 'unknown' }));
  return slowRanking(failed.map(({ command }) => command)).map(({ name, count }) => {
    const own = failed.filter(({ command }) => command === name);
    const latest = own
      .map(({ timestamp }) => timestamp)
      .sort()
      .at(-1);
    return {
      command: name,
      count,
      sessions: slowUsage(own).sessions,
      lastExitCode: own.filter(({ timestamp }) => timestamp === latest).at(-1)?.exitCode,
    };
  });
}

/** Each value once, sorted; `sort` keeps that order among equal counts. */
function distinct(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) === i).sort();
}
