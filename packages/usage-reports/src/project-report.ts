import {
  distinct,
  frame,
  groupRows,
  type ReportFrame,
  type ReportOptions,
  sortByCost,
} from './report.ts';
import { projectDirectory } from './select-rows.ts';
import { type UsageByModel, usageOf } from './usage-figures.ts';
import type { UsageRow } from './usage-row.ts';

/** The usage of one project, that of its worktrees included. */
export interface ProjectRow extends UsageByModel {
  readonly project: string;
  /** The project's directory; of worktrees, that of their repository. */
  readonly projectPath: string;
  /** Every directory that was worked in. */
  readonly directories: readonly string[];
  /** How many sessions. */
  readonly sessions: number;
}

/** Usage by project. */
export interface ProjectReport extends ReportFrame {
  readonly projects: readonly ProjectRow[];
}

/**
 * Reports usage by project: by real directory, worktrees together with their repository.
 *
 * @throws RangeError when the zone is unknown.
 */
export function projectReport(rows: readonly UsageRow[], options: ReportOptions): ProjectReport {
  const { selected, frame: rest } = frame(rows, options);
  const projects = [...groupRows(selected, projectDirectory)].map(([projectPath, group]) => ({
    project: projectName(projectPath, group),
    projectPath,
    directories: distinct(group, (row) => row.projectPath).sort(),
    sessions: distinct(group, ({ sessionId }) => sessionId).length,
    ...usageOf(group),
  }));
  return {
    projects: sortByCost(projects, ({ projectPath }) => projectPath, options.order),
    ...rest,
  };
}

/** A worktree has a name of its own: the repository's comes from rows in it, else from its path. */
function projectName(directory: string, rows: readonly UsageRow[]): string {
  const names = rows.filter((row) => row.projectPath === directory).map((row) => row.project);
  const [name = directory.split(/[\\/]/).filter(Boolean).at(-1) ?? directory] = names.sort();
  return name;
}
