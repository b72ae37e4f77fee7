import { DEFAULT_RATES, type Rates } from '@cco/cost';
import { createQualityWatch, type QualityFindings } from './quality.ts';
import type { StatsEntry } from './stats-entry.ts';
import { createTally, type NameCount } from './tally.ts';
import { isEditingTool } from './tools.ts';
import { createUsageGroups, createUsageMeter, type Usage } from './usage.ts';

/** What to count, besides what always is. */
export interface StatsOptions {
  /** Dollars per 1,000 tokens. @default Sonnet's */
  readonly rates?: Rates | undefined;
  /** Counts each day on its own. @default false */
  readonly days?: boolean | undefined;
  /** Looks for quality signals. @default false */
  readonly quality?: boolean | undefined;
}

/** The usage of one day. */
export interface DayUsage extends Usage {
  readonly day: string;
}

/** The usage of one person. */
export interface PersonUsage extends Usage {
  readonly person: string;
}

/** Statistics over entries. Every list has the most frequent first, then goes by name. */
export interface ActivityStats extends Usage {
  readonly tools: readonly NameCount[];
  readonly projects: readonly NameCount[];
  /** Files by how many operations name them, whatever the tool did. */
  readonly files: readonly NameCount[];
  /** Files by how often Edit, MultiEdit, Write or NotebookEdit changed them. */
  readonly editedFiles: readonly NameCount[];
  /** By name. Empty when no entry has a person. */
  readonly people: readonly PersonUsage[];
  /** Days with entries, oldest first. Undefined unless asked for. */
  readonly days: readonly DayUsage[] | undefined;
  /** Undefined unless asked for. */
  readonly quality: QualityFindings | undefined;
}

/** Counts entries as they come. */
export interface StatsCounter {
  add(entry: StatsEntry): void;
  /** Gives the statistics of what was added so far. */
  result(): ActivityStats;
}

/**
 * Makes a counter. Entries are not kept, so its memory grows with distinct names and sessions,
 * not with entries.
 *
 * @example
 * const stats = createActivityStats();
 * stats.add({
 *   day: '2026-01-14',
 *   timestamp: '2026-01-14T15:30:00Z',
 *   sessionId: '1705234567-12345',
 *   tool: 'Edit',
 *   project: 'my-app',
 *   tokens: { input: 350, output: 120, total: 470 },
 * });
 * stats.result().cost.total; // 0.0029
 */
export function createActivityStats(options: StatsOptions = {}): StatsCounter {
  const { rates = DEFAULT_RATES } = options;
  const all = createUsageMeter();
  const tools = createTally();
  const projects = createTally();
  const files = createTally();
  const editedFiles = createTally();
  const people = createUsageGroups();
  const days = options.days ? createUsageGroups() : undefined;
  const quality = options.quality ? createQualityWatch() : undefined;
  return {
    add(entry) {
      const { file, tool, person } = entry;
      all.add(entry);
      tools.add(tool);
      projects.add(entry.project);
      if (file !== undefined) {
        files.add(file);
        if (isEditingTool(tool)) editedFiles.add(file);
      }
      if (person !== undefined) people.add(person, entry);
      days?.add(entry.day, entry);
      quality?.add(entry);
    },
    result: () => ({
      ...all.result(rates),
      tools: tools.ranking(),
      projects: projects.ranking(),
      files: files.ranking(),
      editedFiles: editedFiles.ranking(),
      people: people.result(rates).map(([person, usage]) => ({ person, ...usage })),
      days: days?.result(rates).map(([day, usage]) => ({ day, ...usage })),
      quality: quality?.result(),
    }),
  };
}
