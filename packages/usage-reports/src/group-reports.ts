import {
  distinct,
  frame,
  groupRows,
  type ReportFrame,
  type ReportOptions,
  sortByCost,
} from './report.ts';
import {
  figuresOf,
  modelName,
  type UsageByModel,
  type UsageFigures,
  usageOf,
} from './usage-figures.ts';
import type { UsageRow } from './usage-row.ts';

/** The usage of one model; a fast one stands apart, as `claude-opus-5-fast`. */
export interface ModelRow extends UsageFigures {
  readonly modelName: string;
}

/** Usage by model. */
export interface ModelReport extends ReportFrame {
  readonly models: readonly ModelRow[];
}

/**
 * Reports usage by model.
 *
 * @throws RangeError when the zone is unknown.
 */
export function modelReport(rows: readonly UsageRow[], options: ReportOptions): ModelReport {
  const { selected, frame: rest } = frame(rows, options);
  const models = [...groupRows(selected, modelName)].map(([name, group]) => ({
    modelName: name,
    ...figuresOf(group),
  }));
  return { models: sortByCost(models, (row) => row.modelName, options.order), ...rest };
}

/** The usage of one type of subagent, or of the main conversations. */
export interface SubagentRow extends UsageByModel {
  /** Null for main conversations, and for subagents of an unknown type. */
  readonly agentType: string | null;
  readonly isMain: boolean;
  /** How many subagents; 0 for main conversations. */
  readonly agents: number;
}

/** Usage by type of subagent. */
export interface SubagentReport extends ReportFrame {
  readonly subagents: readonly SubagentRow[];
}

/**
 * Reports usage by type of subagent, with one row for the main conversations.
 *
 * @throws RangeError when the zone is unknown.
 */
export function subagentReport(rows: readonly UsageRow[], options: ReportOptions): SubagentReport {
  const { selected, frame: rest } = frame(rows, options);
  const keyOf = (type: string | null, isMain: boolean) => JSON.stringify([isMain, type]);
  const groups = groupRows(selected, ({ agent }) => keyOf(agent?.type ?? null, !agent));
  const subagents = [...groups.values()].map((group) => {
    const agent = group[0]?.agent;
    const ids = agent ? distinct(group, (row) => `${row.sessionId} ${row.agent?.id}`) : [];
    const isMain = agent === undefined;
    return { agentType: agent?.type ?? null, isMain, agents: ids.length, ...usageOf(group) };
  });
  const sorted = sortByCost(subagents, (row) => keyOf(row.agentType, row.isMain), options.order);
  return { subagents: sorted, ...rest };
}

/** The usage of one skill. */
export interface SkillRow extends UsageByModel {
  /** Null for messages that name none. */
  readonly skill: string | null;
}

/** Usage by skill. */
export interface SkillReport extends ReportFrame {
  readonly skills: readonly SkillRow[];
}

/**
 * Reports usage by skill, with one row for the messages that name none.
 *
 * @throws RangeError when the zone is unknown.
 */
export function skillReport(rows: readonly UsageRow[], options: ReportOptions): SkillReport {
  const { selected, frame: rest } = frame(rows, options);
  const skills = byName(selected, (row) => row.skill).map(([skill, group]) => {
    return { skill, ...usageOf(group) };
  });
  return { skills: sortByCost(skills, (row) => JSON.stringify(row.skill), options.order), ...rest };
}

/** The usage of one MCP server. */
export interface McpServerRow extends UsageByModel {
  /** Null for messages that name none. */
  readonly mcpServer: string | null;
}

/** Usage by MCP server. */
export interface McpServerReport extends ReportFrame {
  readonly mcpServers: readonly McpServerRow[];
}

/**
 * Reports usage by MCP server, with one row for the messages that name none.
 *
 * @throws RangeError when the zone is unknown.
 */
export function mcpServerReport(
  rows: readonly UsageRow[],
  options: ReportOptions,
): McpServerReport {
  const { selected, frame: rest } = frame(rows, options);
  const mcpServers = byName(selected, (row) => row.mcpServer).map(([mcpServer, group]) => {
    return { mcpServer, ...usageOf(group) };
  });
  const sorted = sortByCost(mcpServers, (row) => JSON.stringify(row.mcpServer), options.order);
  return { mcpServers: sorted, ...rest };
}

function byName(
  rows: readonly UsageRow[],
  nameOf: (row: UsageRow) => string | undefined,
): [name: string | null, rows: UsageRow[]][] {
  const groups = groupRows(rows, (row) => JSON.stringify(nameOf(row) ?? null));
  return [...groups].map(([key, group]) => [JSON.parse(key) as string | null, group]);
}
