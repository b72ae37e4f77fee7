import { stripControls } from '@cco/terminal';
import type { BlockReport, UsageByModel, UsageFigures } from '@cco/usage-reports';
import type { UsageReport } from './usage-report.ts';

type Value = string | number | boolean | null;
type Row = readonly (readonly [name: string, value: Value])[];

/** What tells the rows of each report apart, by the key of its list. */
const LABELS = {
  daily: ['date'],
  weekly: ['week'],
  monthly: ['month'],
  sessions: ['sessionId', 'project', 'projectPath', 'firstActivity', 'lastActivity'],
  projects: ['project', 'projectPath', 'sessions'],
  models: ['modelName'],
  subagents: ['agentType', 'isMain', 'agents'],
  skills: ['skill'],
  mcpServers: ['mcpServer'],
} as const;

const TOKENS = ['inputTokens', 'outputTokens', 'cacheCreationTokens', 'cacheReadTokens'] as const;
const CAVEATS = ['unpricedTokens', 'unfinalizedOutputTokens'] as const;
const FIGURES = [
  ...TOKENS,
  'totalTokens',
  'totalCost',
  'messages',
  'webSearches',
  ...CAVEATS,
] as const;

/**
 * Writes a report as CSV (RFC 4180) under the names that its JSON has; totals and notes are left out.
 * Models stand in one cell, separated by blanks.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
 *
 * @param options.breakdown - Writes one line for each model of a row. @default false
 * @returns Lines that each end with CR LF, the first with the names; nothing for an empty report.
 */
export function renderCsv(
  report: UsageReport | BlockReport,
  { breakdown = false }: { readonly breakdown?: boolean | undefined } = {},
): string {
  const rows = 'blocks' in report ? blockRows(report) : reportRows(report, breakdown);
  const [first] = rows;
  if (first === undefined) return '';
  const names = first.map(([name]) => name);
  const lines = [names, ...rows.map((row) => row.map(([, value]) => cell(value)))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function reportRows(report: UsageReport, breakdown: boolean): Row[] {
  const { totals: _, notes: __, ...lists } = report;
  return Object.entries(lists).flatMap(([key, list]) => {
    const labels = LABELS[key as keyof typeof LABELS];
    const rows = Object.values(list as object).flat() as (UsageFigures & Partial<UsageByModel>)[];
    return rows.flatMap((row) => {
      const named = Array.isArray(list) ? labels : instanceLabels(row);
      const own = named.map((name) => [name, ownValue(row, name)] as const);
      return breakdown && row.modelBreakdowns
        ? breakdownRows(own, row.modelBreakdowns)
        : [[...own, ...usageCells(row)]];
    });
  });
}

function instanceLabels(row: object): readonly string[] {
  return ['project', ...['date', 'week', 'month'].filter((name) => name in row)];
}

function usageCells(row: UsageFigures & Partial<UsageByModel>): Row {
  const figures = FIGURES.map((name) => [name, row[name]] as const);
  return row.modelsUsed ? [...figures, ['modelsUsed', row.modelsUsed.join(' ')]] : figures;
}

function breakdownRows(own: Row, parts: UsageByModel['modelBreakdowns']): Row[] {
  return parts.map((part) => [
    ...own,
    ['modelName', part.modelName],
    ...TOKENS.map((name) => [name, part[name]] as const),
    ['cost', part.cost],
    ...CAVEATS.map((name) => [name, part[name]] as const),
  ]);
}

function blockRows({ blocks }: BlockReport): Row[] {
  return blocks.map((block): Row => {
    const { tokenCounts, models, burnRate, projection, tokenLimitStatus: _, ...rest } = block;
    const { unpricedTokens, unfinalizedOutputTokens, ...head } = rest;
    return [
      ...Object.entries(head),
      ...Object.entries(tokenCounts),
      ['models', models.join(' ')],
      ['tokensPerMinute', burnRate?.tokensPerMinute ?? null],
      ['costPerHour', burnRate?.costPerHour ?? null],
      ['projectedTokens', projection?.totalTokens ?? null],
      ['projectedCost', projection?.totalCost ?? null],
      ['unpricedTokens', unpricedTokens],
      ['unfinalizedOutputTokens', unfinalizedOutputTokens],
    ];
  });
}

function ownValue(row: object, name: string): Value {
  return (row as Record<string, Value>)[name] ?? null;
}

function cell(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const plain = stripControls(value);
  const text = /^[=+\-@\t]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
