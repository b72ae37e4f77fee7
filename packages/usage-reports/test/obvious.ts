import type { UsageRow } from '../src/index.ts';

/** The local day of a moment, by a formatter of its own each time. */
export function obviousDay(zone: string, ms: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms);
  const part = (name: string) => parts.find(({ type }) => type === name)?.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The Sunday or Monday on or before a day. */
export function obviousWeek(day: string, firstDay: 'Sun' | 'Mon'): string {
  for (let ms = Date.parse(`${day}T12:00:00Z`); ; ms -= 86_400_000) {
    const date = new Date(ms);
    if (date.toUTCString().startsWith(firstDay)) return date.toISOString().slice(0, 10);
  }
}

/** Figures of rows, each with a pass of its own. */
export function obviousFigures(rows: readonly UsageRow[]) {
  const sum = (of: (row: UsageRow) => number) => rows.map(of).reduce((a, b) => a + b, 0);
  const inputTokens = sum((row) => row.counters.input);
  const outputTokens = sum((row) => row.counters.output);
  const cacheCreationTokens = sum((row) => row.counters.cacheWrite5m + row.counters.cacheWrite1h);
  const cacheReadTokens = sum((row) => row.counters.cacheRead);
  return {
    inputTokens,
    outputTokens,
    cacheCreationTokens,
    cacheReadTokens,
    totalTokens: inputTokens + outputTokens + cacheCreationTokens + cacheReadTokens,
    totalCost: obviousDollars(rows),
    messages: sum((row) => row.messages),
    webSearches: sum((row) => row.counters.webSearches),
    unpricedTokens: sum((row) => row.unpricedTokens),
    unfinalizedOutputTokens: sum((row) => row.unfinalizedOutput),
  };
}

/** Figures of rows with the models behind them. */
export function obviousUsage(rows: readonly UsageRow[]) {
  const nameOf = (row: UsageRow) => (row.speed === 'fast' ? `${row.model}-fast` : row.model);
  const modelsUsed = [...new Set(rows.map(nameOf))].sort();
  const modelBreakdowns = modelsUsed
    .map((modelName) => {
      const figures = obviousFigures(rows.filter((row) => nameOf(row) === modelName));
      const { totalTokens, totalCost, messages, webSearches, ...rest } = figures;
      const missing = rest.unpricedTokens > 0 ? { missingPricing: true } : {};
      return { row: { modelName, ...rest, cost: totalCost, ...missing }, totalTokens };
    })
    .sort((a, b) => b.row.cost - a.row.cost || b.totalTokens - a.totalTokens)
    .map(({ row }) => row);
  return { ...obviousFigures(rows), modelsUsed, modelBreakdowns };
}

/** Dollars, by shifting the point of the exact decimal spelling. */
function obviousDollars(rows: readonly UsageRow[]): number {
  let picodollars = 0n;
  for (const { cost } of rows) if (cost !== undefined) picodollars += cost;
  const digits = picodollars.toString().padStart(13, '0');
  return Number.parseFloat(`${digits.slice(0, -12)}.${digits.slice(-12)}`);
}
