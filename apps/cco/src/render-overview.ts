import type { TokenCounts } from '@cco/activity-stats';
import type { Io } from '@cco/cli';
import { type CostEstimate, formatUsd } from '@cco/cost';
import type { SessionRow } from '@cco/session-index';
import { count, displayWidth, oneLine, table, truncate } from '@cco/terminal';

/** The figures of some days. */
interface Summary {
  readonly since: string;
  readonly until: string;
  readonly operations: number;
  readonly sessions: number;
  readonly tokens: TokenCounts;
  readonly estimated_cost: CostEstimate;
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
  readonly sessions: readonly SessionRow[];
}

/** Writes the overview for people. */
export function renderOverview(overview: Overview, io: Io): string {
  const { bold, dim } = io.style;
  const lines = [
    bold('Tool calls'),
    ...usageLines(overview, io),
    '',
    bold('Latest sessions'),
    ...sessionLines(overview.sessions, io),
    '',
    dim('cco stats · cco search WORD · cco logger · cco --help'),
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
  const row = (name: string, { operations, sessions, tokens, estimated_cost }: Summary) => [
    name,
    count(operations, 'operation'),
    count(sessions, 'session'),
    count(tokens.total, 'token'),
    formatUsd(estimated_cost.total),
  ];
  const columns = [
    { title: '' },
    ...['', '', '', ''].map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = [row('Today', overview.today), row('Last 7 days', overview.week)];
  const [, ...lines] = table(columns, rows, io.columns - 2);
  const notes = ['Tokens and dollars are estimates from the hook log.'];
  if (overview.skipped > 0) {
    notes.push(
      `${count(overview.skipped, 'piece')} of it could not be used: \`cco stats\` says why.`,
    );
  }
  return [...lines, ...notes.map(io.style.dim)].map((line) => `  ${line}`);
}

function sessionLines(sessions: readonly SessionRow[], io: Io): string[] {
  if (sessions.length === 0) return ['  None yet.'];
  return sessions.flatMap(({ date, project, id, preview }) => {
    const head = `  ${date} │ ${project} │ `;
    const shown = truncate(preview || '(no prompt)', Math.max(20, io.columns - displayWidth(head)));
    return [
      `  ${io.style.dim(date)} │ ${io.style.cyan(project)} │ ${shown}`,
      `    ${io.style.green(`claude --resume ${id}`)}`,
    ];
  });
}
