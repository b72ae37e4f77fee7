import { baseName } from '@cco/claude-paths';
import type { Io } from '@cco/cli';
import { formatUsd } from '@cco/cost';
import { count, groupThousands, oneLine } from '@cco/terminal';
import type { LogSource } from '../log-source.ts';
import { describeProblems } from '../problem-count.ts';
import type { Report } from '../report.ts';
import { dayTable } from './day-table.ts';
import { qualitySections } from './quality-sections.ts';

/** What of the world a text depends on. */
export type Canvas = Pick<Io, 'style' | 'columns'>;

/** A headline with the lines below it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const RULE = '═'.repeat(59);
const TITLE_INDENT = 8;
const TOP_EDITED_FILES = 5;

/** Writes a report for people. */
export function toText(report: Report, canvas: Canvas): string {
  const { style } = canvas;
  const title = `Claude Code Session Statistics - ${report.range.title}`;
  const head = [RULE, style.bold(' '.repeat(TITLE_INDENT) + title), RULE];
  const sections = [...countSections(report), ...extraSections(report, canvas)]
    .filter(({ lines }) => lines.length > 0)
    .map(({ title: name, lines }) => [style.bold(name), ...lines.map((line) => `  ${line}`)]);
  const blocks = [head, ...sections, footer(report)];
  const skipped = describeProblems(report.problems);
  if (skipped) blocks.push([style.dim(oneLine(skipped))]);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The sections of session-stats.sh. */
function countSections({ stats, rates }: Report): Section[] {
  const { operations, sessions, tokens, cost } = stats;
  const preset = rates.name === 'custom' ? 'custom' : capitalized(rates.name);
  return [
    {
      title: 'Summary',
      lines: [
        `Total operations: ${groupThousands(operations)}`,
        `Sessions: ${groupThousands(sessions)}`,
      ],
    },
    {
      title: 'Token Usage',
      lines: [
        `Input tokens: ${groupThousands(tokens.input)}`,
        `Output tokens: ${groupThousands(tokens.output)}`,
        `Total tokens: ${groupThousands(tokens.total)}`,
      ],
    },
    {
      title: `Estimated Cost (${preset} rates)`,
      lines: [
        `Input: ${formatUsd(cost.input)}`,
        `Output: ${formatUsd(cost.output)}`,
        `Total: ${formatUsd(cost.total)}`,
      ],
    },
    { title: 'Tools Used', lines: stats.tools.map(countLine) },
    { title: 'Projects', lines: stats.projects.map(countLine) },
    {
      title: 'Most Edited Files',
      lines: stats.editedFiles
        .slice(0, TOP_EDITED_FILES)
        .map((file) => countLine({ ...file, name: baseName(file.name) })),
    },
  ];
}

function extraSections({ stats, days, budget }: Report, canvas: Canvas): Section[] {
  const { people, quality, cost } = stats;
  return [
    {
      title: 'People',
      lines: people.map(
        ({ person, operations, sessions, cost: own }) =>
          `${oneLine(person)}: ${count(operations, 'operation')}, ${count(sessions, 'session')}, ${formatUsd(own.total)}`,
      ),
    },
    { title: 'Days', lines: days ? dayTable(days, canvas.columns - 2) : [] },
    ...(quality ? qualitySections(quality, canvas) : []),
    {
      title: 'Budget',
      lines: budget ? [`${formatUsd(cost.total)} of ${formatUsd(budget.limit)}`] : [],
    },
  ];
}

function footer({ source, rates: { rates } }: Report): string[] {
  return [
    ...sourceLines(source),
    `Rates: $${rates.input} input, $${rates.output} output per 1,000 tokens`,
  ];
}

function sourceLines(source: LogSource): string[] {
  if (source.kind === 'stream') return ['Log: standard input'];
  const paths = source.folders.map(({ path }) => oneLine(path));
  return paths.length === 1
    ? [`Log directory: ${paths[0]}`]
    : ['Log directories:', ...paths.map((path) => `  ${path}`)];
}

function countLine({
  name,
  count: own,
}: {
  readonly name: string;
  readonly count: number;
}): string {
  return `${oneLine(name)}: ${groupThousands(own)}`;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
