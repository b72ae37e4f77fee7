import type { TokenCounts } from '@cco/activity-stats';
import type { Io } from '@cco/cli';
import { type CostEstimate, formatUsd } from '@cco/cost';
import type { SessionRow } from '@cco/session-index';
import { count, displayWidth, oneLine, stripControls, table, truncate } from '@cco/terminal';

/** The figures of some days. */
interface Summary {
  readonly since: string;
  readonly until: string;
  readonly operations: number;
  readonly sessions: number;
  readonly tokens: TokenCounts;
  readonly estimated_cost: CostEstimate;
}

/** Exact usage of some days, from the transcripts. */
export interface ExactSummary {
  readonly tokens: number;
  /** Dollars of what has a price. */
  readonly cost: number;
  readonly unpriced_tokens: number;
}

/** Exact usage of today and of the last seven days. */
export interface ExactUsage {
  readonly today: ExactSummary;
  readonly week: ExactSummary;
  /** Lines of all transcripts that could not be used. */
  readonly skipped_lines: number;
}

/** A session with the command that resumes it. */
export interface ResumableRow extends SessionRow {
  readonly resume: string;
}

/** What the overview shows, and its JSON. */
export interface Overview {
  readonly log_dir: string;
  /** Whether the log folder is there. */
  readonly has_logs: boolean;
  /** Pieces of the week's logs that could not be used. */
  readonly skipped: number;
  readonly today: Summary;
  readonly week: Summary;
  /** Null until `cco usage` has read the transcripts for the first time. */
  readonly exact_usage: ExactUsage | null;
  readonly sessions: readonly ResumableRow[];
}

/** Columns that a project or a preview has in any case. */
const NARROWEST = 16;

const CENTS = 2;

const LABELS = { title: '' };
const FIGURES = { title: '', align: 'right' } as const;
const operations = (summary: Summary) => count(summary.operations, 'operation');
const sessions = (summary: Summary) => count(summary.sessions, 'session');
const tokens = (summary: Summary) => count(summary.tokens.total, 'token');
const dollars = (summary: Summary) => formatUsd(summary.estimated_cost.total);
const LAYOUTS = [
  [operations, sessions, tokens, dollars],
  [operations, tokens, dollars],
  [operations, dollars],
];

/** Writes the overview for people. */
export function renderOverview(overview: Overview, io: Io): string {
  const { bold, dim } = io.style;
  const lines = [
    bold('Tool calls'),
    ...usageLines(overview, io),
    '',
    bold('Usage'),
    ...exactLines(overview.exact_usage, io),
    '',
    bold('Latest sessions'),
    ...sessionLines(overview.sessions, io),
    '',
    dim('cco usage · cco stats · cco search WORD · cco --help'),
  ];
  return `${lines.join('\n')}\n`;
}

function usageLines(overview: Overview, io: Io): string[] {
  if (!overview.has_logs) {
    return [
      `  No activity log yet in ${oneLine(overview.log_dir)}.`,
      '  `cco logger install` logs every tool call from now on.',
    ];
  }
  const lines = summaryLines(overview, io);
  const notes = ['Tokens and dollars are estimates from the hook log.'];
  if (overview.skipped > 0) {
    notes.push(
      `Skipped ${count(overview.skipped, 'piece')} of it: see \`cco stats --range week\`.`,
    );
  }
  return [...lines, ...notes.map(io.style.dim)].map((line) => `  ${line}`);
}

/** What a narrow terminal has no room for is left out: first the sessions, then the tokens. */
function summaryLines({ today, week }: Overview, io: Io): string[] {
  const tables = LAYOUTS.map((figures) => {
    const row = (name: string, summary: Summary) => [name, ...figures.map((show) => show(summary))];
    const columns = [LABELS, ...figures.map(() => FIGURES)];
    return table(columns, [row('Today', today), row('Last 7 days', week)]).slice(1);
  });
  const fits = (lines: string[]) => lines.every((line) => displayWidth(line) <= io.columns - 2);
  return tables.find(fits) ?? tables.at(-1) ?? [];
}

function exactLines(usage: ExactUsage | null, { style }: Io): string[] {
  if (!usage) return [`  ${style.dim('`cco usage` tells exact tokens and dollars.')}`];
  const unpriced = usage.week.unpriced_tokens;
  const row = (name: string, { tokens, cost, unpriced_tokens }: ExactSummary) => {
    const mark = unpriced_tokens > 0 ? '*' : ' ';
    return [name, count(tokens, 'token'), `${formatUsd(cost, CENTS)}${unpriced > 0 ? mark : ''}`];
  };
  const rows = [row('Today', usage.today), row('Last 7 days', usage.week)];
  const notes = ['Exact, from the transcripts.'];
  if (unpriced > 0) notes.push(`* leaves out ${count(unpriced, 'token')} without a known price.`);
  if (usage.skipped_lines > 0) {
    notes.push(`Skipped ${count(usage.skipped_lines, 'line')}: see \`cco usage --problems\`.`);
  }
  const lines = table([LABELS, FIGURES, FIGURES], rows).slice(1);
  return [...lines, ...notes.map(style.dim)].map((line) => `  ${line}`.trimEnd());
}

function sessionLines(rows: readonly ResumableRow[], io: Io): string[] {
  if (rows.length === 0) return ['  None yet.'];
  return rows.flatMap(({ date, project: whole, preview, resume }) => {
    const room = io.columns - displayWidth(`  ${date} │  │ `);
    const project = truncate(whole, Math.max(NARROWEST, room - NARROWEST));
    const shown = truncate(
      preview || '(no prompt)',
      Math.max(NARROWEST, room - displayWidth(project)),
    );
    return [
      `  ${io.style.dim(date)} │ ${io.style.cyan(project)} │ ${shown}`,
      `    ${io.style.green(stripControls(resume))}`,
    ];
  });
}
