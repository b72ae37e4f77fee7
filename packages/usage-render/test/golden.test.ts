import {
  blockReport,
  budgetStatus,
  dailyInstances,
  dailyReport,
  mcpServerReport,
  modelReport,
  monthlyReport,
  parseBudgets,
  projectReport,
  sessionReport,
  skillReport,
  subagentReport,
  weeklyReport,
} from '@cco/usage-reports';
import { expect, it } from 'vitest';
import {
  type RenderOptions,
  renderActiveBlock,
  renderBlocks,
  renderBudgets,
  renderReport,
} from '../src/index.ts';
import { NOW, SAMPLE } from './sample.ts';

const zone = 'Europe/Berlin';
const skippedLines = { torn: 3, 'not JSON': 1 };
const options = { zone, skippedLines };
const blocks = blockReport(SAMPLE, { ...options, now: NOW, tokenLimit: 'max' });
const active = blockReport(SAMPLE, { ...options, now: NOW, tokenLimit: 'max', active: true });
const parsed = parseBudgets('daily=20,weekly=50,monthly=200');
const budgets = parsed.ok ? budgetStatus(SAMPLE, parsed.budgets, { zone, now: NOW }) : [];

/** What stands in each golden file, at three widths. */
const TEXTS: Record<string, (render: RenderOptions) => string> = {
  daily: (render) => renderReport(dailyReport(SAMPLE, options), render),
  'daily-compact': (render) =>
    renderReport(dailyReport(SAMPLE, { ...options, order: 'desc' }), { ...render, compact: true }),
  'daily-breakdown': (render) =>
    renderReport(dailyReport(SAMPLE, options), { ...render, breakdown: true }),
  'daily-instances': (render) => renderReport(dailyInstances(SAMPLE, options), render),
  weekly: (render) => renderReport(weeklyReport(SAMPLE, options), render),
  monthly: (render) => renderReport(monthlyReport(SAMPLE, options), render),
  sessions: (render) => renderReport(sessionReport(SAMPLE, options), render),
  projects: (render) => renderReport(projectReport(SAMPLE, options), render),
  models: (render) => renderReport(modelReport(SAMPLE, options), render),
  subagents: (render) => renderReport(subagentReport(SAMPLE, options), render),
  skills: (render) => renderReport(skillReport(SAMPLE, options), render),
  'mcp-servers': (render) => renderReport(mcpServerReport(SAMPLE, options), render),
  empty: (render) => renderReport(dailyReport([], options), render),
  blocks: (render) => renderBlocks(blocks, { ...render, now: NOW }),
  'active-block': (render) => renderActiveBlock(active, { ...render, now: NOW }),
  budgets: (render) => renderBudgets(budgets, render),
};

it.each(Object.entries(TEXTS))('%s looks as it should', async (name, textOf) => {
  const prices = { date: '2026-08-01', ageInDays: 13 };
  const texts = [60, 80, 120].map((width) => {
    return `${'='.repeat(width)}\n${textOf({ width, zone, prices })}`;
  });
  await expect(texts.join('\n')).toMatchFileSnapshot(`golden/${name}.txt`);
});
