import type {
  DailyReport,
  DailyRow,
  InstancesReport,
  McpServerReport,
  ModelReport,
  MonthlyReport,
  MonthlyRow,
  ProjectReport,
  SessionReport,
  SkillReport,
  SubagentReport,
  WeeklyReport,
  WeeklyRow,
} from '@cco/usage-reports';

/** Any report of `@cco/usage-reports` but the one by billing block. */
export type UsageReport =
  | DailyReport
  | WeeklyReport
  | MonthlyReport
  | InstancesReport<DailyRow | WeeklyRow | MonthlyRow>
  | SessionReport
  | ProjectReport
  | ModelReport
  | SubagentReport
  | SkillReport
  | McpServerReport;
