/**
 * Reports, billing blocks and budgets over Claude Code's token usage, without file access.
 *
 * @module
 */
export {
  type BlockOptions,
  type BlockReport,
  type BlockRow,
  blockReport,
  MOST_SESSION_HOURS,
  type TokenLimitStatus,
} from './block-report.ts';
export {
  BUDGET_LEVELS,
  type BudgetLevel,
  type BudgetOptions,
  type BudgetStatus,
  budgetStatus,
  type PeriodSpending,
  spendingIn,
  statusOfSpending,
} from './budget-status.ts';
export { type BurnRate, MIN_RATE_MINUTES, type Projection } from './burn-rate.ts';
export {
  type McpServerReport,
  type McpServerRow,
  type ModelReport,
  type ModelRow,
  mcpServerReport,
  modelReport,
  type SkillReport,
  type SkillRow,
  type SubagentReport,
  type SubagentRow,
  skillReport,
  subagentReport,
} from './group-reports.ts';
export type { ReportNotes, SkippedLines } from './notes.ts';
export {
  BUDGET_PERIODS,
  type Budget,
  type BudgetPeriod,
  type ParsedBudgets,
  parseBudgets,
} from './parse-budgets.ts';
export {
  type DailyReport,
  type DailyRow,
  dailyInstances,
  dailyReport,
  type InstanceRow,
  type InstancesReport,
  type MonthlyReport,
  type MonthlyRow,
  monthlyInstances,
  monthlyReport,
  type WeeklyOptions,
  type WeeklyReport,
  type WeeklyRow,
  weeklyInstances,
  weeklyReport,
} from './period-reports.ts';
export { type ProjectReport, type ProjectRow, projectReport } from './project-report.ts';
export type { ReportFrame, ReportOptions, SortOrder, UsageTotals } from './report.ts';
export type { RowFilter } from './select-rows.ts';
export {
  type SessionOptions,
  type SessionReport,
  type SessionRow,
  sessionReport,
} from './session-report.ts';
export type {
  FigureCaveats,
  ModelBreakdown,
  TokenFigures,
  UsageByModel,
  UsageFigures,
} from './usage-figures.ts';
export type { UsageCounters, UsageRow } from './usage-row.ts';
