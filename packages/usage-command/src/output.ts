import { type Io, UserError } from '@cco/cli';
import { noteLines, renderBudgets } from '@cco/usage-render';
import { type BudgetStatus, budgetStatus, type ReportFrame } from '@cco/usage-reports';
import type { Settings } from '@cco/usage-settings';
import type { LoadedUsage } from '@cco/usage-source';
import { warn } from './load.ts';
import { listProblems, problemLines } from './problems.ts';
import type { SharedOptions } from './report-options.ts';
import type { UsageCommandContext } from './usage-context.ts';

const OVER_BUDGET = 3;

/** What goes with a report when it is printed. */
export interface Printing {
  readonly io: Io;
  readonly options: Pick<SharedOptions, 'json' | 'csv' | 'problems'>;
  readonly settings: Settings;
  readonly usage: LoadedUsage;
  readonly context: UsageCommandContext;
  csv(): string;
  text(): string;
}

/**
 * Rejects formats that exclude each other.
 *
 * @throws UserError for two of them.
 */
export function checkFormat({ json, csv, problems }: Printing['options']): void {
  if (json && csv) throw new UserError('--json and --csv cannot be used together');
  if (csv && problems) throw new UserError('--csv and --problems cannot be used together');
}

/**
 * Prints a report in the format that was asked for, with its budgets and problems.
 *
 * @returns The exit status: 0, or 3 when a budget is exceeded.
 */
export function finish(report: ReportFrame, printing: Printing): number {
  const { io, options, settings, usage, context } = printing;
  const budgets = budgetStatus(usage.rows, settings.budgets, settings);
  const problems = options.problems ? listProblems(usage, io, context) : undefined;
  if (options.json) {
    const told = { ...report, notes: notesOf(report, printing) };
    const more = { ...(budgets.length > 0 && { budgets }), ...(problems && { problems }) };
    io.out(`${JSON.stringify({ ...told, ...more }, null, 2)}\n`);
  } else if (options.csv) {
    io.out(printing.csv());
    // Spreadsheets have no place for notes, and they must not be lost.
    const style = io.errStyle;
    for (const line of noteLines(report.notes, { width: io.columns, style })) io.err(`${line}\n`);
  } else {
    io.out(printing.text());
    if (budgets.length > 0) {
      io.out(`\n${renderBudgets(budgets, { width: io.columns, style: io.style })}`);
    }
    if (problems) io.out(`\n${problemLines(problems, io)}`);
  }
  return tellExceeded(budgets, printing);
}

function notesOf({ notes }: ReportFrame, { usage, settings }: Printing): object {
  const { untimedMessages, withoutFastPrice, archived, problems, priceTableDate } = usage;
  return {
    ...notes,
    untimedMessages,
    modelsWithoutFastPrice: withoutFastPrice,
    archivedSessions: archived.sessions,
    archivedMessages: archived.messages,
    unreadableFiles: problems,
    store: usage.notes,
    priceTableDate,
    costMode: settings.mode,
  };
}

function tellExceeded(budgets: readonly BudgetStatus[], { io, options }: Printing): number {
  const exceeded = budgets.filter(({ isExceeded }) => isExceeded);
  if (exceeded.length === 0) return 0;
  if (options.json || options.csv) {
    for (const { period, used, limit } of exceeded) {
      warn(io, `Over the ${period} budget: $${used.toFixed(2)} of $${limit.toFixed(2)}`);
    }
  }
  return OVER_BUDGET;
}
