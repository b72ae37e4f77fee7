import type { DayUsage } from '@cco/activity-stats';
import { formatUsd } from '@cco/cost';
import { bar, type Column, displayWidth, groupThousands, padEnd, table } from '@cco/terminal';

interface DayColumn extends Column {
  cell(day: DayUsage): string;
}

/** In the order in which they stand. */
const COLUMNS = {
  day: { title: 'Day', cell: ({ day }) => day },
  operations: {
    title: 'Operations',
    align: 'right',
    cell: ({ operations }) => groupThousands(operations),
  },
  sessions: { title: 'Sessions', align: 'right', cell: ({ sessions }) => groupThousands(sessions) },
  tokens: { title: 'Tokens', align: 'right', cell: ({ tokens }) => groupThousands(tokens.total) },
  cost: { title: 'Cost', align: 'right', cell: ({ cost }) => formatUsd(cost.total) },
} satisfies Record<string, DayColumn>;

/** What to leave out on narrow terminals, first things first. */
const DISPENSABLE: readonly DayColumn[] = [COLUMNS.sessions, COLUMNS.operations, COLUMNS.tokens];
const GAP = '  ';
const WIDEST_BAR = 30;
const NARROWEST_BAR = 4;

/**
 * Draws a table with one row a day and a bar for its tokens. When it is too wide, columns are left
 * out.
 *
 * @param width - Columns available.
 */
export function dayTable(days: readonly DayUsage[], width: number): string[] {
  let columns: readonly DayColumn[] = Object.values(COLUMNS);
  let lines = draw(columns, days);
  for (const column of DISPENSABLE) {
    if (widest(lines) <= width) break;
    columns = columns.filter((other) => other !== column);
    lines = draw(columns, days);
  }
  return withBars(lines, days, width);
}

function draw(columns: readonly DayColumn[], days: readonly DayUsage[]): string[] {
  return table(
    columns,
    days.map((day) => columns.map((column) => column.cell(day))),
  );
}

function withBars(lines: readonly string[], days: readonly DayUsage[], width: number): string[] {
  const used = widest(lines);
  const room = Math.min(WIDEST_BAR, width - used - GAP.length);
  if (room < NARROWEST_BAR) return [...lines];
  const most = days.reduce((top, { tokens }) => Math.max(top, tokens.total), 0);
  return lines.map((line, i) => {
    const drawn = bar(days[i - 1]?.tokens.total ?? 0, most, room);
    return drawn ? padEnd(line, used) + GAP + drawn : line;
  });
}

function widest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, displayWidth(line)), 0);
}
